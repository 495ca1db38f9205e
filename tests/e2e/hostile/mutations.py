"""Real diagram files made wrong: bytes flipped, cut and repeated, and XML that is well formed but makes no sense."""

from __future__ import annotations

import random
from collections.abc import Callable

from lxml import etree

from canvas.errors import FormatError
from canvas.formats.drawio.packing import pack, unpack

VALUES = (
    "", "0", "1", "-1", "NaN", "inf", "-1e999", "1e308", "9" * 400, "null", "undefined", "none", "%00", "\ufffe"[:0] + "\u202e",
    "ha" * 5000, "<b>", "&lt;script&gt;x&lt;/script&gt;", "javascript:alert(1)", "file:///etc/passwd", "\\\\host\\share\\x.png",
    "http://localhost:1/x.png", "data:image/png;base64,AAAA", "data:image/svg+xml,%3Csvg/%3E", "stencil(AAAA)", "shape=;=;;",
    "%label%%x%", "light-dark(light-dark(a,b),", "#12", "rgb(1e99,,)", "rotation=NaN;strokeWidth=-1e300;fontSize=1e-300",
)  # fmt: skip
"""What is put in place of an attribute's value."""

Mutation = Callable[[random.Random, etree._Element], None]


def mutated(rng: random.Random, data: bytes) -> bytes:
    """Return a file with one to four things wrong, half of them in its bytes and half in its structure."""
    if rng.random() < 0.5:
        return _wrong_bytes(rng, data)
    try:
        root = etree.fromstring(data, etree.XMLParser(huge_tree=True, resolve_entities=False))
    except etree.XMLSyntaxError:
        return _wrong_bytes(rng, data)
    packed = _unpack_pages(root)
    for _ in range(rng.randint(1, 4)):
        rng.choice(STRUCTURAL)(rng, root)
    if packed and rng.random() < 0.5:
        _pack_pages(root)
    return etree.tostring(root)


def _wrong_bytes(rng: random.Random, data: bytes) -> bytes:
    body = bytearray(data)
    for _ in range(rng.randint(1, 4)):
        at, end = sorted(rng.randrange(len(body) + 1) for _ in range(2))
        end = min(end, at + 200)
        kind = rng.randrange(5)
        if kind == 0 and at < len(body):
            body[at] = rng.randrange(256)
        elif kind == 1:
            del body[at:end]
        elif kind == 2:
            body[at:at] = body[at:end] * rng.randint(1, 20)
        elif kind == 3:
            body[at:at] = rng.choice(
                (b"<", b">", b'"', b"&", b"&#0;", b"&x;", b"<!DOCTYPE a>", b"<![CDATA[", b"\0", b"\xff\xfe")
            )
        else:
            del body[max(at, 20) :]
    return bytes(body)


def _unpack_pages(root: etree._Element) -> bool:
    """Put the XML of packed pages in their place, and tell whether there were any."""
    found = False
    for page in root.iter("diagram"):
        if len(page) or not (page.text or "").strip():
            continue
        try:
            page.append(etree.fromstring(unpack(page.text or "").encode()))
        except (FormatError, etree.XMLSyntaxError):
            continue
        page.text, found = None, True
    return found


def _pack_pages(root: etree._Element) -> None:
    for page in list(root.iter("diagram")):
        if len(page):
            page.text = pack(etree.tostring(page[0], encoding="unicode"))
            del page[:]


def _elements(root: etree._Element) -> list[etree._Element]:
    return [element for element in root.iter() if isinstance(element.tag, str)]


def _any(rng: random.Random, root: etree._Element) -> etree._Element:
    return rng.choice(_elements(root))


def _set_value(rng: random.Random, root: etree._Element) -> None:
    element = _any(rng, root)
    if element.attrib:
        element.set(rng.choice(list(element.attrib)), rng.choice(VALUES))  # type: ignore[arg-type] # Names are text here.


def _break_style(rng: random.Random, root: etree._Element) -> None:
    styled = [element for element in _elements(root) if element.get("style")]
    if styled:
        element = rng.choice(styled)
        parts = (element.get("style") or "").split(";")
        at = rng.randrange(len(parts))
        parts[at] = f"{parts[at].partition('=')[0]}={rng.choice(VALUES)}"
        element.set("style", ";".join(parts))


def _rename(rng: random.Random, root: etree._Element) -> None:
    _any(rng, root).tag = rng.choice(("mxCell", "object", "root", "mxGeometry", "Array", "mxPoint", "diagram", "x"))


def _remove(rng: random.Random, root: etree._Element) -> None:
    element = _any(rng, root)
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _repeat(rng: random.Random, root: etree._Element) -> None:
    element = _any(rng, root)
    parent = element.getparent()
    if parent is not None and len(list(element.iter())) < 200:
        for _ in range(rng.randint(1, 5)):
            parent.append(etree.fromstring(etree.tostring(element, with_tail=False)))


def _move(rng: random.Random, root: etree._Element) -> None:
    element, target = _any(rng, root), _any(rng, root)
    if element is not root and element not in list(target.iterancestors()) and target is not element:
        target.append(element)


def _relate(rng: random.Random, root: etree._Element) -> None:
    """Give a cell another cell, maybe itself, as its parent or end."""
    cells = [element for element in _elements(root) if element.tag == "mxCell"]
    if cells:
        rng.choice(cells).set(rng.choice(("parent", "source", "target", "id")), rng.choice(cells).get("id") or "")


def _drop_attribute(rng: random.Random, root: etree._Element) -> None:
    element = _any(rng, root)
    if element.attrib:
        del element.attrib[rng.choice(list(element.attrib))]


STRUCTURAL: tuple[Mutation, ...] = (
    _set_value, _set_value, _break_style, _break_style, _rename, _remove, _repeat, _move, _relate, _relate, _drop_attribute,
)  # fmt: skip
