"""The cheapest way through a network: A* over whole lines, with the bends still to go as part of the estimate."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush

import numpy as np

from canvas.kernels.routing.avoiding.beam import Goals, Way, corner, fewest_bends
from canvas.kernels.routing.avoiding.exits import Exit
from canvas.kernels.routing.avoiding.network import FAR, Levels, Network, bends_to_go
from canvas.kernels.routing.avoiding.rects import INF, Floats

BEND = 80.0
"""What a bend costs, as length, scene units."""
_NEVER = 1e7
_PER_BEND = 3
"""A search that may look less often than this for each bend does not come to the goal."""
_SLACK = 1e-9


@dataclass(frozen=True, slots=True)
class Effort:
    """How hard to search: (weight of the estimate, most expansions) in turn; a weight above 1 finds sooner what is nearly best."""

    runs: tuple[tuple[float, int], ...]

    @property
    def among_many(self) -> Effort:
        """The last of the runs only: among all obstacles of a page the cheapest way is not found so soon."""
        return Effort(self.runs[-1:])


THOROUGH = Effort(((1.0, 40), (1.5, 60)))
"""For lines that stay."""
FIRST_ROUNDS = Effort(((1.0, 60),))
"""Among the few obstacles that are taken in first."""
QUICK = Effort(((1.0, 25),))
"""For lines that follow the pointer."""
COMPLETE = Effort(((1.0, 1_000_000),))
"""For tests: always the cheapest way."""


def cheapest(network: Network, targets: Sequence[Exit], effort: Effort, bend: float = BEND) -> Way | None:
    """Return the cheapest way found with an effort; None when there is no way at all.

    Args:
        network: of one connector.
        targets: ways into the target.
        effort: limits of the search; with fewer expansions than needed the result is a way with the fewest bends.
        bend: cost of a bend.
    """
    if not network.has_both:
        return None
    levels = bends_to_go(network)
    if not levels.reached:
        return None
    goals = Goals(targets, network.lines)
    known = fewest_bends(network, levels, targets, goals, bend)
    for weight, limit in effort.runs:
        if limit < _PER_BEND * levels.least_at(network.starts):
            continue
        search = _Search(network, levels, targets, goals, bend, weight, known.cost + _SLACK if known else INF)
        found = search.run(limit)
        if found is not None:
            return Way(found.corners, found.source, found.target, found.cost, weight == 1.0)
        if search.exhausted and weight == 1.0:
            return None if known is None else Way(known.corners, known.source, known.target, known.cost, True)
    return known


@dataclass(slots=True)
class _Node:
    """A line entered at a place, for a cost, from another node; -1 - exit where the way starts."""

    orientation: int
    row: int
    place: float
    cost: float
    before: int


@dataclass(slots=True)
class _Batch:
    """Successors of a node, the most promising first; only the next one waits in the queue."""

    promise: list[float]
    rows: list[int]
    costs: list[float]
    orientation: int
    place: float
    before: int


@dataclass
class _Search:
    network: Network
    levels: Levels
    targets: Sequence[Exit]
    goals: Goals
    bend: float
    weight: float
    most: float
    exhausted: bool = False
    queue: list[tuple[float, int, int, int, int]] = field(default_factory=list)
    nodes: list[_Node] = field(default_factory=list)
    batches: list[_Batch] = field(default_factory=list)
    count: int = 0
    still: list[Floats] = field(init=False)
    best: list[Floats] = field(init=False)
    best_place: list[Floats] = field(init=False)
    at: list[list[float]] = field(init=False)

    def __post_init__(self) -> None:
        unknown = self.levels.least_else if self.levels.least_else != FAR else _NEVER
        self.still = [np.where(b == FAR, unknown, b) * self.bend for b in self.levels.bends]
        self.best = [np.full(len(lines.at), INF) for lines in self.network.lines]
        self.best_place = [np.zeros(len(lines.at)) for lines in self.network.lines]
        self.at = [lines.at.tolist() for lines in self.network.lines]

    def run(self, limit: int) -> Way | None:
        """Search with at most `limit` expansions; None when the bound cannot be beaten or the limit was met."""
        for stop in self.network.starts:
            self._enter(_Node(stop.orientation, stop.row, stop.place, stop.cost, -1 - stop.exit))
        left = limit
        while self.queue:
            cost, _, batch, index, exit_ = heappop(self.queue)
            if batch < 0:
                return self._traced(index, exit_, cost)
            if left == 0:
                return None
            left -= 1
            self._expand(batch, index)
        self.exhausted = True
        return None

    def _push(self, promise: float, batch: int, index: int, exit_: int = 0) -> None:
        self.count += 1
        heappush(self.queue, (promise, self.count, batch, index, exit_))

    def _expand(self, batch: int, index: int) -> None:
        b = self.batches[batch]
        if index + 1 < len(b.rows):
            self._push(b.promise[index + 1], batch, index + 1)
        self._enter(_Node(b.orientation, b.rows[index], b.place, b.costs[index], b.before))

    def _enter(self, node: _Node) -> None:
        """Take up a node unless its line was entered better before, and queue what can be reached from it."""
        best, place = self.best[node.orientation], self.best_place[node.orientation]
        if node.cost >= best[node.row] + abs(node.place - place[node.row]) - _SLACK:
            return
        if node.cost < best[node.row]:
            best[node.row], place[node.row] = node.cost, node.place
        number = len(self.nodes)
        self.nodes.append(node)
        for stop in self.network.goals[node.orientation].get(node.row, ()):
            self._push(node.cost + abs(node.place - stop.place) + stop.cost, -1, number, stop.exit)
        self._branch(node, number)

    def _branch(self, node: _Node, number: int) -> None:
        other = 1 - node.orientation
        line, lines = self.network.lines[node.orientation], self.network.lines[other]
        y = self.at[node.orientation][node.row]
        first = bisect_left(self.at[other], line.low[node.row])
        last = bisect_right(self.at[other], line.high[node.row])
        crossing = (lines.low[first:last] <= y) & (lines.high[first:last] >= y)
        rows = crossing.nonzero()[0]
        if not len(rows):
            return
        rows += first
        costs = np.abs(lines.at[rows] - node.place) + (node.cost + self.bend)
        rest = self.goals.away_from(other, rows, y) + self.still[other][rows]
        kept = costs < self.best[other][rows] + np.abs(y - self.best_place[other][rows]) - _SLACK
        kept &= costs + rest < self.most
        if not kept.any():
            return
        rows, costs, promise = rows[kept], costs[kept], (costs + self.weight * rest)[kept]
        order = promise.argsort(kind="stable")
        batch = _Batch(promise[order].tolist(), rows[order].tolist(), costs[order].tolist(), other, y, number)
        self.batches.append(batch)
        self._push(batch.promise[0], len(self.batches) - 1, 0)

    def _traced(self, number: int, exit_: int, cost: float) -> Way:
        corners = [self.targets[exit_].out]
        while number >= 0:
            node = self.nodes[number]
            corners.append(corner(self.network, node.orientation, node.row, node.place))
            number = node.before
        return Way(tuple(reversed(corners)), -1 - number, exit_, cost)
