"""The free tracks between obstacles: for every side of an obstacle the longest free lines along it, by a sweep."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from dataclasses import dataclass, field

import numpy as np

from canvas.geometry.box import Box
from canvas.kernels.routing.avoiding.rects import INF, Floats, Rects

_LEAST = 1e-9

HORIZONTAL, VERTICAL = 0, 1


@dataclass(frozen=True, slots=True)
class Lines:
    """Parallel free lines.

    Attributes:
        at: their place across: y of horizontal ones, x of vertical ones.
        low: where they begin.
        high: where they end.
    """

    at: Floats
    low: Floats
    high: Floats

    def fenced(self, at: tuple[float, float], along: tuple[float, float]) -> Lines:
        """Return what lies within limits across and along the lines."""
        kept = (self.at >= at[0]) & (self.at <= at[1]) & (self.low < along[1]) & (self.high > along[0])
        return Lines(self.at[kept], np.maximum(self.low[kept], along[0]), np.minimum(self.high[kept], along[1]))


Tracks = tuple[Lines, Lines]
"""Horizontal lines, vertical lines."""


def tracks_of(rects: Rects) -> Tracks:
    """Return the free lines along the sides of rectangles; the inside of a rectangle is not free, its border is."""
    return _lines_of(rects, HORIZONTAL), _lines_of(rects, VERTICAL)


def _lines_of(rects: Rects, orientation: int) -> Lines:
    left, top, right, bottom = rects.T.tolist() if len(rects) else ([], [], [], [])
    if orientation == HORIZONTAL:
        return _Sweep().run(top, bottom, left, right)
    return _Sweep().run(left, right, top, bottom)


def mended(tracks: Tracks, rects: Rects, changed: Rects) -> Tracks:
    """Return the free lines once some rectangles are others: the same, in the same order, as if all were worked out anew.

    A line has to do with the rectangles that reach as far across as it lies, and no others: those at the height of what has changed
    are looked at again.

    Args:
        tracks: of the rectangles as they were.
        rects: as they are.
        changed: those that are others now, as they were and as they are.
    """
    return _mended(tracks[HORIZONTAL], rects, changed, HORIZONTAL), _mended(tracks[VERTICAL], rects, changed, VERTICAL)


def _mended(lines: Lines, rects: Rects, changed: Rects, orientation: int) -> Lines:
    near, far = (1, 3) if orientation == HORIZONTAL else (0, 2)
    first, last = changed[:, near, None], changed[:, far, None]
    reaching = ((rects[:, near] <= last) & (rects[:, far] >= first)).any(axis=0)
    anew = _lines_of(rects[reaching], orientation)
    kept = ~((lines.at >= first) & (lines.at <= last)).any(axis=0)
    taken = ((anew.at >= first) & (anew.at <= last)).any(axis=0)
    both = [
        np.append(old[kept], new[taken])
        for old, new in ((lines.at, anew.at), (lines.low, anew.low), (lines.high, anew.high))
    ]
    order = both[0].argsort(kind="stable")
    return Lines(*(column[order] for column in both))


def fenced(tracks: Tracks, box: Box) -> Tracks:
    """Return the tracks within a box."""
    xs, ys = (box.x, box.right), (box.y, box.bottom)
    return tracks[HORIZONTAL].fenced(ys, xs), tracks[VERTICAL].fenced(xs, ys)


@dataclass(slots=True)
class _Sweep:
    """A line that moves across the rectangles and knows where those it cuts begin and end.

    Attributes:
        begins: sorted, with one beyond everything.
        ends: sorted, with one before everything.
    """

    begins: list[float] = field(default_factory=lambda: [INF])
    ends: list[float] = field(default_factory=lambda: [-INF])
    at: list[float] = field(default_factory=list)
    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)

    def run(self, near: list[float], far: list[float], low: list[float], high: list[float]) -> Lines:
        """Return the lines along the near and far sides of rectangles that extend from low to high."""
        opening = sorted(zip(near, low, high, strict=True))
        closing = sorted(zip(far, low, high, strict=True))
        i = k = 0
        while k < len(closing):
            c = closing[k][0]
            if i < len(opening):
                c = min(c, opening[i][0])
            first_closed, first_opened = k, i
            while k < len(closing) and closing[k][0] == c:
                self._close(closing[k][1], closing[k][2])
                k += 1
            while i < len(opening) and opening[i][0] == c:
                i += 1
            seen: set[tuple[float, float]] = set()
            for _, a, b in (*closing[first_closed:k], *opening[first_opened:i]):
                self._look(c, a, b, seen)
            for _, a, b in opening[first_opened:i]:
                insort(self.begins, a)
                insort(self.ends, b)
        return Lines(np.array(self.at), np.array(self.low), np.array(self.high))

    def _close(self, low: float, high: float) -> None:
        del self.begins[bisect_left(self.begins, low)]
        del self.ends[bisect_left(self.ends, high)]

    def _look(self, c: float, low: float, high: float, seen: set[tuple[float, float]]) -> None:
        """Note every free line at c that touches the stretch from low to high."""
        place = low
        while place <= high:
            begun = bisect_left(self.begins, place)
            ended = bisect_right(self.ends, place)
            if begun >= ended:
                place = self.ends[ended]
                continue
            span = (self.ends[ended - 1], self.begins[begun])
            if span[1] - span[0] > _LEAST and span not in seen:
                seen.add(span)
                self.at.append(c)
                self.low.append(span[0])
                self.high.append(span[1])
            if span[1] >= high:
                return
            after = bisect_right(self.ends, span[1])
            if after >= len(self.ends):
                return
            place = self.ends[after]


def free_span(rects: Rects, orientation: int, at: float, place: float) -> tuple[float, float] | None:
    """Return the free stretch around a place on a line, None when the place is inside a rectangle.

    Args:
        rects: obstacles.
        orientation: HORIZONTAL or VERTICAL.
        at: the line's y or x.
        place: x or y on it.
    """
    across, along = (1, 0) if orientation == HORIZONTAL else (0, 1)
    cut = (rects[:, across] < at) & (rects[:, across + 2] > at)
    low, high = rects[cut, along], rects[cut, along + 2]
    if ((low < place) & (high > place)).any():
        return None
    before, behind = high[high <= place], low[low >= place]
    return (float(before.max()) if len(before) else -INF), (float(behind.min()) if len(behind) else INF)
