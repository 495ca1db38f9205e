"""The two ends of a connector as a router sees them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from canvas.geometry.box import Box
from canvas.geometry.vec import Vec

Touch = Callable[[Vec, bool], Vec]
"""(next point of the line, keep the way to it horizontal or vertical) -> where the line touches the shape; all in scene space."""

ALL_SIDES = frozenset("NESW")


@dataclass(frozen=True, slots=True)
class Terminal:
    """One end of a connector, in scene space.

    Attributes:
        box: the glued shape's box (the box around it when it is turned), or a box without size at a free point.
        fixed: where the line must end; None for an end that floats on the shape's outline.
        touch: the outline; None for a free end.
        sides: sides of the box the line may leave by, letters of "NESW".
        jetty: how far an orthogonal line runs straight away from the shape, scene units.
        on_line: the end is glued to another connector.
        routing_box: the box without rotation, when that differs from `box`.
    """

    box: Box
    fixed: Vec | None = None
    touch: Touch | None = None
    sides: frozenset[str] = ALL_SIDES
    jetty: float = 10.0
    on_line: bool = False
    routing_box: Box | None = None

    @property
    def glued(self) -> bool:
        """Tell whether the end belongs to a shape or a connector."""
        return self.touch is not None

    @property
    def plain_box(self) -> Box:
        """The box before rotation."""
        return self.routing_box or self.box

    @property
    def place(self) -> Vec:
        """The fixed point, or the middle of the shape."""
        return self.fixed or self.plain_box.center


def free_end(point: Vec, jetty: float = 10.0) -> Terminal:
    """Return an end that is glued to nothing."""
    return Terminal(Box(point[0], point[1], 0.0, 0.0), point, jetty=jetty)


@dataclass(frozen=True, slots=True)
class Options:
    """What a connector's style says about its way.

    Attributes:
        vertical: elbows turn on a horizontal middle line.
        segment: straight length at the ends of entity relations and size of loops, None for the router's own.
        loop_side: side ("north", "east", "south", "west") of a self loop.
        same: both ends are on one shape.
        orthogonal_loop: a self loop with fixed ends is routed like other orthogonal lines.
    """

    vertical: bool = False
    segment: float | None = None
    loop_side: str = "west"
    same: bool = False
    orthogonal_loop: bool = False
