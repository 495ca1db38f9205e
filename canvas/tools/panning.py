"""Moving the view: drags with the hand, Space, the middle or the right button; wheel and pinch."""

from __future__ import annotations

from canvas.commands.zooming import pan, zoom_by
from canvas.editor.editor import Editor
from canvas.geometry.vec import Vec, distance
from canvas.tools.events import DOWN, LEFT, MIDDLE, MOVE, RIGHT, UP, PinchEvent, PointerEvent, WheelEvent
from canvas.tools.picking import DRAG_PX

WHEEL_ZOOM = 1.0015
"""Zoom factor of one pixel of wheel movement: a notch of 60 pixels zooms by 9 %."""


class Panning:
    """A drag that moves the view; it runs above whatever state the tool is in.

    Args:
        editor: whose camera is moved.
    """

    def __init__(self, editor: Editor) -> None:
        self._editor = editor
        self._button = ""
        self._start = Vec(0.0, 0.0)
        self._last = Vec(0.0, 0.0)
        self._moved = False

    @property
    def active(self) -> bool:
        """Tell whether a drag is going on."""
        return bool(self._button)

    @property
    def moved(self) -> bool:
        """Tell whether the drag has moved the view: the right button then opens no menu."""
        return self._moved

    def begin(self, event: PointerEvent) -> None:
        """Begin with a press."""
        self._button, self._start, self._last = event.button, event.view, event.view
        self._moved = event.button != RIGHT

    def pointer(self, event: PointerEvent) -> bool:
        """Follow the pointer; return True when the drag has ended."""
        if event.kind == MOVE:
            self._moved = self._moved or distance(event.view, self._start) >= DRAG_PX
            if self._moved:
                pan(self._editor, event.view.x - self._last.x, event.view.y - self._last.y)
                self._last = event.view
        if event.kind == UP and event.button == self._button:
            self._button = ""
            return True
        return False

    def end(self) -> None:
        """End without a release."""
        self._button = ""


def begins_panning(event: PointerEvent, *, hand: bool) -> bool:
    """Tell whether a press begins to move the view.

    Args:
        event: any pointer event.
        hand: the hand tool is active or Space is held.
    """
    return event.kind == DOWN and (event.button in (MIDDLE, RIGHT) or (hand and event.button == LEFT))


def wheel(editor: Editor, event: WheelEvent, *, zooms: bool) -> None:
    """Move or zoom the view.

    Args:
        editor: whose camera is moved.
        event: the turn.
        zooms: the user wants the wheel to zoom; Ctrl then pans. Alt always zooms.
    """
    if event.modifiers.alt or event.modifiers.ctrl != zooms:
        # Qt turns Alt+wheel into sideways movement.
        zoom_by(editor, WHEEL_ZOOM ** (event.dy or event.dx), event.view)
    elif event.modifiers.shift:
        pan(editor, event.dy or event.dx, 0.0)
    else:
        pan(editor, event.dx, event.dy)


def pinch(editor: Editor, event: PinchEvent) -> None:
    """Zoom the view about the fingers."""
    zoom_by(editor, event.factor, event.view)
