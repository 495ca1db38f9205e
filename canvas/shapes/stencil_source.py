"""Figures that a file brings along: draw.io's inline stencils, unpacked and parsed within limits.

A definition is base64 of raw deflate of percent-encoded XML. It comes from strangers: it is inflated to a bounded size, read by a
parser that refuses document types (and with them entities), and cut to bounded numbers of elements and levels.
"""

from __future__ import annotations

import base64
import binascii
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import unquote
from xml.parsers import expat

from canvas.geometry.vec import Vec

PACKED_CHARS = 512 * 1024
INFLATED_BYTES = 2 * 1024 * 1024
ELEMENTS = 5_000
DEPTH = 12
PORTS = 200


@dataclass(frozen=True, slots=True)
class Element:
    """An element of a definition without its text."""

    tag: str
    attributes: Mapping[str, str]
    children: tuple[Element, ...] = ()

    def number(self, name: str, default: float = 0.0) -> float:
        """Return a finite attribute of sensible size, else the default."""
        return _number(self.attributes.get(name), default)


@dataclass(frozen=True, slots=True)
class Figure:
    """A parsed definition.

    Attributes:
        w: width the drawing commands count in.
        h: height, likewise.
        fixed: keep the proportions and centre the figure in its shape.
        stroke_width: of the outline in the figure's own units, None to inherit the style's.
        background: commands of what the outline and the shadow are made of.
        foreground: commands drawn over it.
        ports: where connectors may be fixed, fractions of the box.
    """

    w: float
    h: float
    fixed: bool = False
    stroke_width: float | None = None
    background: tuple[Element, ...] = ()
    foreground: tuple[Element, ...] = ()
    ports: tuple[Vec, ...] = ()


class _Refused(Exception):
    """The definition is beyond a limit or of a form that is not read."""


@dataclass(slots=True)
class _Open:
    tag: str
    attributes: Mapping[str, str]
    children: list[Element] = field(default_factory=list)

    def closed(self) -> Element:
        return Element(self.tag, self.attributes, tuple(self.children))


def _number(text: str | None, default: float) -> float:
    try:
        value = float(text) if text is not None else default
    except ValueError:
        return default
    return value if abs(value) < 1e6 else default


def unpacked(packed: str) -> str | None:
    """Return the XML of a definition, or None when it is broken or too large."""
    if not packed or len(packed) > PACKED_CHARS:
        return None
    try:
        raw = base64.b64decode(packed, validate=False)
        engine = zlib.decompressobj(-zlib.MAX_WBITS)
        inflated = engine.decompress(raw, INFLATED_BYTES)
    except (binascii.Error, ValueError, zlib.error):
        return None
    if engine.unconsumed_tail:
        return None
    return unquote(inflated.decode("utf-8", "replace"))


def _parsed(xml: str) -> Element | None:
    """Return the root element, or None when the text is no XML or beyond a limit."""
    root = _Open("", {})
    stack = [root]
    count = 0

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal count
        count += 1
        if count > ELEMENTS or len(stack) > DEPTH:
            raise _Refused
        stack.append(_Open(tag, attributes))

    def end(_tag: str) -> None:
        done = stack.pop()
        stack[-1].children.append(done.closed())

    def refuse(*_: object) -> None:
        raise _Refused

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    try:
        parser.Parse(xml, True)
    except (expat.ExpatError, _Refused, ValueError):
        return None
    return root.children[0] if root.children else None


@lru_cache(maxsize=512)
def figure_of(packed: str) -> Figure | None:
    """Return the figure of a definition as files have it, or None when it cannot be drawn.

    Args:
        packed: what stands between "stencil(" and ")".
    """
    xml = unpacked(packed)
    root = _parsed(xml) if xml else None
    if root is None or root.tag != "shape":
        return None
    w, h = root.number("w", 100.0), root.number("h", 100.0)
    if w <= 0 or h <= 0:
        return None
    parts = {child.tag: child.children for child in root.children}
    if not parts.get("background") and not parts.get("foreground"):
        return None
    width = root.attributes.get("strokewidth", "1")
    return Figure(
        w,
        h,
        root.attributes.get("aspect") == "fixed",
        None if width == "inherit" else max(0.0, _number(width, 1.0)),
        parts.get("background", ()),
        parts.get("foreground", ()),
        _ports(parts.get("connections", ())),
    )


def _ports(constraints: tuple[Element, ...]) -> tuple[Vec, ...]:
    found = (Vec(c.number("x"), c.number("y")) for c in constraints[:PORTS] if c.tag == "constraint")
    return tuple(dict.fromkeys(p for p in found if 0.0 <= p.x <= 1.0 and 0.0 <= p.y <= 1.0))
