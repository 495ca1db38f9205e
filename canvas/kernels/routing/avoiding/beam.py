"""A way with the fewest bends, found level by level: an upper bound for the search, and the answer when that is cut short."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from canvas.geometry.vec import Vec
from canvas.kernels.routing.avoiding.exits import Exit
from canvas.kernels.routing.avoiding.network import FAR, Levels, Network, Stop
from canvas.kernels.routing.avoiding.rects import INF, Floats, Rows
from canvas.kernels.routing.avoiding.tracks import HORIZONTAL

WIDTH = 48
"""Lines kept per level and orientation."""


@dataclass(frozen=True, slots=True)
class Way:
    """A way through a network.

    Attributes:
        corners: from the exit of the source to that of the target, both included.
        source: index of the exit taken.
        target: index of the exit taken.
        cost: length, bends and the exits' own costs.
        exact: no better way exists.
    """

    corners: tuple[Vec, ...]
    source: int
    target: int
    cost: float
    exact: bool = False


@dataclass(frozen=True, slots=True)
class _Rank:
    """Lines reached on one level in one orientation.

    Attributes:
        rows: of the lines.
        places: where the way comes onto them.
        costs: so far.
        before: index in the rank of the other orientation one level earlier; -1 where the way starts.
        exits: of the source, where it starts; else -1.
    """

    rows: Rows
    places: Floats
    costs: Floats
    before: Rows
    exits: Rows


_Step = tuple[_Rank | None, _Rank | None]


def fewest_bends(network: Network, levels: Levels, targets: Sequence[Exit], bend: float) -> Way | None:
    """Return a way with the fewest bends, short but not surely the shortest; None when there is none.

    Args:
        network: tracks, starts and goals.
        levels: of the same network.
        targets: ways into the target.
        bend: cost of a bend, scene units.
    """
    numbers = [int(levels.bends[s.orientation][s.row]) for s in network.starts]
    top = max((n for n in numbers if n != FAR), default=-1)
    steps: list[_Step] = []
    best: tuple[float, int, int, int, Stop] | None = None
    step: _Step = (None, None)
    for level in range(top, -1, -1):
        step = _next_step(network, levels, targets, bend, level, step)
        steps.append(step)
        for cost, orientation, index, stop in _arrivals(network, step):
            if best is None or cost < best[0]:
                best = (cost, len(steps) - 1, orientation, index, stop)
    return None if best is None else _traced(network, steps, targets, *best)


def _next_step(
    network: Network, levels: Levels, targets: Sequence[Exit], bend: float, level: int, before: _Step
) -> _Step:
    ranks: list[_Rank | None] = []
    for orientation in (0, 1):
        parts = [_begun(network, levels, orientation, level)]
        previous = before[1 - orientation]
        rows = np.flatnonzero(levels.bends[orientation] == level)
        if previous is not None and len(previous.rows) and len(rows):
            parts.append(_turned(network, targets, bend, orientation, rows, previous))
        joined = _Rank(*(np.concatenate(part) for part in zip(*(_columns(p) for p in parts), strict=True)))
        ranks.append(joined if len(joined.rows) else None)
    return ranks[0], ranks[1]


def _columns(rank: _Rank) -> tuple[Rows, Floats, Floats, Rows, Rows]:
    return rank.rows, rank.places, rank.costs, rank.before, rank.exits


def _begun(network: Network, levels: Levels, orientation: int, level: int) -> _Rank:
    stops = [s for s in network.starts if s.orientation == orientation and levels.bends[orientation][s.row] == level]
    return _Rank(
        np.array([s.row for s in stops], np.intp),
        np.array([s.place for s in stops], np.float64),
        np.array([s.cost for s in stops], np.float64),
        np.full(len(stops), -1, np.intp),
        np.array([s.exit for s in stops], np.intp),
    )


def _turned(
    network: Network, targets: Sequence[Exit], bend: float, orientation: int, rows: Rows, previous: _Rank
) -> _Rank:
    """Return the lines of one level that are reached by a bend from the level before, the most promising ones only."""
    lines, others = network.lines[orientation], network.lines[1 - orientation]
    y = others.at[previous.rows][:, None]
    at = lines.at[rows]
    crossing = (lines.low[rows] <= y) & (lines.high[rows] >= y)
    crossing &= (at >= others.low[previous.rows][:, None]) & (at <= others.high[previous.rows][:, None])
    costs = np.where(crossing, np.abs(previous.places[:, None] - at) + (previous.costs + bend)[:, None], INF)
    promise = costs + remaining(targets, orientation, at, y)
    before = promise.argmin(axis=0)
    column = np.arange(len(rows))
    promised = promise[before, column]
    kept = np.flatnonzero(promised < INF / 2)
    if len(kept) > WIDTH:
        kept = kept[np.argsort(promised[kept], kind="stable")[:WIDTH]]
    before = before[kept]
    return _Rank(
        rows[kept], others.at[previous.rows[before]], costs[before, kept], before, np.full(len(kept), -1, np.intp)
    )


def remaining(targets: Sequence[Exit], orientation: int, at: Floats, place: Floats | float) -> Floats:
    """Return the distance to the nearest goal from places on lines, as the crow walks in a city."""
    parts = [
        np.abs(at - (e.out.y if orientation == HORIZONTAL else e.out.x))
        + np.abs(place - (e.out.x if orientation == HORIZONTAL else e.out.y))
        for e in targets
    ]
    result: Floats = parts[0]
    for part in parts[1:]:
        result = np.minimum(result, part)
    return result


def _arrivals(network: Network, step: _Step) -> list[tuple[float, int, int, Stop]]:
    found: list[tuple[float, int, int, Stop]] = []
    for orientation, rank in enumerate(step):
        goals = network.goals[orientation]
        if rank is None or not goals:
            continue
        for index, row in enumerate(rank.rows.tolist()):
            for stop in goals.get(row, ()):
                way = float(rank.costs[index]) + abs(float(rank.places[index]) - stop.place) + stop.cost
                found.append((way, orientation, index, stop))
    return found


def corner(network: Network, orientation: int, row: int, place: float) -> Vec:
    """Return the scene point of a place on a line."""
    at = float(network.lines[orientation].at[row])
    return Vec(place, at) if orientation == HORIZONTAL else Vec(at, place)


def _traced(
    network: Network,
    steps: Sequence[_Step],
    targets: Sequence[Exit],
    cost: float,
    level: int,
    orientation: int,
    index: int,
    stop: Stop,
) -> Way:
    corners = [targets[stop.exit].out]
    while True:
        rank = steps[level][orientation]
        if rank is None:
            raise AssertionError("a way leads through a level that nothing reached")
        corners.append(corner(network, orientation, int(rank.rows[index]), float(rank.places[index])))
        if rank.before[index] < 0:
            return Way(tuple(reversed(corners)), int(rank.exits[index]), stop.exit, cost)
        index = int(rank.before[index])
        level, orientation = level - 1, 1 - orientation
