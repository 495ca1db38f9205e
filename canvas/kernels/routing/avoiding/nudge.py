"""Moves parallel stretches of different lines apart where they would lie on each other or nearly so.

The first and the last stretch of a line take part: they slide along the sides of their shapes where the ends are free to, and
others move aside for those that are fixed. It looks at nothing but the lines, their ends and the shapes, so that the same page
always gives the same picture.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, pairwise
from typing import TypeAlias

from canvas.geometry.box import Box, from_points
from canvas.geometry.vec import Vec
from canvas.kernels.routing.avoiding.beside import Beside, Group
from canvas.kernels.routing.avoiding.rects import INF, Rects, entered, rect_of, touching
from canvas.kernels.routing.avoiding.stretches import CLEAR, Stretch, Stretches, stretches_of

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
_SLACK = 1e-6

Sides: TypeAlias = tuple[Box | None, Box | None]
"""The boxes along whose sides the first and the last end of a line may slide; None for an end that is fixed."""
Span: TypeAlias = tuple[float, float]
Way: TypeAlias = tuple[Vec, ...]
Rect: TypeAlias = tuple[float, float, float, float]
Places: TypeAlias = list[tuple[Stretch, float]]
Checked: TypeAlias = tuple[Way, Rect]
"""What became of a moved line, and what lies around it where it was moved to."""


class Nudging:
    """Moves the stretches of all lines of a page; what lies far from what has changed is not looked at again."""

    def __init__(self) -> None:
        self._stretches: dict[tuple[str, int], Stretches] = {}
        self._beside = tuple(Beside(APART - _SAME) for _ in range(_PASSES))
        self._known = _Known()
        self._last: tuple[Mapping[str, Way], dict[str, Way]] | None = None

    def shapes_changed(self, boxes: Sequence[Box]) -> None:
        """Take in that shapes lie elsewhere, by their boxes before and after."""
        if len(boxes) > _ONE_BY_ONE:
            self._known, self._last = _Known(), None
        else:
            self._known.doubt(boxes)

    def ends_changed(self, line: str) -> None:
        """Take in that the ends of a line are others."""
        self._last = None
        for number in range(_PASSES):
            self._stretches.pop((line, number), None)

    def nudged(self, lines: Mapping[str, Way], shapes: Rects, sides_of: Callable[[str], Sides]) -> dict[str, Way]:
        """Return the lines with their stretches apart.

        Lines that share a port may share stretches: they look like the branches of one.

        Args:
            lines: by id, horizontal and vertical stretches in turn; not to be changed afterwards.
            shapes: what must not be entered.
            sides_of: asked for lines whose first or last stretch is to be moved.
        """
        room = _Room(shapes, sides_of, self._known)
        if self._last is not None and self._last[0] == lines and room.confirms():
            return dict(self._last[1])
        found = {line: lines[line] for line in sorted(lines)}
        for number in range(_PASSES):
            moved = self._moved(found, lines, number, room)
            if not moved:
                break
            found |= {line: room.checked(found[line], after) for line, after in moved.items()}
        self._known, self._last = room.known, (lines, found)
        return dict(found)

    def _moved(self, lines: Mapping[str, Way], first: Mapping[str, Way], number: int, room: _Room) -> dict[str, Way]:
        """Return the lines that run elsewhere because others lie beside them."""
        beside = self._beside[number]
        beside.follow({line: self._cut(line, points, first[line], number) for line, points in lines.items()})
        moved: dict[str, list[Vec]] = {}
        for group in beside.groups(room.is_none_for):
            for stretch, place in room.places(group):
                points = moved.setdefault(stretch.line, list(lines[stretch.line]))
                for i in (stretch.index, stretch.index + 1):
                    p = points[i]
                    points[i] = Vec(place, p.y) if stretch.axis == 0 else Vec(p.x, place)
        return {line: way for line, points in moved.items() if (way := tuple(points)) != lines[line]}

    def _cut(self, line: str, points: Way, first: Way, number: int) -> Stretches:
        known = self._stretches.get((line, number))
        if known is not None and known.points is points is first:
            return known
        ports = frozenset((first[0], first[-1]))
        if known is None or known.points != points or known.ports != ports:
            known = self._stretches[line, number] = stretches_of(line, points, ports)
        return known


@dataclass(slots=True)
class _Known:
    """What was found when the lines were moved last.

    Attributes:
        spans: between which places stretches may be moved.
        placed: the spans of the stretches of groups, and where these went.
        checked: moved lines as they were and are, and what became of them.
        doubted_spans: of these, where shapes lie elsewhere now.
        doubted_checks: likewise.
    """

    spans: dict[Stretch, Span] = field(default_factory=dict)
    placed: dict[Group, tuple[list[Span], Places]] = field(default_factory=dict)
    checked: dict[tuple[Way, Way], Checked] = field(default_factory=dict)
    doubted_spans: dict[Stretch, Span] = field(default_factory=dict)
    doubted_checks: dict[tuple[Way, Way], Checked] = field(default_factory=dict)

    def doubt(self, boxes: Sequence[Box]) -> None:
        """Put in doubt in what shapes have a say that lie elsewhere, by their boxes before and after."""
        for rect in map(rect_of, boxes):
            self.doubted_spans |= {stretch: self.spans.pop(stretch) for stretch in _limited(self.spans, rect)}
            met = [both for both, (_, around) in self.checked.items() if _touch(around, rect) and _meets(both[1], rect)]
            self.doubted_checks |= {both: self.checked.pop(both) for both in met}


class _Room:
    """Tells where there is room for lines; each question is asked once.

    Attributes:
        known: answers that were asked for.

    Args:
        shapes: what must not be entered.
        sides_of: asked for lines whose first or last stretch is to be moved.
        before: answers that still hold.
    """

    def __init__(self, shapes: Rects, sides_of: Callable[[str], Sides], before: _Known) -> None:
        self._shapes, self._sides_of, self._before = shapes, sides_of, before
        self.known = _Known()

    def confirms(self) -> bool:
        """Find again what is in doubt; return whether all of it is as it was."""
        before = self._before
        spans = {stretch: self._found(stretch) for stretch in before.doubted_spans}
        checks = {both: self._checked(*both) for both in before.doubted_checks}
        are_same = spans == before.doubted_spans and checks == before.doubted_checks
        before.spans |= spans
        before.checked |= checks
        before.doubted_spans, before.doubted_checks = {}, {}
        return are_same

    def span(self, stretch: Stretch) -> Span:
        """Return between which places a stretch may be moved."""
        known = self.known.spans.get(stretch)
        if known is None:
            known = self.known.spans[stretch] = self._before.spans.get(stretch) or self._found(stretch)
        return known

    def is_none_for(self, stretch: Stretch) -> bool:
        """Tell whether a stretch stays where it is whatever lies around."""
        return stretch.at_end and self.span(stretch) == (stretch.at, stretch.at)

    def places(self, group: Group) -> Places:
        """Return where stretches go that lie side by side."""
        spans, known = [self.span(stretch) for stretch in group], self._before.placed.get(group)
        if known is None or known[0] != spans:
            known = spans, _places(group, self.span)
        self.known.placed[group] = known
        return known[1]

    def checked(self, before: Way, after: Way) -> Way:
        """Return a moved line unless it enters what it did not enter before."""
        both = before, after
        known = self._before.checked.get(both) or self._checked(before, after)
        self.known.checked[both] = known
        return known[0]

    def _checked(self, before: Way, after: Way) -> Checked:
        around = from_points(after)
        near = self._shapes[touching(self._shapes, around)]
        near = near[entered(after, near)]
        return (before if len(near) and not entered(before, near).all() else after), rect_of(around)

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


def _limited(spans: Mapping[Stretch, Span], rect: Rect) -> list[Stretch]:
    """Return the stretches of which a shape may say, or have said, how far they may be moved."""
    # In two steps, for most stretches lie elsewhere and this runs for each of them at each change.
    beside = [s for s in spans if rect[1 - s.axis] < s.high + _SLACK and rect[3 - s.axis] > s.low - _SLACK]
    return [s for s in beside if _limits(s, spans[s], rect[s.axis], rect[s.axis + 2])]


def _limits(stretch: Stretch, span: Span, far: float, near: float) -> bool:
    if near <= stretch.at + _SLACK and near + CLEAR >= span[0] - _SLACK:
        return True
    return far >= stretch.at - _SLACK and far - CLEAR <= span[1] + _SLACK


def _touch(a: Rect, b: Rect) -> bool:
    return a[0] <= b[2] and b[0] <= a[2] and a[1] <= b[3] and b[1] <= a[3]


def _meets(way: Way, rect: Rect) -> bool:
    """Tell whether a line may lead through a shape."""
    left, top, right, bottom = rect
    return any(
        (a.x <= right or b.x <= right)
        and (a.x >= left or b.x >= left)
        and (a.y <= bottom or b.y <= bottom)
        and (a.y >= top or b.y >= top)
        for a, b in pairwise(way)
    )


def _places(group: Group, span_of: Callable[[Stretch], Span]) -> Places:
    """Return where the stretches of a group go: side by side, as far as there is room."""
    slots = _slots(group)
    if len(slots) < 2:
        return []
    spans = [_common([span_of(s) for s in slot]) for slot in slots]
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
