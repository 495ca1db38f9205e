"""A way with the fewest bends, found level by level: an upper bound for the search, and the answer when that is cut short."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from canvas.geometry.vec import Vec
from canvas.kernels.routing.avoiding.exits import Exit
from canvas.kernels.routing.avoiding.network import FAR, Levels, Network, Stop
from canvas.kernels.routing.avoiding.rects import INF, Floats, Rows
from canvas.kernels.routing.avoiding.tracks import HORIZONTAL, VERTICAL, Tracks

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


def fewest_bends(network: Network, levels: Levels, targets: Sequence[Exit], goals: Goals, bend: float) -> Way | None:
    """Return a way with the fewest bends, short but not surely the shortest; None when there is none.

    Args:
        network: tracks, starts and goals.
        levels: of the same network.
        targets: ways into the target.
        goals: the same, measured.
        bend: cost of a bend, scene units.
    """
    numbers = [int(levels.bends[s.orientation][s.row]) for s in network.starts]
    top = max((n for n in numbers if n != FAR), default=-1)
    steps: list[_Step] = []
    best: tuple[float, int, int, int, Stop] | None = None
    step: _Step = (None, None)
    for level in range(top, -1, -1):
        step = _next_step(network, levels, goals, bend, level, step)
        steps.append(step)
        for cost, orientation, index, stop in _arrivals(network, step):
            if best is None or cost < best[0]:
                best = (cost, len(steps) - 1, orientation, index, stop)
    return None if best is None else _traced(network, steps, targets, *best)


def _next_step(network: Network, levels: Levels, goals: Goals, bend: float, level: int, before: _Step) -> _Step:
    ranks: list[_Rank | None] = []
    for orientation in (0, 1):
        begun = _begun(network, levels, orientation, level)
        previous = before[1 - orientation]
        rows = (levels.bends[orientation] == level).nonzero()[0]
        turned = None
        if previous is not None and len(rows):
            turned = _turned(network, goals, bend, orientation, rows, previous)
        ranks.append(_joined(begun, turned))
    return ranks[0], ranks[1]


def _joined(begun: _Rank | None, turned: _Rank | None) -> _Rank | None:
    if begun is None or turned is None:
        return turned or begun
    return _Rank(*(np.concatenate(part) for part in zip(_columns(begun), _columns(turned), strict=True)))


def _columns(rank: _Rank) -> tuple[Rows, Floats, Floats, Rows, Rows]:
    return rank.rows, rank.places, rank.costs, rank.before, rank.exits


def _begun(network: Network, levels: Levels, orientation: int, level: int) -> _Rank | None:
    stops = [s for s in network.starts if s.orientation == orientation and levels.bends[orientation][s.row] == level]
    if not stops:
        return None
    return _Rank(
        np.array([s.row for s in stops], np.intp),
        np.array([s.place for s in stops], np.float64),
        np.array([s.cost for s in stops], np.float64),
        np.full(len(stops), -1, np.intp),
        np.array([s.exit for s in stops], np.intp),
    )


def _turned(network: Network, goals: Goals, bend: float, orientation: int, rows: Rows, previous: _Rank) -> _Rank | None:
    """Return the lines of one level that are reached by a bend from the level before, the most promising ones only."""
    lines, others = network.lines[orientation], network.lines[1 - orientation]
    across = others.at[previous.rows]
    y = across[:, None]
    at = lines.at[rows]
    crossing = (lines.low[rows] <= y) & (lines.high[rows] >= y)
    crossing &= (at >= others.low[previous.rows][:, None]) & (at <= others.high[previous.rows][:, None])
    # Few of all pairs cross.
    first, second = crossing.nonzero()
    if not len(first):
        return None
    costs = np.abs(previous.places[first] - at[second]) + (previous.costs + bend)[first]
    promise = np.full(crossing.shape, INF)
    promise[first, second] = costs + goals.away_from(orientation, rows[second], across[first])
    before = promise.argmin(axis=0)
    promised = promise.min(axis=0)
    kept = (promised < INF / 2).nonzero()[0]
    if len(kept) > WIDTH:
        kept = kept[np.argsort(promised[kept], kind="stable")[:WIDTH]]
    before = before[kept]
    costs = np.abs(previous.places[before] - at[kept]) + (previous.costs + bend)[before]
    return _Rank(rows[kept], across[before], costs, before, np.full(len(kept), -1, np.intp))


class Goals:
    """Distances to the nearest goal, as the crow walks in a city."""

    def __init__(self, targets: Sequence[Exit], lines: Tracks) -> None:
        """Measure how far all lines lie from the goals, across the lines.

        Args:
            targets: ways into the target.
            lines: of the network.
        """
        x, y = (np.array([[e.out[axis]] for e in targets]) for axis in (0, 1))
        self._along = x, y
        self._away = np.abs(lines[HORIZONTAL].at - y), np.abs(lines[VERTICAL].at - x)

    def away_from(self, orientation: int, rows: Rows, place: Floats | float) -> Floats:
        """Return the distances from one place along lines of an orientation, or from a place on each."""
        result: Floats = (self._away[orientation][:, rows] + np.abs(self._along[orientation] - place)).min(axis=0)
        return result


def _arrivals(network: Network, step: _Step) -> list[tuple[float, int, int, Stop]]:
    found: list[tuple[float, int, int, Stop]] = []
    for orientation, rank in enumerate(step):
        ends = network.goals[orientation]
        if rank is None or not ends:
            continue
        for index, row in enumerate(rank.rows.tolist()):
            for stop in ends.get(row, ()):
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
