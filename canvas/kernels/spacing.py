"""Equal gaps: where a box must go to be as far from its neighbours as they are from each other, or in the middle between two."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from canvas.geometry.box import Box
from canvas.geometry.vec import Vec
from canvas.kernels.still import Still

_EQUAL = 1e-3
"""Gaps that differ by less are equal, scene units."""
_MOST_GAPS = 6
"""No more gaps in a row are told of."""


@dataclass(frozen=True, slots=True)
class Gap:
    """The way between two neighbouring sides, scene space."""

    start: Vec
    end: Vec

    @property
    def size(self) -> float:
        """Length, scene units."""
        return abs(self.end.x - self.start.x) + abs(self.end.y - self.start.y)


def spacing(
    box: Box, around: Still, tolerance: float, *, horizontal: bool, low: bool = True, high: bool = True
) -> float | None:
    """Return the smallest displacement that makes gaps equal, or None when none is near enough.

    Args:
        box: where the pointer has brought it.
        around: what stands still.
        tolerance: greatest displacement, scene units.
        horizontal: look to the left and right, else up and down.
        low: the left (upper) side may move.
        high: the right (lower) side may move. A side that may not keeps the box from being moved as a whole.
    """
    line = _Line(box, around, horizontal, tolerance)
    best = min(line.wishes(low, high), key=abs, default=None)
    return best if best is not None and abs(best) <= tolerance else None


def equal_gaps(box: Box, around: Still, *, horizontal: bool) -> tuple[Gap, ...]:
    """Return the gaps beside a box that are equal to one another, two at least, in rising order."""
    line = _Line(box, around, horizontal, _EQUAL)
    before, after = line.chain(box, -1), line.chain(box, 1)
    for reference in (before[:1], after[:1]):
        if not reference:
            continue
        size = reference[0].size
        left, right = _equal(before, size), _equal(after, size)
        if len(left) + len(right) > 1:
            return (*reversed(left), *right)
    return ()


def _equal(gaps: tuple[Gap, ...], size: float) -> list[Gap]:
    """Return the gaps up to the first one of another size."""
    found: list[Gap] = []
    for gap in gaps:
        if abs(gap.size - size) > _EQUAL:
            break
        found.append(gap)
    return found


class _Line:
    """The boxes in one row (or column) with a box."""

    def __init__(self, box: Box, around: Still, horizontal: bool, tolerance: float) -> None:
        self._box = box
        self._around = around
        self._horizontal = horizontal
        self._tolerance = tolerance
        self._start, self._size = (0, 2) if horizontal else (1, 3)

    def _low(self, box: Box) -> float:
        return box[self._start]

    def _high(self, box: Box) -> float:
        return box[self._start] + box[self._size]

    def next(self, box: Box, way: int) -> Box | None:
        """Return the nearest neighbour before (-1) or after (1) a box, None when there is none clear of it."""
        near = self._around.across(box, self._horizontal)
        low, high = self._around.edges[self._start][near], self._around.edges[self._start + 2][near]
        if way < 0:
            clear = high <= self._low(box) + self._tolerance
            return self._around.boxes[near[clear][high[clear].argmax()]] if clear.any() else None
        clear = low >= self._high(box) - self._tolerance
        return self._around.boxes[near[clear][low[clear].argmin()]] if clear.any() else None

    def wishes(self, low: bool, high: bool) -> Iterator[float]:
        """Yield displacements of the movable side (or of the whole box) that make two gaps equal."""
        before, after = self.next(self._box, -1), self.next(self._box, 1)
        mine_low, mine_high = self._low(self._box), self._high(self._box)
        if before is not None and after is not None:
            total = self._low(after) - self._high(before) - (mine_high - mine_low)
            if low and high and total > 0:
                yield self._high(before) + total / 2 - mine_low
            elif low:
                yield self._high(before) + (self._low(after) - mine_high) - mine_low
            elif high:
                yield self._low(after) - (mine_low - self._high(before)) - mine_high
        if before is not None and low and (gap := self._gap_beyond(before, -1)) > 0:
            yield self._high(before) + gap - mine_low
        if after is not None and high and (gap := self._gap_beyond(after, 1)) > 0:
            yield self._low(after) - gap - mine_high

    def _gap_beyond(self, box: Box, way: int) -> float:
        """Return the gap between a neighbour and the next one behind it, 0 for none."""
        beyond = self.next(box, way)
        if beyond is None:
            return 0.0
        return self._low(box) - self._high(beyond) if way < 0 else self._low(beyond) - self._high(box)

    def chain(self, box: Box, way: int) -> tuple[Gap, ...]:
        """Return the gaps one after the other in one direction, beginning beside the box."""
        found: list[Gap] = []
        here: Box = box
        while len(found) < _MOST_GAPS:
            beyond = self.next(here, way)
            if beyond is None:
                break
            gap = self._gap(beyond, here) if way < 0 else self._gap(here, beyond)
            if gap.size <= _EQUAL:
                break
            found.append(gap)
            here = beyond
        return tuple(found)

    def _gap(self, first: Box, second: Box) -> Gap:
        """Return the gap between two boxes, across the middle of what they share."""
        start, end = self._high(first), self._low(second)
        if self._horizontal:
            at = (max(first.y, second.y) + min(first.bottom, second.bottom)) / 2
            return Gap(Vec(start, at), Vec(end, at))
        at = (max(first.x, second.x) + min(first.right, second.right)) / 2
        return Gap(Vec(at, start), Vec(at, end))
