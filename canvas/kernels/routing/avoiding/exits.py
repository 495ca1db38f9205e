"""Where a line may leave its shapes: for each allowed side a port and the place where the shape's own clearance ends."""

from __future__ import annotations

from dataclasses import dataclass

from canvas.geometry.box import Box
from canvas.geometry.vec import Vec
from canvas.kernels.routing.avoiding.clearance import MARGIN
from canvas.kernels.routing.sides import side_of_fixed
from canvas.kernels.routing.terminal import Terminal

EAST, SOUTH, WEST, NORTH = range(4)
SIDES = "ESWN"
OUTWARD = (Vec(1.0, 0.0), Vec(0.0, 1.0), Vec(-1.0, 0.0), Vec(0.0, -1.0))
LEAST_OVERLAP = 8.0
"""Shapes whose projections overlap by less than this are not joined by a straight line, scene units."""
_CORNER = 4.0


@dataclass(frozen=True, slots=True)
class Exit:
    """One way out of an end.

    Attributes:
        port: where the line meets the shape's box.
        out: where it is clear of the shape.
        side: EAST, SOUTH, WEST or NORTH.
        cost: to be added to the way, scene units.
    """

    port: Vec
    out: Vec
    side: int
    cost: float = 0.0


def exits_of(end: Terminal, clear: Box | None) -> tuple[Exit, ...]:
    """Return the ways out of an end.

    Args:
        end: of the connector.
        clear: the shape's box with its clearance; None for a free end.
    """
    if not end.glued or clear is None:
        return tuple(Exit(end.place, end.place, side) for side in range(4))
    own = side_of_fixed(end)
    if own is not None:
        return (_exit(end, clear, SIDES.index(own)),)
    return tuple(_exit(end, clear, side) for side in range(4) if SIDES[side] in end.sides)


def _exit(end: Terminal, clear: Box, side: int) -> Exit:
    box = end.box
    at = end.fixed or box.center
    rims = (box.right, box.bottom, box.x, box.y)
    limits = (clear.right, clear.bottom, clear.x, clear.y)
    if side in (EAST, WEST):
        port, out = Vec(rims[side], at.y), Vec(limits[side], at.y)
    else:
        port, out = Vec(at.x, rims[side]), Vec(at.x, limits[side])
    if end.fixed is None:
        return Exit(port, out, side)
    inside = abs(port.x - end.fixed.x) + abs(port.y - end.fixed.y)
    return Exit(end.fixed, out, side, inside)


def clearance_of(box: Box) -> Box:
    """Return the clearance of a shape that is no obstacle of the page."""
    return box.inflated(MARGIN)


def straight_lines(source: Terminal, target: Terminal) -> tuple[tuple[Vec, Vec], ...]:
    """Return the straight lines that may join two ends, whatever lies between them."""
    if any(end.fixed is None and end.routing_box is not None for end in (source, target)):
        return ()  # A turned outline is met squarely only in the middle.
    a, b = source.box, target.box
    found: list[tuple[Vec, Vec]] = []
    for y in _levels(source, target, 1):
        if a.right <= b.x and _may(source, EAST) and _may(target, WEST):
            found.append((_rim(source, a.right, y, 0), _rim(target, b.x, y, 0)))
        elif b.right <= a.x and _may(source, WEST) and _may(target, EAST):
            found.append((_rim(source, a.x, y, 0), _rim(target, b.right, y, 0)))
    for x in _levels(source, target, 0):
        if a.bottom <= b.y and _may(source, SOUTH) and _may(target, NORTH):
            found.append((_rim(source, a.bottom, x, 1), _rim(target, b.y, x, 1)))
        elif b.bottom <= a.y and _may(source, NORTH) and _may(target, SOUTH):
            found.append((_rim(source, a.y, x, 1), _rim(target, b.bottom, x, 1)))
    return tuple((p, q) for p, q in found if p != q)


def _rim(end: Terminal, rim: float, level: float, axis: int) -> Vec:
    if end.fixed is not None:
        return end.fixed
    return Vec(rim, level) if axis == 0 else Vec(level, rim)


def _may(end: Terminal, side: int) -> bool:
    """Tell whether a line may leave an end by a side."""
    if end.fixed is not None and end.glued:
        own = side_of_fixed(end)
        return own is None or SIDES.index(own) == side
    return SIDES[side] in end.sides


def _levels(source: Terminal, target: Terminal, axis: int) -> tuple[float, ...]:
    """Return where along an axis (0 x, 1 y) a line across it would meet both ends: at most one place."""
    fixed = [end.fixed[axis] for end in (source, target) if end.fixed is not None]
    spans = [(end.box[axis], end.box[axis] + end.box[axis + 2]) for end in (source, target)]
    low, high = max(s[0] for s in spans), min(s[1] for s in spans)
    if len(fixed) == 2:
        return (fixed[0],) if abs(fixed[0] - fixed[1]) < 1e-6 else ()
    if fixed:
        other = spans[0] if source.fixed is None else spans[1]
        return (fixed[0],) if other[0] + _CORNER <= fixed[0] <= other[1] - _CORNER else ()
    return ((low + high) / 2,) if high - low >= LEAST_OVERLAP else ()
