"""By which sides an orthogonal line leaves its source and enters its target."""

from __future__ import annotations

from canvas.kernels.routing.terminal import Terminal

_CLOCKWISE = "WNES"
_OPPOSITE = {"W": "E", "E": "W", "N": "S", "S": "N"}
_ON_SIDE = 1.0
"""How near a fixed end must be to a side to belong to it, scene units."""


def turned_side(side: str, turns: int) -> str:
    """Return a side turned clockwise by quarter turns."""
    return _CLOCKWISE[(_CLOCKWISE.index(side) + turns) % 4]


def side_of_fixed(end: Terminal) -> str | None:
    """Return the side a fixed end lies on; at corners north and south win; None inside or for floating ends."""
    if end.fixed is None or not end.glued:
        return None
    (x, y), box = end.fixed, end.box
    if abs(y - box.y) <= _ON_SIDE:
        return "N"
    if abs(y - box.bottom) <= _ON_SIDE:
        return "S"
    if abs(x - box.x) <= _ON_SIDE:
        return "W"
    return "E" if abs(x - box.right) <= _ON_SIDE else None


def preferred_sides(source: Terminal, target: Terminal) -> tuple[str, str]:
    """Return the side left at the source and the side entered at the target.

    Fixed ends keep their side, the allowed sides come first, and where the shapes are apart both ways one bend is preferred:
    out sideways, in from above or below.
    """
    a, b = source.box, target.box
    left, right = a.x - b.right, b.x - a.right
    above, below = a.y - b.bottom, b.y - a.bottom
    sideways = "W" if left >= right else "E"
    upright = "N" if above >= below else "S"
    across = [_allowed(sideways, source), _allowed(_OPPOSITE[sideways], target)]
    along = [_allowed(upright, source), _allowed(_OPPOSITE[upright], target)]
    order = _order(source, target, across, along, max(left, right), max(above, below))
    sides = []
    for i, end in enumerate((source, target)):
        fixed = side_of_fixed(end)
        if fixed is not None:
            sides.append(fixed)
        else:
            candidates = (*order[i], *order[1 - i], *end.sides)
            sides.append(next((c for c in candidates if c in end.sides), order[i][0]))
    return sides[0], sides[1]


def _allowed(side: str, end: Terminal) -> str:
    """Return the side, or the opposite one when it is not allowed; fixed ends do not restrict what the other prefers."""
    return side if side in end.sides else _OPPOSITE[side]


def _order(
    source: Terminal, target: Terminal, across: list[str], along: list[str], apart_x: float, apart_y: float
) -> tuple[tuple[str, str], tuple[str, str]]:
    """Return for both ends the sides in order of preference."""
    if apart_x > 0 and apart_y > 0:
        if across[0] in source.sides and along[1] in target.sides:
            return (across[0], along[0]), (along[1], across[1])
        if along[0] in source.sides and across[1] in target.sides:
            return (along[0], across[0]), (across[1], along[1])
    if apart_y > 0 or apart_x <= 0:
        return (along[0], across[0]), (along[1], across[1])
    return (across[0], along[0]), (across[1], along[1])


def sides_from(names: str) -> frozenset[str]:
    """Return the sides in a text such as "north;east" or "eastwest"; all when it names none."""
    found = {letter for name, letter in (("north", "N"), ("east", "E"), ("south", "S"), ("west", "W")) if name in names}
    return frozenset(found or _CLOCKWISE)
