"""Orthogonal lines without waypoints: out of one shape, around what is in the way of the two ends only, into the other.

The problem is turned by quarter turns until the target lies up and left of the source; for each pair of sides there is then one
pattern of steps. A step goes in one direction up to a line (half of the gap between the shapes, a shape's side plus its jetty,
or level with the target's end) and is left out when that line is already behind.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from canvas.geometry.vec import Vec
from canvas.kernels.routing.segment import segment_bends
from canvas.kernels.routing.sides import preferred_sides, turned_side
from canvas.kernels.routing.terminal import Terminal

_VECTORS = {"W": (-1, 0), "N": (0, -1), "E": (1, 0), "S": (0, 1)}

_PATTERNS: dict[str, str] = {
    "WW": "W:gap S:target W:target N:level",
    "WN": "W:gap N:source N:gap E:target N:target W:level",
    "WE": "W:gap N:source N:gap S:level E:target N:level",
    "WS": "W:gap S:target W:level N:source N:gap E:level S:target",
    "NW": "N:gap W:source W:gap S:target W:target N:level",
    "NN": "N:gap E:target N:target W:level",
    "NE": "N:gap E:target N:level W:source W:gap S:level E:target",
    "NS": "N:gap W:source W:gap E:level S:target W:level",
    "EW": "N:source N:gap W:source W:gap S:target W:target N:level",
    "EN": "N:target W:level",
    "EE": "N:source N:level W:source W:gap S:level E:target",
    "ES": "N:source N:gap W:source W:gap S:target W:level E:level",
    "SW": "W:target N:level",
    "SN": "W:source W:gap N:source N:gap E:target N:target W:level",
    "SE": "W:source W:gap N:source N:gap E:target N:level S:level",
    "SS": "W:source W:level N:source N:gap E:level S:target",
}
"""Steps for each (side left, side entered) when the target lies up and left."""
_STEPS = {sides: tuple((step[0], step[2:]) for step in steps.split()) for sides, steps in _PATTERNS.items()}


@dataclass(slots=True)
class _End:
    """One end in the turned plane: its box and the place on it, level with which the line must come.

    Attributes:
        sides: coordinates of the box's sides by direction.
        lines: the same, a jetty away from the shape.
    """

    sides: dict[str, float]
    lines: dict[str, float]
    level: Vec
    side: str
    jetty: float

    def start(self) -> Vec:
        """Return the end of the jetty."""
        if self.side in "WE":
            return Vec(self.lines[self.side], self.level.y)
        return Vec(self.level.x, self.lines[self.side])


def orthogonal_bends(source: Terminal, target: Terminal, waypoints: Sequence[Vec], same: bool = False) -> list[Vec]:
    """Return the bends between the two ends.

    Args:
        source: first end.
        target: last end.
        waypoints: with any of these the line goes through them in segments.
        same: both ends are on one shape.
    """
    jetties = (source.jetty, target.jetty)
    if same:
        jetties = (max(jetties), max(jetties))
    too_short = False
    if source.fixed is not None and target.fixed is not None:
        dx, dy = target.fixed.x - source.fixed.x, target.fixed.y - source.fixed.y
        too_short = dx * dx + dy * dy < sum(jetties) ** 2
    if too_short or waypoints or source.on_line or target.on_line:
        return segment_bends(source, target, waypoints)
    out, into = preferred_sides(source, target)
    turns = _quarter_turns(source.box.center, target.box.center)
    a = _turned_end(source, out, jetties[0], turns)
    b = _turned_end(target, into, jetties[1], turns)
    bends = _walk(a, b)
    return _without_repeats([_turned(p, turns) for p in bends], source.fixed)


def _quarter_turns(source: Vec, target: Vec) -> int:
    """Return how many clockwise quarter turns bring "up and left" to where the target lies."""
    dx, dy = source.x - target.x, source.y - target.y
    if dx < 0:
        return 2 if dy < 0 else 1
    if dy <= 0:
        return 2 if dx == 0 else 3
    return 0


def _turned(p: Vec, turns: int) -> Vec:
    """Return a point turned clockwise by quarter turns about the origin."""
    if turns == 0:
        return p
    x, y = p
    if turns == 1:
        return Vec(-y, x)
    return Vec(-x, -y) if turns == 2 else Vec(y, -x)


def _turned_end(end: Terminal, side: str, jetty: float, turns: int) -> _End:
    back = -turns % 4
    box = end.box
    p, q = _turned(Vec(box.x, box.y), back), _turned(Vec(box.right, box.bottom), back)
    west, east = (p.x, q.x) if p.x < q.x else (q.x, p.x)
    north, south = (p.y, q.y) if p.y < q.y else (q.y, p.y)
    return _End(
        {"W": west, "N": north, "E": east, "S": south},
        {"W": west - jetty, "N": north - jetty, "E": east + jetty, "S": south + jetty},
        _turned(end.fixed or box.center, back),
        turned_side(side, back),
        jetty,
    )


_FACING = {"W": "E", "N": "S", "E": "W", "S": "N"}


def _gap(source: _End, target: _End, direction: str) -> float:
    """Return half of the free space between the jetties of the two shapes, seen from the source."""
    space = source.sides[direction] - target.sides[_FACING[direction]]
    if direction in "ES":
        space = -space
    return max(0.0, space - source.jetty - target.jetty) / 2


def _walk(source: _End, target: _End) -> list[Vec]:
    points = [source.start()]
    first = last = source.side in "WE"
    for direction, aim in _STEPS[source.side + target.side]:
        sideways = direction in "WE"
        at = _stepped(points[-1], direction, aim, source, target)
        if sideways != last:
            points.append(at)
        else:
            points[-1] = at
        if len(points) > 1 and at[not sideways] == points[-2][not sideways]:
            points.pop()
        else:
            last = sideways
    # Leaving and arriving in one orientation takes an even number of bends, else an odd one: the last may be on the way in already.
    same = first == (target.side in "WE")
    if (len(points) % 2 == 0) != same:
        points.pop()
    return points


def _stepped(at: Vec, direction: str, aim: str, source: _End, target: _End) -> Vec:
    x, y = at
    dx, dy = _VECTORS[direction]
    if aim == "gap":
        reach = _gap(source, target, direction)
        return Vec(x + dx * reach, y + dy * reach)
    if aim == "level":
        line = target.level.x if dx else target.level.y
    else:
        line = (source if aim == "source" else target).lines[direction]
    if dx:
        return Vec(line, y) if (line - x) * dx > 0 else at
    return Vec(x, line) if (line - y) * dy > 0 else at


def _without_repeats(points: list[Vec], last: Vec | None) -> list[Vec]:
    """Return rounded points, each different from the one before."""
    kept: list[Vec] = []
    for p in points:
        q = Vec(round(p.x, 1) + 0.0, round(p.y, 1) + 0.0)
        if q != last:
            kept.append(q)
        last = q
    return kept
