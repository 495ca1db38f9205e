"""From Qt's events to the tools' events; the only place that knows both."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QWheelEvent

from canvas.editor.camera import Camera, to_scene
from canvas.geometry.vec import Vec
from canvas.tools.events import (
    LEFT,
    MIDDLE,
    MOVE,
    NO_BUTTON,
    PRESS,
    RELEASE,
    RIGHT,
    KeyEvent,
    Modifiers,
    PointerEvent,
    WheelEvent,
)

_BUTTONS = {Qt.MouseButton.LeftButton: LEFT, Qt.MouseButton.MiddleButton: MIDDLE, Qt.MouseButton.RightButton: RIGHT}
_KEYS = {
    Qt.Key.Key_Escape: "Escape",
    Qt.Key.Key_Control: "Ctrl",
    Qt.Key.Key_Shift: "Shift",
    Qt.Key.Key_Alt: "Alt",
    Qt.Key.Key_Meta: "Meta",
    Qt.Key.Key_Space: "Space",
    Qt.Key.Key_Backtab: "Tab",
    Qt.Key.Key_Delete: "Del",
    Qt.Key.Key_Return: "Return",
    Qt.Key.Key_Enter: "Enter",
}
WHEEL_STEP_PX = 60.0
"""View pixels that one notch of a mouse wheel (120 eighths of a degree) pans."""


def modifiers_of(flags: Qt.KeyboardModifier) -> Modifiers:
    """Return the modifiers held down."""
    return Modifiers(
        shift=bool(flags & Qt.KeyboardModifier.ShiftModifier),
        ctrl=bool(flags & Qt.KeyboardModifier.ControlModifier),
        alt=bool(flags & Qt.KeyboardModifier.AltModifier),
    )


def held_button(buttons: Qt.MouseButton) -> str:
    """Return the button held during a move; the left one wins."""
    return next((name for button, name in _BUTTONS.items() if buttons & button), NO_BUTTON)


def pointer_event(
    event: QMouseEvent, kind: str, camera: Camera, time_ms: float, clicks: int = 1, at: QPointF | None = None
) -> PointerEvent:
    """Return a mouse event as the tools see it.

    Args:
        event: positions in widget pixels.
        kind: DOWN, MOVE or UP.
        camera: takes view to scene.
        time_ms: steady clock.
        clicks: 2 for a double click.
        at: place in the view, where the event belongs to another widget.
    """
    place = event.position() if at is None else at
    view = Vec(place.x(), place.y())
    button = held_button(event.buttons()) if kind == MOVE else _BUTTONS.get(event.button(), NO_BUTTON)
    return PointerEvent(kind, to_scene(camera, view), view, button, modifiers_of(event.modifiers()), clicks, time_ms)


def hover_event(at: QPointF, flags: Qt.KeyboardModifier, camera: Camera, time_ms: float) -> PointerEvent:
    """Return a move without buttons, for when the view moved under a resting pointer."""
    view = Vec(at.x(), at.y())
    return PointerEvent(MOVE, to_scene(camera, view), view, NO_BUTTON, modifiers_of(flags), 1, time_ms)


def key_event(event: QKeyEvent, *, pressed: bool, time_ms: float) -> KeyEvent:
    """Return a key event as the tools see it."""
    key = Qt.Key(event.key())
    name = _KEYS.get(key) or QKeySequence(key).toString(QKeySequence.SequenceFormat.PortableText)
    text = event.text() if event.text().isprintable() else ""
    return KeyEvent(PRESS if pressed else RELEASE, name, modifiers_of(event.modifiers()), text, time_ms)


def wheel_event(event: QWheelEvent) -> WheelEvent:
    """Return a wheel turn; touch pads report pixels, mice report notches."""
    pixels, angle = event.pixelDelta(), event.angleDelta()
    if pixels.isNull():
        dx, dy = angle.x() / 120.0 * WHEEL_STEP_PX, angle.y() / 120.0 * WHEEL_STEP_PX
    else:
        dx, dy = float(pixels.x()), float(pixels.y())
    at = event.position()
    return WheelEvent(Vec(at.x(), at.y()), dx, dy, modifiers_of(event.modifiers()))
