"""Files that want to hurt, one of each kind, with what must come of them."""

from __future__ import annotations

import base64
import struct
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from urllib.parse import quote

from canvas.formats.png.chunks import SIGNATURE, Chunk, write_chunk

HEAD = '<mxCell id="0"/><mxCell id="1" parent="0"/>'
GEOMETRY = '<mxGeometry x="10" y="10" width="80" height="60" as="geometry"/>'
MB = 1_000_000


@dataclass(frozen=True)
class Hostile:
    """One file.

    Attributes:
        name: says what is wrong with it.
        ending: of its name.
        make: returns its bytes; large ones are made only when they are needed.
        outcome: "picture", or the name of the error; of a page millions of units wide there is no bitmap, only SVG and PDF.
        seconds: of processor time that it may cost.
    """

    name: str
    ending: str
    make: Callable[[], bytes]
    outcome: str
    seconds: float = 2.0


def model(inner: str) -> bytes:
    return f"<mxGraphModel><root>{HEAD}{inner}</root></mxGraphModel>".encode()


def cell(attributes: str) -> bytes:
    return model(f'<mxCell id="a" vertex="1" parent="1" {attributes}>{GEOMETRY}</mxCell>')


def picture(source: str) -> bytes:
    """Return a diagram with a picture, as a style and inside a label."""
    label = quote_attribute(f'<img src="{source}">see')
    return cell(f'style="shape=image;html=1;image={quote_attribute(source)}" value="{label}"')


def quote_attribute(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


def svg_picture(svg: str) -> bytes:
    """Return a diagram with an SVG picture; styles end at a semicolon, so draw.io leaves ";base64" out."""
    return picture("data:image/svg+xml," + base64.b64encode(svg.encode()).decode())


def deflated(raw: bytes) -> str:
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    return base64.b64encode(deflate.compress(raw) + deflate.flush()).decode()


def packed(raw: bytes) -> bytes:
    return f"<mxfile><diagram>{deflated(raw)}</diagram></mxfile>".encode()


def many_bombs() -> bytes:
    """Return fifty pages that are each allowed and together too much."""
    page = deflated(b"<mxGraphModel><!--" + b" " * 5 * MB + b"--></mxGraphModel>")
    return ("<mxfile>" + f"<diagram>{page}</diagram>" * 50 + "</mxfile>").encode()


def png(width: int, height: int, *texts: Chunk, clear: bool = False) -> bytes:
    """Return a PNG of any size, black or with four bytes a pixel and clear; it packs a thousandfold."""
    header = Chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 6 if clear else 0, 0, 0, 0))
    deflate = zlib.compressobj(1)
    line = bytes(width * (4 if clear else 1) + 1)
    body = b"".join(deflate.compress(line) for _ in range(height)) + deflate.flush()
    chunks = (header, *texts, Chunk(b"IDAT", body), Chunk(b"IEND", b""))
    return SIGNATURE + b"".join(write_chunk(chunk) for chunk in chunks)


def png_uri(width: int, height: int, *, clear: bool = False) -> str:
    return "data:image/png," + base64.b64encode(png(width, height, clear=clear)).decode()


def many_pictures() -> bytes:
    parts = [
        f'<mxCell id="p{n}" vertex="1" parent="1" style="shape=image;image={png_uri(4900 + n, 5000)}">{GEOMETRY}</mxCell>'
        for n in range(6)
    ]
    return model("".join(parts))


ENTITIES = "".join(f"<!ENTITY e{i} '" + (f"&e{i - 1};" * 10 if i else "ha" * 10) + "'>" for i in range(10))
SECRET = "file:///etc/passwd"
SCRIPTS = (
    '<script>alert(1)</script><img src=x onerror="alert(1)"><b onclick="alert(1)">bold</b><iframe src="file:///etc/passwd">'
    '</iframe><a href="javascript:alert(1)">run</a><svg onload="alert(1)"><script>1</script></svg>'
    '<style>@import "http://localhost:1/x.css"</style><object data="file:///etc/passwd"></object>'
)
SVG = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="40" height="30"'
SVG_PICTURES = {
    "script": f'<svg {SVG}><script>alert(1)</script><rect width="9" height="9" onclick="alert(1)"/></svg>',
    "local picture": f'<svg {SVG}><image xlink:href="{SECRET}" width="9" height="9"/><image href="/etc/hostname"/></svg>',
    "remote picture": f'<svg {SVG}><image xlink:href="http://localhost:1/x.png" width="9" height="9"/></svg>',
    "foreign object": f'<svg {SVG}><foreignObject width="9" height="9"><iframe src="{SECRET}"/></foreignObject></svg>',
    "style import": f'<svg {SVG}><style>@import url({SECRET});rect{{fill:url({SECRET}#a)}}</style><rect width="9" height="9"/></svg>',
    "entity bomb": f"<!DOCTYPE svg [{ENTITIES}]><svg {SVG}><text>&e9;</text></svg>",
    "external entity": f'<!DOCTYPE svg [<!ENTITY x SYSTEM "{SECRET}">]><svg {SVG}><text>&x;</text></svg>',
    "nesting": f"<svg {SVG}>{'<g>' * 20_000}{'</g>' * 20_000}</svg>",
    "use chain": f"<svg {SVG}><defs><g id='u0'><rect width='1' height='1'/></g>"
    + "".join(f"<g id='u{n}'>" + f"<use href='#u{n - 1}'/>" * 10 + "</g>" for n in range(1, 12))
    + "</defs><use href='#u11'/></svg>",
    "own use": f"<svg {SVG}><g id='u'><use href='#u'/></g></svg>",
    "huge size": '<svg xmlns="http://www.w3.org/2000/svg" width="99999999" height="99999999"><rect width="9" height="9"/></svg>',
    "huge numbers": f'<svg {SVG}><path d="M0 0 L1e308 -1e308 L{"9" * 4000} 0" stroke="red" stroke-width="1e30" stroke-dasharray="1e-9"/></svg>',
}
LINKS = (
    'style="html=1" link="javascript:alert(1)" value="&lt;a href=&quot;javascript:alert(1)&quot;&gt;a&lt;/a&gt;'
    '&lt;a href=&quot;data:text/html,x&quot;&gt;b&lt;/a&gt;&lt;a href=&quot;file:///etc/passwd&quot;&gt;c&lt;/a&gt;"'
)
CIRCLE = "".join(f'<mxCell id="{i}" vertex="1" parent="{(i + 1) % 2000}">{GEOMETRY}</mxCell>' for i in range(2, 2000))
CHAIN = "".join(f'<mxCell id="{i}" vertex="1" parent="{i - 1}">{GEOMETRY}</mxCell>' for i in range(2, 2000))
HUGE = '<mxGeometry x="1e308" y="-1e999" width="9e99" height="1e-300" as="geometry"/>'
NAN = '<mxGeometry x="NaN" y="nan" width="-inf" height="NaN" as="geometry"/>'


def numbers(geometry: str, value: str) -> bytes:
    style = ";".join(
        f"{key}={value}"
        for key in ("strokeWidth", "rotation", "fontSize", "opacity", "arcSize", "spacing", "dashPattern")
    )
    vertex = f'<mxCell id="a" value="text" vertex="1" parent="1" style="dashed=1;rounded=1;{style}">{geometry}</mxCell>'
    edge = f'<mxCell id="e" edge="1" parent="1" style="endSize={value};{style}" source="a">{geometry}</mxCell>'
    return model(vertex + edge)


def source_chunk(body: bytes) -> Chunk:
    return Chunk(b"zTXt", b"mxfile\0\0" + zlib.compress(body, 9))


_PLAIN = model(f'<mxCell id="a" vertex="1" value="x" parent="1">{GEOMETRY}</mxCell>')
_ONE = '<mxCell id="a" vertex="1" parent="1">' + GEOMETRY + "</mxCell>"
_UTF16 = f'<!DOCTYPE m SYSTEM "{SECRET}"><mxGraphModel/>'.encode("utf-16")
_ENTITY_FILE = f'<!DOCTYPE m [{ENTITIES}]><mxGraphModel a="&e9;"/>'.encode()
_EXTERNAL = f'<!DOCTYPE m [<!ENTITY x SYSTEM "{SECRET}">]><mxGraphModel>&x;</mxGraphModel>'.encode()
_NESTED = b"<mxGraphModel>" + b"<a>" * 20_000 + b"</a>" * 20_000 + b"</mxGraphModel>"
_NESTED_HTML = cell(f'style="html=1" value="{"&lt;div&gt;" * 20_000}deep"')
_BROKEN = b"<mxfile><diagram>7V1bd%%%</diagram></mxfile>"

FILES = (
    Hostile("entity bomb", "drawio", lambda: _ENTITY_FILE, "MalformedFile"),
    Hostile("entity bomb in svg", "svg", lambda: f"<!DOCTYPE svg [{ENTITIES}]><svg content=\"&e9;\"/>".encode(), "MalformedFile"),
    Hostile("utf-16 doctype", "drawio", lambda: _UTF16, "MalformedFile"),
    Hostile("external entity", "drawio", lambda: _EXTERNAL, "MalformedFile"),
    Hostile("deflate bomb", "drawio", lambda: packed(b"a" * 100 * MB), "LimitExceeded"),
    Hostile("deflate bomb of escapes", "drawio", lambda: packed(b"%25" * 20 * MB), "LimitExceeded"),
    Hostile("deflate bomb of many pages", "drawio", many_bombs, "LimitExceeded"),
    Hostile("deflate bomb in svg", "svg", lambda: b"<svg content='" + deflated(b"%25" * 20 * MB).encode() + b"'/>", "LimitExceeded"),
    Hostile("deflate bomb in png", "png", lambda: png(4, 4, source_chunk(b"%25" * 20 * MB)), "LimitExceeded"),
    Hostile("bomb in a bomb in png", "png", lambda: png(4, 4, source_chunk(deflated(b"a" * 100 * MB).encode())), "LimitExceeded"),
    Hostile("20,000 deep", "drawio", lambda: _NESTED, "LimitExceeded"),
    Hostile("20,000 deep, packed", "drawio", lambda: packed(quote("<a>" * 20_000).encode()), "LimitExceeded"),
    Hostile("20,000 deep markup in a label", "drawio", lambda: _NESTED_HTML, "picture"),
    Hostile("huge numbers", "drawio", lambda: numbers(HUGE, "1e308"), "LimitExceeded"),
    Hostile("negative numbers", "drawio", lambda: numbers(HUGE, "-1e999"), "LimitExceeded"),
    Hostile("tiny numbers", "drawio", lambda: numbers(GEOMETRY, "1e-300"), "picture"),
    Hostile("not a number", "drawio", lambda: numbers(NAN, "NaN"), "picture"),
    Hostile("cyclic parents", "drawio", lambda: model(CIRCLE), "LimitExceeded"),
    Hostile("2,000 parents", "drawio", lambda: model(CHAIN), "LimitExceeded"),
    Hostile("duplicate ids", "drawio", lambda: model(_ONE * 500), "picture"),
    Hostile("local picture", "drawio", lambda: picture(SECRET), "picture"),
    Hostile("plain path picture", "drawio", lambda: picture("/etc/hostname"), "picture"),
    Hostile("picture on a share", "drawio", lambda: picture("\\\\127.0.0.1\\share\\x.png"), "picture"),
    Hostile("share as URL", "drawio", lambda: picture("file://127.0.0.1/share/x.png"), "picture"),
    Hostile("remote picture", "drawio", lambda: picture("http://localhost:1/x.png"), "picture"),
    Hostile("scripts in labels", "drawio", lambda: cell(f'style="html=1" value="{quote_attribute(SCRIPTS)}"'), "picture"),
    Hostile("javascript links", "drawio", lambda: cell(LINKS), "picture"),
    Hostile("broken base64", "drawio", lambda: _BROKEN, "MalformedFile"),
    Hostile("broken base64 picture", "drawio", lambda: picture("data:image/png;base64,%%%==="), "picture"),
    Hostile("truncated file", "drawio", lambda: _PLAIN[:-30], "MalformedFile"),
    Hostile("truncated png", "png", lambda: png(4, 4, source_chunk(_PLAIN))[:70], "MalformedFile"),
    Hostile("wrong type", "drawio", lambda: b"PK\x03\x04" + bytes(1000), "MalformedFile"),
    Hostile("text named png", "png", lambda: b"hello", "MalformedFile"),
    Hostile("300 MB of text", "drawio", lambda: b"x" * 300 * MB, "InputError"),
    Hostile("one label of 30 MB", "drawio", lambda: cell(f'value="{"x" * 30 * MB}"'), "LimitExceeded"),
    Hostile("20,000 x 20,000 png", "png", lambda: png(20_000, 20_000, source_chunk(_PLAIN)), "picture"),
    Hostile("20,000 x 20,000 picture", "drawio", lambda: cell(f'style="shape=image;image={png_uri(20_000, 20_000)}"'), "picture"),
    Hostile("largest picture", "drawio", lambda: cell(f'style="shape=image;image={png_uri(5_000, 5_000, clear=True)}"'), "picture"),
    Hostile("six large pictures", "drawio", many_pictures, "picture", seconds=10.0),
    *(Hostile(f"svg picture: {name}", "drawio", partial(svg_picture, svg), "picture") for name, svg in SVG_PICTURES.items()),
)  # fmt: skip
