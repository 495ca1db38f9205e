"""Diagrams whose exports are compared: our examples, one page with every kind of paint, and a few real files."""

from __future__ import annotations

import base64
from pathlib import Path

from app.exporting.reading import read_snapshot
from canvas.model.records import Snapshot
from tests.conftest import ROOT
from tests.support.diagram_files import SHOP

EXAMPLES = ROOT / "resources" / "examples"
_SVG = base64.b64encode(
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><rect width="40" height="20" fill="teal"/>'
    b'<circle cx="20" cy="10" r="8" fill="gold"/></svg>'
).decode()


def _vertex(id_: str, at: tuple[int, int], style: str, label: str = "", link: str = "") -> str:
    cell = (
        f'<mxCell style="html=1;whiteSpace=wrap;{style}" vertex="1" parent="1">'
        f'<mxGeometry x="{at[0]}" y="{at[1]}" width="120" height="60" as="geometry"/></mxCell>'
    )
    target = f' link="{link}"' if link else ""
    return f'<UserObject id="{id_}" label="{label}"{target}>{cell}</UserObject>'


PAINT = (
    '<mxfile><diagram id="p" name="Paint"><mxGraphModel><root><mxCell id="0"/><mxCell id="1" parent="0"/>'
    + _vertex("plain", (20, 20), "fillColor=#dae8fc;strokeColor=#6c8ebf;", "Plain label", "https://example.org/plain")
    + _vertex("gradient", (180, 20), "gradientColor=#7ea6e0;gradientDirection=east;fillColor=#ffffff;rounded=1;", "Gradient")
    + _vertex("dashed", (340, 20), "dashed=1;strokeWidth=3;fillColor=none;strokeColor=#b85450;", "Dashed")
    + _vertex("shadow", (20, 120), "shadow=1;fillColor=#fff2cc;strokeColor=#d6b656;", "Shadow")
    + _vertex("turned", (180, 120), "rotation=30;fillColor=#d5e8d4;", "Turned")
    + _vertex("upright", (340, 120), "horizontal=0;fillColor=#f8cecc;", "Upright")
    + _vertex("faint", (20, 220), "ellipse;opacity=40;fillColor=#6c8ebf;", "Faint")
    + _vertex("mirrored", (180, 220), "shape=cylinder3;size=15;flipH=1;fillColor=#e1d5e7;", "Cylinder")
    + _vertex("picture", (340, 220), f"shape=image;verticalLabelPosition=bottom;image=data:image/svg+xml,{_SVG};", "Picture")
    + _vertex("rich", (20, 330), "fillColor=#ffffff;fontSize=14;",
              "&lt;b&gt;Bold&lt;/b&gt; &lt;i&gt;slanted&lt;/i&gt; &lt;u&gt;underlined&lt;/u&gt; "
              "&lt;a href=&quot;https://example.org/inside&quot;&gt;linked&lt;/a&gt; H&lt;sub&gt;2&lt;/sub&gt;O")
    + _vertex("serif", (180, 330), "fontFamily=Times New Roman;fontSize=16;", "Serif letters")
    + _vertex("mono", (340, 330), "fontFamily=Courier New;align=left;", "Mono letters")
    + _vertex("unsafe", (500, 330), "", "Unsafe", "javascript:alert(1)")
    + '<mxCell id="edge" value="flows" style="edgeStyle=orthogonalEdgeStyle;rounded=1;endArrow=block;startArrow=diamond;html=1;" '
    'edge="1" parent="1" source="plain" target="upright"><mxGeometry relative="1" as="geometry"/></mxCell>'
    '<mxCell id="curve" value="" style="curved=1;dashed=1;strokeColor=#82b366;endArrow=open;" edge="1" parent="1" '
    'source="shadow" target="picture"><mxGeometry relative="1" as="geometry"/></mxCell>'
    "</root></mxGraphModel></diagram></mxfile>"
)  # fmt: skip
"""One page: fills, gradients, dashes, shadows, turns, pictures, fonts, rich labels, links, lines."""


def _escaped(html: str) -> str:
    return html.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


STYLES = (
    '<mxfile><diagram id="s" name="Styles"><mxGraphModel><root><mxCell id="0"/><mxCell id="1" parent="0"/>'
    + "".join(
        _vertex(f"g{n}", (20 + 150 * n, 20), f"gradientColor=#1b6ac9;gradientDirection={way};fillColor=#ffe7c2;rounded=1;", way)
        for n, way in enumerate(("north", "east", "south", "west", "radial"))
    )
    + "".join(
        _vertex(f"d{n}", (20 + 150 * n, 110), f"dashed=1;dashPattern={dash};strokeWidth=2;strokeColor=#8a2c2c;fillColor=none;", dash)
        for n, dash in enumerate(("3 3", "1 3", "8 4", "6 3 1 3", "6 3 1 3 1 3"))
    )
    + "".join(
        _vertex(f"s{n}", (20 + 150 * n, 200), f"sketch=1;fillStyle={fill};jiggle=2;fillColor=#2f7d4f;hachureGap=6;", fill)
        for n, fill in enumerate(("hachure", "cross-hatch", "zigzag", "dashed", "dots"))
    )
    + _vertex("glassy", (20, 290), "shadow=1;glass=1;rounded=1;fillColor=#d7effe;", "Shadow and glass")
    + _vertex("faint", (170, 290), "shadow=1;opacity=50;fillColor=#f3e7fc;ellipse;", "Faint shadow")
    + _vertex("outside", (320, 290), "verticalLabelPosition=bottom;verticalAlign=top;fillColor=#fff7c2;", "Below the shape")
    + _vertex("clipped", (470, 290), "overflow=hidden;fillColor=#ffffff;",
              "A label that is far too long for its shape and is cut off where the shape ends, whatever it says")
    + _vertex("padded", (620, 290), "align=left;verticalAlign=top;spacing=10;spacingLeft=12;fillColor=#e6e7fd;", "Padded")
    + _vertex("listed", (20, 410), "align=left;fillColor=none;strokeColor=none;", _escaped(
        "<ul><li>first</li><li>second<ul><li>nested</li></ul></li></ul><ol><li>one</li><li>two</li></ol>"))
    + _vertex("spaced", (220, 420), "fillColor=#ffffff;", _escaped('<div style="line-height: 2">Wide<br>lines</div>'))
    + _vertex("marked", (370, 420), "fillColor=#ffffff;", _escaped(
        '<font color="#c00000">red</font> <span style="background-color:#ffe066">marked</span> <s>gone</s><br>'
        'E=mc<sup>2</sup> <code>code</code> <a href="https://example.org">link</a>'))
    + _vertex("sided", (520, 420), "fillColor=#ffffff;", _escaped(
        '<div style="text-align:left">left</div><div style="text-align:right">right</div>'))
    + "</root></mxGraphModel></diagram></mxfile>"
)  # fmt: skip
"""One page: everything that the inspector and the text field can do to a look."""
REAL = (
    "meows__docs__images__architecture",
    "feature-flag-benefits",
    "sequence-diagram-examples",
    "drawio_azure_template_example",
)
"""Parts of the names of the real files that are compared."""


def own() -> dict[str, Snapshot]:
    """Return our own diagrams by name."""
    found = {
        "paint": read_snapshot(PAINT.encode(), "paint.drawio"),
        "styles": read_snapshot(STYLES.encode(), "styles.drawio"),
        "shop": read_snapshot(SHOP.encode(), "shop.drawio"),
    }
    found |= {path.stem: read_snapshot(path.read_bytes(), path.name) for path in sorted(EXAMPLES.glob("*.drawio"))}
    return found


def real(corpus: Path) -> dict[str, Snapshot]:
    """Return some real diagrams by name."""
    files = sorted((corpus / "drawio" / "files").iterdir())
    chosen = [path for part in REAL for path in files if part in path.name]
    return {path.name: read_snapshot(path.read_bytes(), path.name) for path in chosen}
