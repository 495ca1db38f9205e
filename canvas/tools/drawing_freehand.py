"""The pen: draws a line by hand, steadied and made of few points; it stays in hand after a line."""

from __future__ import annotations

from canvas.commands import freehand
from canvas.commands.create import container_at, placed
from canvas.editor.editor import Editor
from canvas.geometry.spline import simplified, steadied
from canvas.geometry.vec import Vec, distance
from canvas.kernels.freehand import Stroke, stroke
from canvas.tools.constraining import in_steps
from canvas.tools.events import DOWN, LEFT, UP, KeyEvent, PointerEvent
from canvas.tools.picking import tolerance
from canvas.tools.state import CROSSHAIR, DONE, STAY, Next, Preview

_NEW = "new-stroke"
"""Stands for the id of the line that is being drawn; real ids are longer."""
STEP_PX = 1.5
"""Points nearer to the last one are left out, view pixels."""
AWAY_PX = 0.6
"""How far the drawn line may be from the pointer's, view pixels."""
CLOSING_PX = 10.0
"""A line that ends this near to its start is closed, view pixels."""
_CHUNK = 64
"""So many points are thinned at a time: a long line costs no more per step of the pointer than a short one."""


class PenIdle:
    """Waiting for a press."""

    name = "pen.idle"

    def __init__(self, editor: Editor) -> None:
        self._editor = editor

    def pointer(self, event: PointerEvent) -> Next:
        """Begin to draw."""
        if event.kind == DOWN and event.button == LEFT:
            return DrawingFreehand(self._editor, event)
        return STAY

    def key(self, _event: KeyEvent) -> Next | None:
        """No key means anything here."""
        return None

    def preview(self) -> Preview:
        """Return the cursor."""
        return Preview(cursor=CROSSHAIR)

    def leave(self) -> None:
        """Nothing to clean up."""


class DrawingFreehand:
    """Drawing a line; Shift draws a straight one from the start, in steps of 15 degrees.

    Args:
        editor: where.
        start: the press.
    """

    name = "pen.drawing"

    def __init__(self, editor: Editor, start: PointerEvent) -> None:
        self._editor = editor
        self._step = tolerance(editor, STEP_PX)
        self._away = tolerance(editor, AWAY_PX)
        self._parent = container_at(editor, start.point)
        self._home = placed(editor, self._parent)
        self._from = start.point
        self._settled: tuple[Vec, ...] = ()
        self._fresh = [start.point]
        self._straight: Vec | None = None

    def pointer(self, event: PointerEvent) -> Next:
        """Follow the pointer; make the line when it comes up."""
        self._follow(event)
        if event.kind != UP:
            return STAY
        freehand.draw(self._editor, self._drawn(), self._known_parent())
        return DONE

    def _follow(self, event: PointerEvent) -> None:
        self._straight = event.point if event.modifiers.shift else None
        if self._straight is not None:
            return
        if distance(self._fresh[-1], event.point) >= self._step:
            self._fresh.append(event.point)
        if len(self._fresh) > _CHUNK:
            done = self._thinned()
            self._settled, self._fresh = (*self._settled, *done[:-1]), [done[-1]]

    def _thinned(self) -> tuple[Vec, ...]:
        return simplified(steadied(self._fresh), self._away)

    def _drawn(self) -> Stroke:
        if self._straight is not None:
            return stroke((self._from, in_steps(self._from, self._straight)))
        return stroke((*self._settled, *self._thinned()), tolerance(self._editor, CLOSING_PX))

    def _known_parent(self) -> str:
        return self._parent if self._parent in self._editor.records.shapes else ""

    def key(self, _event: KeyEvent) -> Next | None:
        """Modifier keys count from the next move on."""
        return STAY

    def preview(self) -> Preview:
        """Return the line as it would be."""
        parent = self._known_parent()
        home = self._home if parent == self._parent else None
        return Preview({_NEW: freehand.stroke_values(self._editor, self._drawn(), parent, home)}, (), CROSSHAIR)

    def leave(self) -> None:
        """Nothing to clean up: the document was not touched."""
