"""Placing shapes: a click puts one of the usual size, a drag draws it. Shift makes it square, Alt grows it from its middle."""

from __future__ import annotations

from dataclasses import replace

from canvas.commands.create import container_at, create_shape, free_place, placed, shape_values
from canvas.commands.slides import next_frame_name
from canvas.editor.camera import to_view
from canvas.editor.editor import SELECT, Editor
from canvas.geometry.box import Box
from canvas.geometry.vec import Vec, add, distance, sub
from canvas.kernels.snap import Snap
from canvas.model.records import plain
from canvas.scene.overlays import Badge, Figure
from canvas.tools.events import DOWN, LEFT, PRESS, UP, KeyEvent, PointerEvent
from canvas.tools.picking import DRAG_PX
from canvas.tools.placing_text import begin_text
from canvas.tools.select.editing_text import EditingText
from canvas.tools.snapping import NOTHING, explanation, neighbours, snapped
from canvas.tools.state import CROSSHAIR, DONE, STAY, Next, Preview

_NEW = "new-shape"
"""Stands for the id of the shape that is being drawn; real ids are longer."""
_WRITTEN_AT_ONCE = ("text", "note")
"""Tools whose shapes are for writing: the text is edited as soon as they are placed."""


class ShapeIdle:
    """Waiting for a press.

    Args:
        editor: where.
        tool: "rect", "note", "shape:<kind>"...
    """

    def __init__(self, editor: Editor, tool: str) -> None:
        self._editor = editor
        self._tool = tool

    @property
    def name(self) -> str:
        """Name of the tool and the state."""
        return f"{self._tool}.idle"

    def pointer(self, event: PointerEvent) -> Next:
        """Begin to draw."""
        if event.kind == DOWN and event.button == LEFT:
            return DrawingShape(self._editor, self._tool, event)
        return STAY

    def key(self, event: KeyEvent) -> Next | None:
        """Place a shape of the usual size in the middle of the view by Return, for hands without a mouse."""
        if event.kind != PRESS or event.key not in {"Return", "Enter"}:
            return None
        w, h = self._editor.defaults.size(self._tool)
        at = free_place(self._editor, w, h)
        press = PointerEvent(DOWN, at, to_view(self._editor.camera, at), LEFT)
        return DrawingShape(self._editor, self._tool, press).pointer(replace(press, kind=UP))

    def preview(self) -> Preview:
        """Return the cursor."""
        return Preview(cursor=CROSSHAIR)

    def leave(self) -> None:
        """Nothing to clean up."""


class DrawingShape:
    """Drawing a shape from corner to corner.

    Args:
        editor: where.
        tool: what to draw.
        start: the press.
    """

    def __init__(self, editor: Editor, tool: str, start: PointerEvent) -> None:
        self._editor = editor
        self._tool = tool
        self._start = start
        self._others = neighbours(editor, (), start.point)
        self._from, _ = snapped(NOTHING if start.modifiers.ctrl else self._others, start.point)
        self._parent = container_at(editor, start.point)
        self._home = placed(editor, self._parent)
        self._snap: Snap | None = None
        self._box: Box | None = None

    @property
    def name(self) -> str:
        """Name of the tool and the state."""
        return f"{self._tool}.drawing"

    def pointer(self, event: PointerEvent) -> Next:
        """Follow the pointer; make the shape when it comes up."""
        if self._box is not None or distance(event.view, self._start.view) >= DRAG_PX:
            self._follow(event)
        return self._finish() if event.kind == UP else STAY

    def _follow(self, event: PointerEvent) -> None:
        by = sub(event.point, self._from)
        self._snap = None
        # A square has no sides that are free to snap.
        if not event.modifiers.ctrl and not event.modifiers.shift:
            sides = (1 if by.x >= 0 else -1, 1 if by.y >= 0 else -1)
            self._snap = self._others.of_sides(self._box_to(by, event), sides)
            by = add(by, self._snap.shift)
        self._box = self._box_to(by, event)

    def _box_to(self, by: Vec, event: PointerEvent) -> Box:
        """Return the box from where the drag began to a displacement, as the modifiers have it."""
        dx, dy = by
        if event.modifiers.shift:
            side = max(abs(dx), abs(dy))
            dx, dy = side if dx >= 0 else -side, side if dy >= 0 else -side
        if event.modifiers.alt:
            return Box(self._from.x - abs(dx), self._from.y - abs(dy), 2 * abs(dx), 2 * abs(dy))
        return Box(self._from.x + min(dx, 0.0), self._from.y + min(dy, 0.0), abs(dx), abs(dy))

    def _finish(self) -> Next:
        editor = self._editor
        keep = editor.keep_tool
        if self._tool == "text":
            state = begin_text(editor, self._start.point, self._drawn())
        else:
            state = self._made()
        if not keep:
            editor.set_tool(SELECT)
        return state

    def _made(self) -> Next:
        parent = self._parent if self._parent in self._editor.records.shapes else ""
        label = plain(next_frame_name(self._editor)) if self._tool == "frame" else ()
        shape_id = create_shape(self._editor, self._tool, self._drawn() or self._usual(), parent, label)
        if shape_id and self._tool in _WRITTEN_AT_ONCE:
            return EditingText(self._editor, shape_id)
        return DONE

    def _drawn(self) -> Box | None:
        """Return the drawn box, None when it has no area worth keeping: then a click was meant."""
        if self._box is None or self._box.w < 1 or self._box.h < 1:
            return None
        return self._box

    def _usual(self) -> Box:
        w, h = self._editor.defaults.size(self._tool)
        x, y = self._start.point.x - w / 2, self._start.point.y - h / 2
        if self._start.modifiers.ctrl:
            return Box(x, y, w, h)
        shift = self._others.of_box(Box(x, y, w, h)).shift
        return Box(x + shift.x, y + shift.y, w, h)

    def key(self, _event: KeyEvent) -> Next | None:
        """Modifier keys count from the next move on."""
        return STAY

    def preview(self) -> Preview:
        """Return the shape as it would be and its size in numbers."""
        box = self._drawn()
        if box is None:
            return Preview(cursor=CROSSHAIR)
        parent = self._parent if self._parent in self._editor.records.shapes else ""
        values = shape_values(self._editor, self._tool, box, parent, self._home if parent == self._parent else None)
        badge = Badge(f"{box.w:.0f} × {box.h:.0f}", Vec(box.center.x, box.bottom))
        figures: tuple[Figure, ...] = (*explanation(self._snap), badge)
        return Preview({_NEW: values}, figures, CROSSHAIR)

    def leave(self) -> None:
        """Nothing to clean up: the document was not touched."""
