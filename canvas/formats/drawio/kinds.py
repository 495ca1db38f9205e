"""Names of shapes: draw.io's `shape=` and predefined styles <-> kinds of the document.

A kind keeps draw.io's name without "mxgraph.", also when nothing of ours draws it: the registry of shapes then paints its honest
generic box, and a later version may know the name.
"""

from __future__ import annotations

from collections.abc import Mapping

from canvas.model.records import CONNECTOR
from canvas.shapes.definition import OUTLINE
from canvas.shapes.library.catalogue import figure
from canvas.shapes.registry import is_known, kind

STENCIL = "stencil"
"""Kind of a shape whose figure stands in the style; param.stencil holds it, deflated and in base64 as draw.io has it."""
FIGURE_KEY = "aioKind"
"""Style key that names the figure of our library whose definition stands in `shape=stencil(...)` beside it."""
FIGURE_MARK = "*"
"""Stands for a figure's definition until the shape's size is known."""
_VENDOR = "mxgraph."
_BOXES = frozenset({"", "label", "rectangle", "rect"})
FREEHAND = "freehand"
"""Kind of a line drawn by hand, and the name in the style of such a cell. draw.io gets its curve as an inline stencil."""
_PLAIN = {"text": "text", "edgeLabel": "text", "group": "group"}
"""Predefined styles that are kinds of their own though they name no shape."""
_WRITTEN = {"rect": "rectangle", "label": "label", "text": "rectangle", "group": "rectangle", CONNECTOR: "connector"}


def kind_of(keys: Mapping[str, str], names: tuple[str, ...]) -> str:
    """Return the kind of a shape (not of a connector).

    Args:
        keys: effective style.
        names: names of predefined styles in the style string.
    """
    shape = keys.get("shape", "").strip()
    if shape.startswith("stencil(") and shape.endswith(")"):
        if FREEHAND in names:
            return FREEHAND
        ours = keys.get(FIGURE_KEY, "").strip()
        return ours if is_figure(ours) else STENCIL
    if shape in _BOXES:
        plain = next((_PLAIN[name] for name in names if name in _PLAIN), "")
        return plain or ("label" if keys.get("image") else "rect")
    return shape.removeprefix(_VENDOR)


def is_figure(kind_name: str) -> bool:
    """Tell whether a kind is a figure of our library."""
    return figure(kind_name) is not None


def stencil_of(keys: Mapping[str, str]) -> str:
    """Return the figure of an inline stencil, "" for other shapes."""
    shape = keys.get("shape", "").strip()
    return shape[len("stencil(") : -1] if shape.startswith("stencil(") and shape.endswith(")") else ""


def shape_name(kind_name: str, stencil: str = "") -> str:
    """Return what `shape=` must say for a kind."""
    if kind_name == STENCIL:
        return f"stencil({stencil})"
    if is_figure(kind_name):
        return f"stencil({FIGURE_MARK})"
    if kind_name in _WRITTEN:
        return _WRITTEN[kind_name]
    return f"{_VENDOR}{kind_name}" if "." in kind_name else kind_name


def own_perimeter(kind_name: str) -> str:
    """Return the perimeter that our shapes give a kind, "rectangle" for kinds they do not know and for what draw.io does not."""
    own = kind(kind_name).perimeter_name if is_known(kind_name) else "rectangle"
    return "rectangle" if own == OUTLINE else own
