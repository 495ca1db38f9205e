"""Moves parallel stretches of different lines apart where they would lie on each other or nearly so.

It looks at nothing but the lines and the shapes, so that the same page always gives the same picture.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from canvas.geometry.vec import Vec
from canvas.kernels.routing.avoiding.rects import INF, Rects, entered

APART = 8.0
"""Distance between parallel stretches where there is room, scene units."""
_CLEAR = 4.0
"""Kept between a moved stretch and shapes, and left of the straight piece at an end."""
_TOUCH = 1.0
_SAME = 0.5


@dataclass(frozen=True, slots=True)
class Stretch:
    """An inner stretch of a line.

    Attributes:
        line: id.
        index: of its first point.
        axis: in which it may be moved: 0 for upright stretches, 1 for level ones.
        at: its place on that axis.
        low: where it begins on the other one.
        high: where it ends.
        rank: stretches of lower rank lie before others, so that lines cross as seldom as can be.
        ports: both ends of its line.
        limits: between which places it may be moved.
    """

    line: str
    index: int
    axis: int
    at: float
    low: float
    high: float
    rank: tuple[float, float]
    ports: frozenset[Vec]
    limits: tuple[float, float]


def nudged(lines: Mapping[str, Sequence[Vec]], shapes: Rects) -> dict[str, tuple[Vec, ...]]:
    """Return the lines with their stretches apart.

    Lines that share a port may share stretches: they look like the branches of one.

    Args:
        lines: by id, horizontal and vertical stretches in turn.
        shapes: what must not be entered.
    """
    moved = {line: list(points) for line, points in lines.items()}
    stretches = sorted(
        (s for line in sorted(lines) for s in stretches_of(line, lines[line])), key=lambda s: (s.axis, s.at, s.line)
    )
    for group in _groups(stretches):
        for stretch, place in _places(group, shapes):
            for i in (stretch.index, stretch.index + 1):
                p = moved[stretch.line][i]
                moved[stretch.line][i] = Vec(place, p.y) if stretch.axis == 0 else Vec(p.x, place)
    return {line: _checked(lines[line], tuple(points), shapes) for line, points in moved.items()}


def _checked(before: Sequence[Vec], after: tuple[Vec, ...], shapes: Rects) -> tuple[Vec, ...]:
    """Return a moved line unless it enters what it did not enter before."""
    if after == tuple(before):
        return after
    return tuple(before) if (entered(after, shapes) & ~entered(before, shapes)).any() else after


def stretches_of(line: str, points: Sequence[Vec]) -> list[Stretch]:
    """Return the stretches of a line that may be moved: neither the first nor the last."""
    found = []
    for i in range(1, len(points) - 2):
        a, b = points[i], points[i + 1]
        axis = 0 if abs(a.x - b.x) < abs(a.y - b.y) else 1
        low, high = sorted((a[1 - axis], b[1 - axis]))
        at = a[axis]
        turns = [points[i - 1][axis] - at, points[i + 2][axis] - at]
        if a[1 - axis] > b[1 - axis]:
            turns.reverse()
        limits = (-INF, INF)
        if i == 1:
            limits = _limits(points[0][axis], at)
        if i == len(points) - 3:
            other = _limits(points[-1][axis], at)
            limits = max(limits[0], other[0]), min(limits[1], other[1])
        rank = _rank(turns[0], turns[1], low, high)
        found.append(Stretch(line, i, axis, at, low, high, rank, frozenset((points[0], points[-1])), limits))
    return found


def _limits(port: float, at: float) -> tuple[float, float]:
    """Return how far a stretch may be moved so that the straight piece between it and an end keeps its direction."""
    return (port + _CLEAR, INF) if at > port else (-INF, port - _CLEAR)


def _rank(at_low: float, at_high: float, low: float, high: float) -> tuple[float, float]:
    """Return the rank of a stretch by where its line turns to at both its ends."""
    first, last = (at_low > 0) - (at_low < 0), (at_high > 0) - (at_high < 0)
    both = first + last
    if both:
        # The longer of two brackets goes around the shorter one.
        return float(both), (low - high) if both > 0 else (high - low)
    return 0.0, -low if first < 0 else low


def _groups(stretches: Sequence[Stretch]) -> list[list[Stretch]]:
    """Return the stretches of different lines that lie side by side, in groups of more than one."""
    root = list(range(len(stretches)))

    def find(i: int) -> int:
        while root[i] != i:
            root[i] = root[root[i]]
            i = root[i]
        return i

    for i, a in enumerate(stretches):
        for j in range(i + 1, len(stretches)):
            b = stretches[j]
            if b.axis != a.axis or b.at - a.at >= APART - _SAME:
                break
            if a.line != b.line and a.low < b.high - _TOUCH and b.low < a.high - _TOUCH:
                root[find(j)] = find(i)
    groups: dict[int, list[Stretch]] = {}
    for i, stretch in enumerate(stretches):
        groups.setdefault(find(i), []).append(stretch)
    return [group for group in groups.values() if len(group) > 1]


def _places(group: Sequence[Stretch], shapes: Rects) -> list[tuple[Stretch, float]]:
    """Return where the stretches of a group go: side by side around their middle, as far as there is room."""
    slots = _slots(group)
    if len(slots) < 2:
        return []
    rooms = [_room(s, shapes) for s in group]
    low, high = max(r[0] for r in rooms), min(r[1] for r in rooms)
    if high <= low:
        return []
    step = min(APART, (high - low) / (len(slots) - 1))
    width = step * (len(slots) - 1)
    middle = sum(s.at for s in group) / len(group)
    start = min(max(middle - width / 2, low), high - width)
    return [(stretch, start + number * step) for number, slot in enumerate(slots) for stretch in slot]


def _slots(group: Sequence[Stretch]) -> list[list[Stretch]]:
    """Return the stretches in order; those of lines with a common port lie on each other."""
    slots: list[list[Stretch]] = []
    for stretch in sorted(group, key=lambda s: (s.rank, s.line, s.index)):
        mine = [slot for slot in slots if any(stretch.ports & other.ports for other in slot)]
        if mine:
            mine[0].append(stretch)
        else:
            slots.append([stretch])
    return slots


def _room(stretch: Stretch, shapes: Rects) -> tuple[float, float]:
    """Return how far a stretch may be moved to either side before it comes too near to a shape or an end."""
    axis = stretch.axis
    beside = (shapes[:, 1 - axis] < stretch.high) & (shapes[:, 3 - axis] > stretch.low)
    low, high = shapes[beside, axis + 2], shapes[beside, axis]
    below, above = low[low <= stretch.at] + _CLEAR, high[high >= stretch.at] - _CLEAR
    return max((stretch.limits[0], *below.tolist())), min((stretch.limits[1], *above.tolist()))
