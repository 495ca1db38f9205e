"""Moves parallel stretches of different lines apart where they would lie on each other or nearly so.

The first and the last stretch of a line take part: they slide along the sides of their shapes where the ends are free to, and
others move aside for those that are fixed. It looks at nothing but the lines, their ends and the shapes, so that the same page
always gives the same picture.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import combinations
from typing import TypeAlias

import numpy as np

from canvas.geometry.box import Box, from_points
from canvas.geometry.vec import Vec
from canvas.kernels.routing.avoiding.rects import INF, Rects, entered, touching
from canvas.kernels.routing.avoiding.stretches import CLEAR, Stretch, Stretches, side_by_side, stretches_of

APART = 8.0
"""Distance between parallel stretches where there is room, scene units."""
CORNER = 4.0
"""Kept between an end that slides and the corners of its shape, scene units."""
_FURTHEST = 400.0
"""No stretch is moved further than this, scene units."""
_ONE_BY_ONE = 16
"""With more shapes changed at once everything is looked at anew."""
_PASSES = 2
"""Stretches moved apart draw those at their ends longer, which may come to lie on others."""
_SAME = 0.5

Sides: TypeAlias = tuple[Box | None, Box | None]
"""The boxes along whose sides the first and the last end of a line may slide; None for an end that is fixed."""
Span: TypeAlias = tuple[float, float]
Way: TypeAlias = tuple[Vec, ...]


class Nudging:
    """Moves the stretches of all lines of a page; keeps what it found of lines and shapes that stay as they are."""

    def __init__(self) -> None:
        self._stretches: dict[tuple[str, int], Stretches] = {}
        self._rooms: dict[Stretch, Span] = {}
        self._checked: dict[tuple[Way, Way], Way] = {}

    def shapes_changed(self, boxes: Sequence[Box]) -> None:
        """Take in that shapes lie elsewhere, by their boxes before and after."""
        few = len(boxes) <= _ONE_BY_ONE
        self._rooms = {s: span for s, span in self._rooms.items() if few and not any(_reaches(s, b) for b in boxes)}
        self._checked = {
            both: way
            for both, way in self._checked.items()
            if few and not any(from_points(both[0] + both[1]).intersects(b) for b in boxes)
        }

    def ends_changed(self, line: str) -> None:
        """Take in that the ends of a line are others."""
        for number in range(_PASSES):
            self._stretches.pop((line, number), None)

    def nudged(self, lines: Mapping[str, Way], shapes: Rects, sides_of: Callable[[str], Sides]) -> dict[str, Way]:
        """Return the lines with their stretches apart.

        Lines that share a port may share stretches: they look like the branches of one.

        Args:
            lines: by id, horizontal and vertical stretches in turn.
            shapes: what must not be entered.
            sides_of: asked for lines whose first or last stretch is to be moved.
        """
        rooms = _Rooms(shapes, sides_of, self._rooms)
        found, checked = {line: lines[line] for line in sorted(lines)}, dict[tuple[Way, Way], Way]()
        for number in range(_PASSES):
            moved = self._moved(found, lines, number, rooms)
            if not moved:
                break
            for line, after in moved.items():
                both = found[line], after
                checked[both] = self._checked.get(both) or _checked(*both, shapes)
                found[line] = checked[both]
        self._rooms, self._checked = rooms.known, checked
        return found

    def _moved(self, lines: Mapping[str, Way], first: Mapping[str, Way], number: int, rooms: _Rooms) -> dict[str, Way]:
        """Return the lines that run elsewhere because others lie beside them."""
        known = [self._known(line, points, first[line], number) for line, points in lines.items()]
        moved: dict[str, list[Vec]] = {}
        for group in _groups(known, rooms):
            for stretch, place in _places(group, rooms):
                points = moved.setdefault(stretch.line, list(lines[stretch.line]))
                for i in (stretch.index, stretch.index + 1):
                    p = points[i]
                    points[i] = Vec(place, p.y) if stretch.axis == 0 else Vec(p.x, place)
        return {line: way for line, points in moved.items() if (way := tuple(points)) != lines[line]}

    def _known(self, line: str, points: Way, first: Way, number: int) -> Stretches:
        known, ports = self._stretches.get((line, number)), frozenset((first[0], first[-1]))
        if known is None or known.points != points or known.ports != ports:
            known = self._stretches[line, number] = stretches_of(line, points, ports)
        return known


def _checked(before: Way, after: Way, shapes: Rects) -> Way:
    """Return a moved line unless it enters what it did not enter before."""
    near = shapes[touching(shapes, from_points((*before, *after)))]
    return before if (entered(after, near) & ~entered(before, near)).any() else after


class _Rooms:
    """Tells how far stretches may be moved; each is looked at once.

    Attributes:
        known: of those that were asked for.
    """

    def __init__(self, shapes: Rects, sides_of: Callable[[str], Sides], before: Mapping[Stretch, Span]) -> None:
        self._shapes = shapes
        self._sides_of = sides_of
        self._before = before
        self.known: dict[Stretch, Span] = {}

    def of(self, stretch: Stretch) -> Span:
        """Return between which places a stretch may be moved."""
        known = self.known.get(stretch)
        if known is None:
            known = self.known[stretch] = self._before.get(stretch) or self._found(stretch)
        return known

    def is_fixed(self, stretch: Stretch) -> bool:
        """Tell whether a stretch stays where it is whatever lies around."""
        return stretch.at_end and self.of(stretch) == (stretch.at, stretch.at)

    def _found(self, stretch: Stretch) -> Span:
        axis, at = stretch.axis, stretch.at
        low, high = stretch.limits
        if stretch.at_end:
            first, last = self._sides_of(stretch.line)
            for box in ((first,) if stretch.at_source else ()) + ((last,) if stretch.at_target else ()):
                side = (at, at) if box is None else (box[axis] + CORNER, box[axis] + box[axis + 2] - CORNER)
                low, high = max(low, side[0]), min(high, side[1])
            if not low <= at <= high or low == high:
                return at, at
        shapes = self._shapes
        beside = (shapes[:, 1 - axis] < stretch.high) & (shapes[:, 3 - axis] > stretch.low)
        near, far = shapes[beside, axis + 2], shapes[beside, axis]
        below, above = near[near <= at] + CLEAR, far[far >= at] - CLEAR
        return max((low, at - _FURTHEST, *below.tolist())), min((high, at + _FURTHEST, *above.tolist()))


def _reaches(stretch: Stretch, box: Box) -> bool:
    """Tell whether a shape has a say in how far a stretch may be moved."""
    axis, along = stretch.axis, 1 - stretch.axis
    beside = box[along] < stretch.high and box[along] + box[along + 2] > stretch.low
    return beside and abs(box[axis] + box[axis + 2] / 2 - stretch.at) <= _FURTHEST + CLEAR + box[axis + 2] / 2


def _groups(lines: Sequence[Stretches], rooms: _Rooms) -> list[list[Stretch]]:
    """Return the stretches of different lines that lie side by side, in groups of more than one."""
    if not lines:
        return []
    each = [stretch for line in lines for stretch in line.each]
    owners = np.repeat(np.arange(len(lines)), [len(line.each) for line in lines])
    root: dict[int, int] = {}

    def find(i: int) -> int:
        while (above := root.setdefault(i, i)) != i:
            root[i] = root[above]
            i = root[i]
        return i

    for i, j in side_by_side(np.concatenate([line.rows for line in lines]), owners, APART - _SAME):
        if not (rooms.is_fixed(each[i]) and rooms.is_fixed(each[j])):
            root[find(j)] = find(i)
    groups: dict[int, list[Stretch]] = {}
    for i in sorted(root):
        groups.setdefault(find(i), []).append(each[i])
    return [group for group in groups.values() if len(group) > 1]


def _places(group: Sequence[Stretch], rooms: _Rooms) -> list[tuple[Stretch, float]]:
    """Return where the stretches of a group go: side by side, as far as there is room."""
    slots = _slots(group)
    if len(slots) < 2:
        return []
    spans = [_common([rooms.of(s) for s in slot]) for slot in slots]
    step = min(APART, *((b[1] - a[0]) / (j - i) for (i, a), (j, b) in combinations(enumerate(spans), 2)))
    if step <= 0 or any(low > high for low, high in spans):
        return []
    places = _row(_start(slots, step), step, spans)
    return [(stretch, place) for slot, place in zip(slots, places, strict=True) for stretch in slot]


def _common(spans: Sequence[Span]) -> Span:
    return max(low for low, _ in spans), min(high for _, high in spans)


def _start(slots: Sequence[Sequence[Stretch]], step: float) -> float:
    """Return where the first of a row would best lie: ends stay as near as can be to the middle of their sides."""
    ends = [s.at - number * step for number, slot in enumerate(slots) for s in slot if s.at_end]
    if ends:
        return sum(ends) / len(ends)
    every = [s.at for slot in slots for s in slot]
    return sum(every) / len(every) - step * (len(slots) - 1) / 2


def _row(start: float, step: float, spans: Sequence[Span]) -> list[float]:
    """Return places at least a step apart, in order, each within its span."""
    latest, limit = [], INF
    for _, high in reversed(spans):
        limit = min(high, limit - step)
        latest.append(limit)
    places: list[float] = []
    for number, ((low, _), most) in enumerate(zip(spans, reversed(latest), strict=True)):
        place = max(low, min(start + number * step, most))
        places.append(max(place, places[-1] + step) if places else place)
    return places


def _slots(group: Sequence[Stretch]) -> list[list[Stretch]]:
    """Return the stretches in order; those of lines with a common port lie on each other."""
    slots: list[list[Stretch]] = []
    for stretch in sorted(group, key=lambda s: (s.rank, s.at, s.line, s.index)):
        mine = [slot for slot in slots if any(stretch.ports & other.ports for other in slot)]
        if mine:
            mine[0].append(stretch)
        else:
            slots.append([stretch])
    return slots
