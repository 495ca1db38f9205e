"""Figures of the shape library as draw.io's inline stencils, so that a file shows them where our library is not known.

The definition is made for one size: what keeps its length in ours has the right length there until somebody resizes the shape in
draw.io. Reading goes by the style key FIGURE_KEY, not by the definition (see `canvas.formats.drawio.kinds`).
"""

from __future__ import annotations

from functools import lru_cache

from lxml import etree

from canvas.formats.drawio.guarded_xml import element_text
from canvas.formats.drawio.packing import pack
from canvas.formats.drawio.style_text import number_text
from canvas.geometry.path import Path
from canvas.shapes.library.catalogue import figure
from canvas.shapes.library.figure import THIN, VEIL, Figure, Layer, ports_of_figure

_PAPER = "#ffffff"
_PAINTED = {"b": "fillstroke", "e": "fillstroke", "f": "fillstroke", "p": "fill", "w": "fill", "d": "fill"}
"""Paints that fill; the others are stroked."""


@lru_cache(maxsize=512)
def packed_figure(kind: str, w: float, h: float) -> str:
    """Return what stands between "stencil(" and ")" for a shape of this size.

    Raises:
        KeyError: the kind is no figure of the library.
    """
    found = figure(kind)
    if found is None:
        raise KeyError(kind)
    return pack(figure_xml(kind, found, max(w, 1.0), max(h, 1.0)))


def figure_xml(kind: str, drawn: Figure, w: float, h: float) -> str:
    """Return the definition of a figure for a shape of this size."""
    size = {"w": number_text(w), "h": number_text(h)}
    root = etree.Element("shape", {"name": kind, **size, "aspect": "variable", "strokewidth": "inherit"})
    ports = etree.SubElement(root, "connections")
    for port in ports_of_figure(drawn):
        etree.SubElement(ports, "constraint", {"x": number_text(port.x), "y": number_text(port.y), "perimeter": "0"})
    layers = [layer for layer in drawn.placed(w, h) if layer.paint != "o"]
    bodies = 1 if layers and layers[0].paint == "b" else 0
    for name, part in (("background", layers[:bodies]), ("foreground", layers[bodies:])):
        holder = etree.SubElement(root, name)
        for layer in part:
            _draw(holder, layer)
    return element_text(root)


def _draw(parent: etree._Element, layer: Layer) -> None:
    """Add a layer; whatever it sets is restored behind it."""
    special = layer.paint not in {"b", "i", "p"}
    if special:
        etree.SubElement(parent, "save")
        _set(parent, layer.paint)
    _path(etree.SubElement(parent, "path"), layer.path)
    etree.SubElement(parent, _PAINTED.get(layer.paint, "stroke"))
    if special:
        etree.SubElement(parent, "restore")


def _set(parent: etree._Element, paint: str) -> None:
    if paint in {"s", "f"}:
        etree.SubElement(parent, "dashed", {"dashed": "0"})
    if paint in {"f", "d"}:
        etree.SubElement(parent, "fillcolor", {"color": "stroke"})
    if paint in {"w", "e"}:
        etree.SubElement(parent, "fillcolor", {"color": _PAPER})
    if paint == "d":
        etree.SubElement(parent, "fillalpha", {"alpha": number_text(VEIL)})
    if paint == "t":
        etree.SubElement(parent, "strokewidth", {"width": number_text(THIN), "fixed": "0"})


def _path(parent: etree._Element, path: Path) -> None:
    for op, *numbers in path.commands:
        n = [number_text(round(v, 3)) for v in numbers]
        if op == "M":
            etree.SubElement(parent, "move", {"x": n[0], "y": n[1]})
        elif op == "L":
            etree.SubElement(parent, "line", {"x": n[0], "y": n[1]})
        elif op == "C":
            names = ("x1", "y1", "x2", "y2", "x3", "y3")
            etree.SubElement(parent, "curve", dict(zip(names, n, strict=True)))
        else:
            etree.SubElement(parent, "close")
