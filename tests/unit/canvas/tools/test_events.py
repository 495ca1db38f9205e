"""Tests of events: plain values with quiet defaults."""

from __future__ import annotations

from canvas.geometry.vec import Vec
from canvas.tools.events import MOVE, NO_BUTTON, NO_MODIFIERS, PRESS, KeyEvent, PinchEvent, PointerEvent, WheelEvent


def test_an_event_says_only_what_happened() -> None:
    move = PointerEvent(MOVE, Vec(1, 2), Vec(3, 4))
    assert (move.button, move.clicks, move.modifiers) == (NO_BUTTON, 1, NO_MODIFIERS)
    assert KeyEvent(PRESS, "A").text == ""
    assert (WheelEvent(Vec(0, 0)).dy, PinchEvent().factor) == (0.0, 1.0)
    assert not (NO_MODIFIERS.shift)
    assert not (NO_MODIFIERS.ctrl)
    assert not (NO_MODIFIERS.alt)
