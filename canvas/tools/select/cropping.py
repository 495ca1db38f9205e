"""Cropping a picture: handles move the sides of what is seen, a drag inside moves the picture behind it, Enter takes it."""

from __future__ import annotations

from collections.abc import Mapping

from canvas.commands.cropping import crop
from canvas.editor.editor import Editor
from canvas.geometry.box import Box
from canvas.geometry.vec import Vec, rotate, sub
from canvas.kernels.crop import KEYS, crop_edits, placed_whole, whole_box
from canvas.kernels.edits import overrides
from canvas.kernels.resize import HANDLES
from canvas.model.records import Value
from canvas.scene.overlays import Badge, Figure, HandleMark, SelectionBox
from canvas.tools.events import DOWN, LEFT, MOVE, PRESS, UP, KeyEvent, PointerEvent
from canvas.tools.picking import tolerance
from canvas.tools.select.handles import cursor_of, nearest
from canvas.tools.state import DEFAULT, DONE, MOVE_CURSOR, STAY, Next, Preview

_WHOLE = "whole-picture"
"""Stands for the id of the picture that is shown faintly behind; real ids are longer."""
_FAINT = 35.0
LEAST = 8.0
"""Smallest width and height of what is left, scene units."""


class Cropping:
    """Cropping one picture. Boxes are those before its rotation about the middle of its box when this began.

    Args:
        editor: where.
        shape: the picture; it may be changed.
    """

    name = "select.cropping"

    def __init__(self, editor: Editor, shape: str) -> None:
        self._editor = editor
        self._graph = editor.graph
        self._shape = shape
        record = self._graph.records[shape]
        self._rotation = record.rotation
        self._turn_about = self._graph.box(shape).center
        self._seen = self._graph.box(shape)
        self._all = whole_box(self._graph, shape)
        self._grabbed: str | None = None
        self._from = Vec(0.0, 0.0)
        self._before = (self._seen, self._all)
        self._under = ""

    def pointer(self, event: PointerEvent) -> Next:
        """Drag a side or the picture; a press beside it takes the crop."""
        at = rotate(event.point, -self._rotation, self._turn_about)
        if event.kind == DOWN and event.button == LEFT:
            self._grabbed = self._part_at(event.point, at)
            self._from, self._before = at, (self._seen, self._all)
            return STAY if self._grabbed else self._taken()
        if event.kind == MOVE and self._grabbed:
            self._follow(sub(at, self._from))
        elif event.kind == MOVE:
            self._under = self._part_at(event.point, at)
        elif event.kind == UP:
            self._grabbed = None
        return STAY

    def _part_at(self, point: Vec, at: Vec) -> str:
        """Return the handle at a point, "picture" inside the whole picture, "" beside it."""
        handle = nearest(self._handles(), point, self._editor.camera.zoom)
        if handle is not None:
            return handle.name
        return "picture" if self._seen.contains(at) or self._all.contains(at) else ""

    def _follow(self, by: Vec) -> None:
        seen, all_ = self._before
        if self._grabbed == "picture":
            dx = min(max(by.x, seen.right - all_.right), seen.x - all_.x)
            dy = min(max(by.y, seen.bottom - all_.bottom), seen.y - all_.y)
            self._all = all_.translated(dx, dy)
            return
        sx, sy = HANDLES[self._grabbed or "se"]
        left = _between(all_.x, seen.x + by.x, seen.right - LEAST) if sx < 0 else seen.x
        right = _between(seen.x + LEAST, seen.right + by.x, all_.right) if sx > 0 else seen.right
        top = _between(all_.y, seen.y + by.y, seen.bottom - LEAST) if sy < 0 else seen.y
        bottom = _between(seen.y + LEAST, seen.bottom + by.y, all_.bottom) if sy > 0 else seen.bottom
        self._seen = Box(left, top, right - left, bottom - top)

    def _taken(self) -> Next:
        if self._shape in self._editor.records.shapes:
            crop(self._editor, self._shape, self._seen, self._all)
        return DONE

    def key(self, event: KeyEvent) -> Next | None:
        """Take the crop with Enter; Escape, which gives it up, is the machine's."""
        if event.kind == PRESS and event.key in ("Return", "Enter"):
            return self._taken()
        return STAY

    def preview(self) -> Preview:
        """Return the picture as it would be, the whole of it faintly behind, and the handles."""
        if self._shape not in self._editor.records.shapes:
            return Preview()
        shown: dict[str, Mapping[str, Value]] = dict(
            overrides(crop_edits(self._graph, self._shape, self._seen, self._all))
        )
        shown[_WHOLE] = self._whole_values()
        return Preview(shown, self._figures(), self._cursor())

    def _whole_values(self) -> dict[str, Value]:
        record = self._graph.records[self._shape]
        box, origin = placed_whole(self._graph, self._shape, self._all), self._graph.origin(self._shape)
        kept = {key: value for key, value in record.values.items() if key not in KEYS}
        place = {"x": box.x - origin.x, "y": box.y - origin.y, "w": box.w, "h": box.h, "relative": False}
        return {**kept, **place, "style.opacity": _FAINT, "style.stroke": "none", "style.fill": "none"}

    def _figures(self) -> tuple[Figure, ...]:
        box, rotation = placed_whole(self._graph, self._shape, self._seen), self._rotation
        around = placed_whole(self._graph, self._shape, self._all)
        size = Badge(f"{box.w:.0f} × {box.h:.0f}", Vec(box.center.x, box.bottom))
        frames = (SelectionBox(around, rotation, whole=False), SelectionBox(box, rotation))
        return (*frames, *self._handles(), *((size,) if self._grabbed else ()))

    def _handles(self) -> tuple[HandleMark, ...]:
        box = self._seen
        marks = []
        for name, (sx, sy) in HANDLES.items():
            room = tolerance(self._editor, 24.0)
            if (not sx and box.w < room) or (not sy and box.h < room):
                continue
            point = Vec(box.center.x + sx * box.w / 2, box.center.y + sy * box.h / 2)
            marks.append(HandleMark(name, rotate(point, self._rotation, self._turn_about), self._rotation))
        return tuple(marks)

    def _cursor(self) -> str:
        part = self._grabbed or self._under
        if part in HANDLES:
            return cursor_of(HandleMark(part, self._from, self._rotation))
        return MOVE_CURSOR if part else DEFAULT

    def leave(self) -> None:
        """Nothing to clean up: the document was not touched."""


def _between(low: float, value: float, high: float) -> float:
    return max(low, min(value, high))
