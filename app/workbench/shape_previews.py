"""Small pictures of what the shape library offers: outlines in one colour, as large as the place allows, crisp at every scale."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QTransform

from app.theme.palette import color
from canvas.drawing.display_list import DisplayEntry, PathItem
from canvas.drawing.style import ColorScheme
from canvas.editor.defaults import Defaults
from canvas.editor.fragments import fragment_of, page_of
from canvas.errors import CanvasError
from canvas.geometry.box import Box, union
from canvas.kernels.copying import Copied
from canvas.model.view import GraphView
from canvas.qt.paths import qt_path
from canvas.qt.placement import local_to_scene
from canvas.qt.text import QtTextEngine
from canvas.scene.page_scene import PageScene

Resolve = Callable[[str], Copied | None]
"""Returns the shapes of an entry of the user's own by its id, None for entries of the program."""
_THIN = 0.75
_STRONGER = 2.0
"""Veils are painted this much stronger: so small they would not be seen."""
_MOST_ENTRIES = 200
_TEXT = "Aa"
INK, PAPER, NONE = "ink", "paper", "none"


@dataclass(frozen=True, slots=True)
class Stroke:
    """One path of a preview in the entry's own space.

    Attributes:
        path: what is painted.
        fill: INK, PAPER or NONE.
        opacity: of an ink fill.
        stroked: whether it has an outline.
        thin: the outline is a detail.
        dashed: it is dashed.
    """

    path: QPainterPath
    fill: str
    opacity: float
    stroked: bool
    thin: bool
    dashed: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    """A preview: its paths back to front, and the box around them."""

    strokes: tuple[Stroke, ...]
    box: Box


def drawing_of(copied: Copied) -> Drawing:
    """Return the paths of shapes outside any document."""
    snapshot = page_of(copied)
    scene = PageScene(snapshot, GraphView(snapshot), "p", _engine(), ColorScheme.LIGHT)
    entries = [scene.entry(shape) for shape in scene.order[:_MOST_ENTRIES]]
    strokes = tuple(stroke for entry in entries for stroke in _strokes(entry))
    boxes = (stroke.path.controlPointRect() for stroke in strokes)
    box = union(Box(r.x(), r.y(), r.width(), r.height()) for r in boxes)
    return Drawing(strokes, box or copied.box)


@lru_cache(maxsize=1)
def _engine() -> QtTextEngine:
    return QtTextEngine()


@lru_cache(maxsize=2048)
def _known(name: str) -> Drawing:
    return drawing_of(fragment_of(name, Defaults()))


def _strokes(entry: DisplayEntry) -> list[Stroke]:
    place = local_to_scene(entry.placement)
    widest = max((i.stroke.width for i in entry.items if isinstance(i, PathItem) and i.stroke is not None), default=1.0)
    found: list[Stroke] = []
    for item in entry.items:
        if not isinstance(item, PathItem) or (item.fill is None and item.stroke is None):
            continue
        stroke, fill = item.stroke, item.fill
        inked = fill is not None and _is_dark(fill.color)
        kind = NONE if fill is None else INK if inked else PAPER
        thin = stroke is not None and stroke.width < widest
        dashed = stroke is not None and bool(stroke.dash)
        opacity = fill.opacity if fill is not None else 1.0
        found.append(Stroke(place.map(qt_path(item.path)), kind, opacity, stroke is not None, thin, dashed))
    return found


def _is_dark(name: str) -> bool:
    return QColor(name).lightnessF() < 0.72


class Previews:
    """Paints previews; knows the user's own entries through a callback."""

    def __init__(self, resolve: Resolve = lambda _id: None) -> None:
        """Make a painter.

        Args:
            resolve: finds entries of the user's own.
        """
        self.resolve = resolve
        self._own: dict[str, Drawing] = {}

    def forget(self) -> None:
        """Forget the user's own entries: they may be others now."""
        self._own = {}

    def drawing(self, entry: str) -> Drawing:
        """Return the paths of an entry; nothing for one that is damaged."""
        if entry in self._own:
            return self._own[entry]
        try:
            copied = self.resolve(entry)
            if copied is None:
                return _known(entry)
            self._own[entry] = drawing_of(copied)
        except CanvasError:
            self._own[entry] = Drawing((), Box(0.0, 0.0, 1.0, 1.0))
        return self._own[entry]

    def paint(self, painter: QPainter, entry: str, rect: QRect) -> None:
        """Paint an entry with the painter's own pen, as large as the rectangle allows and never larger than it is.

        Args:
            painter: pen set; restored afterwards.
            entry: name of an entry of the library, or id of one of the user's own.
            rect: where, device-independent pixels.
        """
        drawing = self.drawing(entry)
        painter.save()
        if drawing.strokes:
            _paint(painter, drawing, rect)
        else:
            painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), _TEXT)
        painter.restore()


def _paint(painter: QPainter, drawing: Drawing, rect: QRect) -> None:
    box, pen = drawing.box, QPen(painter.pen())
    scale = min(rect.width() / max(box.w, 1.0), rect.height() / max(box.h, 1.0), 1.0)
    middle = QRectF(rect).center()
    move = QTransform.fromTranslate(middle.x(), middle.y()).scale(scale, scale).translate(-box.center.x, -box.center.y)
    ink = pen.color()
    for stroke in drawing.strokes:
        path = move.map(stroke.path)
        if stroke.fill == PAPER:
            painter.fillPath(path, color("panel"))
        elif stroke.fill == INK:
            shade = QColor(ink)
            shade.setAlphaF(min(1.0, stroke.opacity * _STRONGER))
            painter.fillPath(path, shade)
        if stroke.stroked:
            line = QPen(pen)
            line.setWidthF(pen.widthF() * (_THIN if stroke.thin else 1.0))
            if stroke.dashed:
                line.setDashPattern([2.5, 2.0])
            painter.strokePath(path, line)


_PROGRAM = Previews()


def paint_preview(painter: QPainter, entry: str, rect: QRect) -> None:
    """Paint an entry that comes with the program (see `Previews.paint`)."""
    _PROGRAM.paint(painter, entry, rect)
