"""The shape library from the registry of kinds: categories, and previews painted from the kinds' own display lists."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRect, Qt
from PySide6.QtGui import QPainter, QTransform

from app.panels.library_panel import LibraryCategory
from app.panels.shape_grid import LibraryShape
from canvas.drawing.display_list import PathItem
from canvas.drawing.style import resolve
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


def categories() -> tuple[LibraryCategory, ...]:
    """Return what the library offers, family by family."""
    known = set(registry.families())
    ordered = [family for family in FAMILIES if family in known] + sorted(known - set(FAMILIES) - {""})
    return tuple(_category(family) for family in ordered)


def _category(family: str) -> LibraryCategory:
    title = QCoreApplication.translate("ShapeLibrary", _TITLES.get(family, family.capitalize()))
    shapes = tuple(LibraryShape(kind.name, kind.title, " ".join(kind.search)) for kind in registry.kinds(family))
    return LibraryCategory(family, title, shapes, family in _OPEN)


def paint_preview(painter: QPainter, kind: str, rect: QRect) -> None:
    """Paint a kind's outline with the painter's own pen, as large as the rectangle allows.

    Args:
        painter: pen set; restored afterwards.
        kind: name of a shape kind.
        rect: where, device-independent pixels.
    """
    w, h = registry.kind(kind).size
    scale = min(rect.width() / max(w, 1.0), rect.height() / max(h, 1.0))
    shown_w, shown_h = w * scale, h * scale
    record = ShapeRecord("preview", {"kind": kind, "w": shown_w, "h": shown_h, "style.radius": 4.0})
    _, items = paint_shape(record, resolve(record.values))
    painter.save()
    left, top = rect.x() + (rect.width() - shown_w) / 2, rect.y() + (rect.height() - shown_h) / 2
    painter.setTransform(QTransform.fromTranslate(left, top), combine=True)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for item in items:
        if isinstance(item, PathItem) and item.stroke is not None:
            painter.drawPath(qt_path(item.path))
    painter.restore()
