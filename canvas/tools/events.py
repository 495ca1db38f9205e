"""What the user does, in scene and view coordinates: the only input of the tools."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from canvas.geometry.vec import ORIGIN, Vec

DOWN = "down"
MOVE = "move"
UP = "up"
PRESS = "press"
RELEASE = "release"

LEFT = "left"
MIDDLE = "middle"
RIGHT = "right"
NO_BUTTON = "none"


@dataclass(frozen=True, slots=True)
class Modifiers:
    """Keys held down; `ctrl` is Command on a Mac."""

    shift: bool = False
    ctrl: bool = False
    alt: bool = False


NO_MODIFIERS = Modifiers()


@dataclass(frozen=True, slots=True)
class PointerEvent:
    """The pointer went down, moved or went up.

    Attributes:
        kind: DOWN, MOVE or UP.
        point: scene space.
        view: view space, pixels from the top left of the canvas widget.
        button: which button went down or up; of a MOVE the one held, NO_BUTTON when it only hovers.
        clicks: 2 for the second press of a double click.
        time_ms: any steady clock.
    """

    kind: str
    point: Vec
    view: Vec
    button: str = NO_BUTTON
    modifiers: Modifiers = NO_MODIFIERS
    clicks: int = 1
    time_ms: float = 0.0


@dataclass(frozen=True, slots=True)
class KeyEvent:
    """A key went down (PRESS, repeated while it is held) or up (RELEASE).

    Attributes:
        key: Qt's portable name: "Escape", "Return", "Enter", "F2", "Tab", "Del", "Backspace", "Left", "Up", "Right", "Down",
            "Space", "Shift", "Ctrl", "Alt", "A"...
        text: what it types, "" for none.
    """

    kind: str
    key: str
    modifiers: Modifiers = NO_MODIFIERS
    text: str = ""
    time_ms: float = 0.0


@dataclass(frozen=True, slots=True)
class WheelEvent:
    """The wheel turned or two fingers moved: (dx, dy) is how far the content follows, view pixels; positive y shows more of the top."""

    view: Vec
    dx: float = 0.0
    dy: float = 0.0
    modifiers: Modifiers = NO_MODIFIERS


@dataclass(frozen=True, slots=True)
class PinchEvent:
    """A pinch on a touch pad: `factor` multiplies the zoom about a view point."""

    view: Vec = ORIGIN
    factor: float = 1.0


Event: TypeAlias = PointerEvent | KeyEvent | WheelEvent | PinchEvent
