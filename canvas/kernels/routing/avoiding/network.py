"""The tracks of a page with the exits of one connector among them, and how many bends each track is from the goal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from canvas.geometry.box import Box
from canvas.kernels.routing.avoiding.exits import Exit
from canvas.kernels.routing.avoiding.rects import Floats, Rects, Rows
from canvas.kernels.routing.avoiding.tracks import HORIZONTAL, VERTICAL, Lines, Tracks, fenced, free_span

FAR = 255
"""Bends of a track from which no goal was found."""
MOST_BENDS = 60
_MORE_LEVELS = 2
"""Levels searched beyond the fewest bends, so that a bend may be paid for by a shorter way."""
_SAME = 1e-6
_FIRST_CHUNK = 12
_SORTED_FROM = 24


@dataclass(frozen=True, slots=True)
class Stop:
    """An exit on a track: where along it, what it costs, and which exit it is."""

    orientation: int
    row: int
    place: float
    cost: float
    exit: int


@dataclass(frozen=True, slots=True)
class Network:
    """Tracks sorted by place, and where the connector begins and may end.

    Attributes:
        lines: horizontal and vertical ones, sorted by `at`.
        starts: exits of the source.
        goals: exits of the target, by orientation and row.
    """

    lines: Tracks
    starts: tuple[Stop, ...]
    goals: tuple[dict[int, list[Stop]], dict[int, list[Stop]]]

    @property
    def has_both(self) -> bool:
        """Tell whether there is a start and a goal at all."""
        return bool(self.starts) and any(self.goals)


def network_of(rects: Rects, tracks: Tracks, fence: Box, sources: Sequence[Exit], targets: Sequence[Exit]) -> Network:
    """Return the network of one connector.

    Args:
        rects: obstacles with their clearance.
        tracks: of these rectangles.
        fence: nothing outside of it counts.
        sources: ways out of the source.
        targets: ways into the target.
    """
    found = [(0, n, e, span) for n, e in enumerate(sources) if (span := _way_out(rects, e)) is not None]
    found += [(1, n, e, span) for n, e in enumerate(targets) if (span := _way_out(rects, e)) is not None]
    lines: list[Lines] = []
    starts: list[Stop] = []
    goals: tuple[dict[int, list[Stop]], dict[int, list[Stop]]] = ({}, {})
    for orientation, plain in enumerate(fenced(tracks, fence)):
        mine = [(is_target, n, e, span) for is_target, n, e, span in found if e.side % 2 == orientation]
        merged, rows = _with_spans(plain, orientation, mine, fence)
        lines.append(merged)
        for (is_target, n, e, _), row in zip(mine, rows, strict=True):
            place = e.out.x if orientation == HORIZONTAL else e.out.y
            stop = Stop(orientation, row, place, e.cost, n)
            if is_target:
                goals[orientation].setdefault(row, []).append(stop)
            else:
                starts.append(stop)
    result = Network((lines[0], lines[1]), tuple(starts), goals)
    _join_opposite(result)
    return result


def _way_out(rects: Rects, e: Exit) -> tuple[float, float] | None:
    """Return the stretch that leads away from an exit, None when something covers the exit."""
    orientation = e.side % 2
    at, place = (e.out.y, e.out.x) if orientation == HORIZONTAL else (e.out.x, e.out.y)
    span = free_span(rects, orientation, at, place)
    if span is None:
        return None
    return (place, span[1]) if e.side < 2 else (span[0], place)


def _with_spans(
    plain: Lines, orientation: int, mine: Sequence[tuple[int, int, Exit, tuple[float, float]]], fence: Box
) -> tuple[Lines, list[int]]:
    """Return lines with the ways out of the exits among them, sorted, and the rows of the latter."""
    limits = (fence.x, fence.right) if orientation == HORIZONTAL else (fence.y, fence.bottom)
    at = np.append(plain.at, [e.out.y if orientation == HORIZONTAL else e.out.x for _, _, e, _ in mine])
    low = np.append(plain.low, [max(span[0], limits[0]) for *_, span in mine])
    high = np.append(plain.high, [min(span[1], limits[1]) for *_, span in mine])
    order = np.argsort(at, kind="stable")
    place = np.empty(len(order), np.intp)
    place[order] = np.arange(len(order))
    rows = place[len(plain.at) :].tolist()
    return Lines(at[order], low[order], high[order]), rows


def _join_opposite(network: Network) -> None:
    """Let a start reach a goal on the same line: both are one-sided stretches that overlap."""
    for start in network.starts:
        goals, lines = network.goals[start.orientation], network.lines[start.orientation]
        at, low, high = lines.at[start.row], lines.low[start.row], lines.high[start.row]
        for row, stops in list(goals.items()):
            if row == start.row or abs(lines.at[row] - at) > _SAME or lines.low[row] > high or lines.high[row] < low:
                continue
            for stop in stops:
                if low <= stop.place <= high:
                    goals.setdefault(start.row, []).append(stop)


@dataclass(frozen=True, slots=True)
class Levels:
    """Bends still needed from each line.

    Attributes:
        bends: by orientation and row; FAR where no goal was found.
        least_else: lines without a number need at least so many.
        reached: a start has a number.
    """

    bends: tuple[Rows, Rows]
    least_else: int
    reached: bool

    def least_at(self, starts: Sequence[Stop]) -> int:
        """Return how many bends a way from one of some starts has at least; FAR for none."""
        return min((int(self.bends[s.orientation][s.row]) for s in starts), default=FAR)


def bends_to_go(network: Network) -> Levels:
    """Return how many bends lie between each line and the nearest goal, level by level from the goals."""
    bends = (
        np.full(len(network.lines[HORIZONTAL].at), FAR, np.intp),
        np.full(len(network.lines[VERTICAL].at), FAR, np.intp),
    )
    front = [np.array(sorted(network.goals[o]), np.intp) for o in (HORIZONTAL, VERTICAL)]
    for orientation in (HORIZONTAL, VERTICAL):
        bends[orientation][front[orientation]] = 0
    left = [(known == FAR).nonzero()[0] for known in bends]
    level, last = 0, MOST_BENDS
    complete = False
    while (len(front[0]) or len(front[1])) and level < last:
        if not complete and all(bends[s.orientation][s.row] != FAR for s in network.starts):
            complete, last = True, level + _MORE_LEVELS
        level += 1
        front = [_next_front(network, left[o], front[1 - o], o) for o in (HORIZONTAL, VERTICAL)]
        for orientation in (HORIZONTAL, VERTICAL):
            if len(front[orientation]):
                known = bends[orientation]
                known[front[orientation]] = level
                left[orientation] = left[orientation][known[left[orientation]] == FAR]
    reached = any(bends[s.orientation][s.row] != FAR for s in network.starts)
    return Levels(bends, level + 1 if complete else FAR, reached)


def _next_front(network: Network, left: Rows, front: Rows, orientation: int) -> Rows:
    """Return the lines of an orientation, among those without a number, that cross a line of the front."""
    if not len(front) or not len(left):
        return left[:0]
    lines, others = network.lines[orientation], network.lines[1 - orientation]
    at, low, high = others.at[front], others.low[front], others.high[front]
    place = lines.at[left]
    near = (place >= low.min()) & (place <= high.max())
    near &= (lines.high[left] >= at.min()) & (lines.low[left] <= at.max())
    rows = left[near]
    if len(front) > _SORTED_FROM:
        # Long lines cross most others: with these first there is soon little left to compare.
        longest = np.argsort(low - high)
        at, low, high = at[longest], low[longest], high[longest]
    return _crossing(lines, rows, at, low, high)


def _crossing(lines: Lines, rows: Rows, at: Floats, low: Floats, high: Floats) -> Rows:
    """Return which rows cross one of some lines of the other orientation; these are taken in growing chunks."""
    found: list[Rows] = []
    begin, size = 0, _FIRST_CHUNK
    while begin < len(at) and len(rows):
        part = slice(begin, begin + size)
        c, a, b = at[part, None], low[part, None], high[part, None]
        place = lines.at[rows]
        hit = ((a <= place) & (b >= place) & (lines.low[rows] <= c) & (lines.high[rows] >= c)).any(axis=0)
        found.append(rows[hit])
        rows = rows[~hit]
        begin, size = begin + size, size * 2
    return np.concatenate(found) if found else rows[:0]
