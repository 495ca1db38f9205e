"""States of the tools: each takes an event and says what comes next; none touches the document before a gesture ends."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Protocol, TypeAlias

from canvas.geometry.vec import ORIGIN, Vec
from canvas.model.records import Value
from canvas.scene.overlays import Figure
from canvas.tools.events import KeyEvent, PointerEvent

DEFAULT = "default"
CROSSHAIR = "crosshair"
MOVE_CURSOR = "move"
GRAB = "grab"
GRABBING = "grabbing"
TEXT_CURSOR = "text"
POINTING = "pointing"


@dataclass(frozen=True, slots=True)
class Preview:
    """What a state shows above the page.

    Attributes:
        overrides: for `PageScene.preview`: document values by id; unknown ids are shapes about to be made.
        figures: painted above everything, back to front, scene space.
        cursor: "default" "crosshair" "move" "grab" "grabbing" "text" "pointing", or "resize:N" and "rotate:N" with N degrees
            clockwise from a resize to the right.
        originals_stay: overridden shapes are painted at their own places too (they are being copied); else hide them there.
        erased: ids to be painted faintly, they will be deleted.
        moved: ids painted as they are, but elsewhere: overrides then hold only what else changes, such as connectors that
            lead to them.
        shift: how far the moved ones are from their place, scene units.
        fading: something of it fades with time: it is to be asked for again soon, after `Machine.tick`.
    """

    overrides: Mapping[str, Mapping[str, Value]] = field(default_factory=dict)
    figures: tuple[Figure, ...] = ()
    cursor: str = DEFAULT
    originals_stay: bool = False
    erased: frozenset[str] = frozenset()
    moved: frozenset[str] = frozenset()
    shift: Vec = ORIGIN
    fading: bool = False


class Step(Enum):
    """What comes next, when it is not another state."""

    STAY = 0
    DONE = 1
    """Back to the first state of the active tool."""
    SAME = 2
    """Like STAY, and nothing looks different from before."""


STAY = Step.STAY
DONE = Step.DONE
SAME = Step.SAME


class State(Protocol):
    """One state of a tool."""

    @property
    def name(self) -> str:
        """Name as tests and logs say it, "select.idle"."""
        ...

    def pointer(self, event: PointerEvent) -> State | Step:
        """Take a pointer event."""
        ...

    def key(self, event: KeyEvent) -> State | Step | None:
        """Take a key event; None when the key means nothing here, so that others may use it."""
        ...

    def preview(self) -> Preview:
        """Return what to show now."""
        ...

    def leave(self) -> None:
        """Clean up; called once, whatever ends the state."""
        ...


Next: TypeAlias = State | Step
