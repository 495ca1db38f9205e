"""The shape library from the registry of kinds: categories, and previews painted from the kinds' own display lists."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRect, Qt
from PySide6.QtGui import QPainter, QTransform

from app.panels.library_panel import LibraryCategory
from app.panels.shape_grid import LibraryShape
from canvas.drawing.display_list import PathItem
from canvas.drawing.style import resolve
from canvas.editor.defaults import Defaults
from canvas.model.records import ShapeRecord
from canvas.qt.paths import qt_path
from canvas.shapes import registry
from canvas.shapes.painting import paint_shape

FAMILIES = ("basic", "flowchart", "uml", "container", "arrow", "table", "misc")
_TITLES = {
    "basic": "Basic",
    "flowchart": "Flowchart",
    "uml": "UML",
    "container": "Containers",
    "arrow": "Arrows",
    "table": "Tables",
    "misc": "More shapes",
}
_OPEN = {"basic", "flowchart"}
_FIRST = ("rect", "roundRect", "ellipse", "rhombus", "parallelogram", "hexagon", "triangle", "trapezoid", "cylinder3", "cloud")  # fmt: skip
"""What is needed most comes first."""
_OWN_TITLES = {"rect": "Rectangle", "roundRect": "Rounded rectangle"}
_LEFT_OUT = frozenset({"text", "image", "partialRectangle", "waypoint", "line"})
"""Kinds that are only met in files, or have a tool of their own: their preview would look like another shape or like nothing."""
_PREVIEW_RADIUS = 4.0


def categories() -> tuple[LibraryCategory, ...]:
    """Return what the library offers, family by family."""
    known = set(registry.families())
    ordered = [family for family in FAMILIES if family in known] + sorted(known - set(FAMILIES) - {""})
    return tuple(_category(family) for family in ordered)


def _category(family: str) -> LibraryCategory:
    title = QCoreApplication.translate("ShapeLibrary", _TITLES.get(family, family.capitalize()))
    names = [kind.name for kind in registry.kinds(family) if kind.name not in _LEFT_OUT]
    if family == "basic":
        names = list(dict.fromkeys((*_FIRST, *names)))
    return LibraryCategory(family, title, tuple(_shape(name) for name in names), family in _OPEN)


def _shape(name: str) -> LibraryShape:
    kind = registry.kind(name)
    title = QCoreApplication.translate("ShapeLibrary", _OWN_TITLES.get(name, kind.title))
    return LibraryShape(name, title, " ".join(kind.search))


def paint_preview(painter: QPainter, kind: str, rect: QRect) -> None:
    """Paint the outline of an entry with the painter's own pen, as large as the rectangle allows.

    Args:
        painter: pen set; restored afterwards.
        kind: name of an entry.
        rect: where, device-independent pixels.
    """
    w, h = registry.kind(kind).size
    scale = min(rect.width() / max(w, 1.0), rect.height() / max(h, 1.0))
    shown_w, shown_h = w * scale, h * scale
    values = {**Defaults().values(f"shape:{kind}"), "w": shown_w, "h": shown_h, "style.stroke_width": 1.0}
    if values.get("style.rounded"):
        values["style.radius"] = _PREVIEW_RADIUS
    _, items = paint_shape(ShapeRecord("preview", values), resolve(values))
    painter.save()
    left, top = rect.x() + (rect.width() - shown_w) / 2, rect.y() + (rect.height() - shown_h) / 2
    painter.setTransform(QTransform.fromTranslate(left, top), combine=True)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for item in items:
        if isinstance(item, PathItem) and item.stroke is not None:
            painter.drawPath(qt_path(item.path))
    painter.restore()
