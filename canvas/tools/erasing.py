"""The eraser: what it passes over is deleted when the button comes up; with Alt it gives back what it took."""

from __future__ import annotations

from canvas.commands.delete import delete
from canvas.editor.editor import Editor
from canvas.geometry.vec import Vec, distance, lerp
from canvas.scene.overlays import Trail
from canvas.tools.events import DOWN, LEFT, UP, KeyEvent, PointerEvent
from canvas.tools.picking import HIT_PX, pick
from canvas.tools.state import CROSSHAIR, DONE, STAY, Next, Preview

MOST_STEPS = 50
"""Points looked at between two places of the pointer, however far it jumped."""


class EraserIdle:
    """Waiting for a press."""

    name = "eraser.idle"

    def __init__(self, editor: Editor) -> None:
        self._editor = editor

    def pointer(self, event: PointerEvent) -> Next:
        """Begin to erase."""
        if event.kind == DOWN and event.button == LEFT:
            return Erasing(self._editor, event)
        return STAY

    def key(self, _event: KeyEvent) -> Next | None:
        """No key means anything here."""
        return None

    def preview(self) -> Preview:
        """Return the cursor."""
        return Preview(cursor=CROSSHAIR)

    def leave(self) -> None:
        """Nothing to clean up."""


class Erasing:
    """Passing over shapes; Alt spares those passed over again, Escape spares them all.

    Args:
        editor: where.
        start: the press.
    """

    name = "eraser.erasing"

    def __init__(self, editor: Editor, start: PointerEvent) -> None:
        self._editor = editor
        self._trail = [start.point]
        self._met: dict[str, None] = {}
        self._touch(start.point, spare=start.modifiers.alt)

    def _touch(self, point: Vec, *, spare: bool) -> None:
        met = pick(self._editor, point)
        if spare:
            self._met.pop(met, None)
        elif met and self._editor.can_edit(met):
            self._met[met] = None

    def pointer(self, event: PointerEvent) -> Next:
        """Follow the pointer without gaps; delete when it comes up."""
        last = self._trail[-1]
        steps = min(MOST_STEPS, 1 + int(distance(last, event.point) * self._editor.camera.zoom / HIT_PX))
        for i in range(1, steps + 1):
            self._touch(lerp(last, event.point, i / steps), spare=event.modifiers.alt)
        self._trail.append(event.point)
        if event.kind != UP:
            return STAY
        if self._met:
            delete(self._editor, tuple(self._met))
        return DONE

    def key(self, _event: KeyEvent) -> Next | None:
        """Keys mean nothing here."""
        return STAY

    def preview(self) -> Preview:
        """Return the trail and what will go, with all that is inside it."""
        going = frozenset(self._editor.graph.descendants(self._met))
        return Preview(figures=(Trail(tuple(self._trail[-20:]), "eraser"),), cursor=CROSSHAIR, erased=going)

    def leave(self) -> None:
        """Nothing to clean up: the document was not touched."""
