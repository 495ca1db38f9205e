"""Ways around shapes while some are dragged: near those of the step before, and with few searches in one step."""

from __future__ import annotations

from collections.abc import Mapping, Set

from canvas.geometry.box import Box
from canvas.geometry.vec import Vec
from canvas.kernels.routing.avoiding.fan import ends_aside
from canvas.kernels.routing.avoiding.obstacles import Obstacles
from canvas.kernels.routing.avoiding.router import Routed, carry, route_around
from canvas.kernels.routing.avoiding.search import QUICK
from canvas.kernels.routing.avoiding.steady import SWITCH
from canvas.kernels.routing.terminal import Terminal
from canvas.scene.avoiding import Avoiding

SEARCHES_AT_ONCE = 1
"""While shapes are dragged one line looks for a better way in each step; the others keep theirs as long as it is clear."""
MOST_SEARCHES = 3
"""When the ways of more lines are barred in one step, these run through what bars them until they have their turn."""
MOST_MOVED = 64
"""With more obstacles dragged at once lines keep their ways through whatever there is, until the pointer rests or lets them go."""


class LiveAvoiding:
    """Ways while shapes are dragged: near those of the step before, and with few searches in one step.

    Args:
        base: the page as it is.
    """

    def __init__(self, base: Avoiding) -> None:
        self._base = base
        self._obstacles: Obstacles | None = None
        self._moved: Mapping[str, Box | None] = {}
        self._run_into: Set[str] = frozenset()
        self._last: dict[str, tuple[Vec, ...]] = {}
        self._turn: list[str] = []
        self._searched = 0
        self._rough = False

    @property
    def ways(self) -> Mapping[str, tuple[Vec, ...]]:
        """How lines ran last, before their ends were put aside."""
        return self._last

    def begin(self, moved: Mapping[str, Box | None], *, rough: bool = False) -> None:
        """Begin a step.

        Args:
            moved: obstacles that lie elsewhere (None: nowhere).
            rough: nothing is searched for in it.
        """
        self._searched, self._rough = 0, rough
        if rough:
            self._obstacles, self._moved, self._run_into = None, {}, frozenset()
        elif self._obstacles is None or moved != self._moved:
            self._obstacles = self._base.obstacles.overlaid(moved) if moved else None
            self._moved = moved
            self._run_into = self._base.run_into(box for box in moved.values() if box is not None)

    @property
    def run_into(self) -> Set[str]:
        """The lines whose ways lead through what moves, where it is in this step."""
        return self._run_into

    def page_changed(self) -> None:
        """Take in that obstacles of the page itself may lie elsewhere."""
        self._obstacles = None

    @property
    def _there(self) -> Obstacles:
        return self._base.obstacles if self._obstacles is None else self._obstacles

    def end(self) -> None:
        """The gesture is over."""
        self._last.clear()
        self._turn.clear()

    def route(self, line: str, ids: tuple[str, str], source: Terminal, target: Terminal) -> tuple[Vec, ...]:
        """Return the way of a line from box to box; () when there is none."""
        points = self._way(line, ids, source, target)
        return ends_aside(points, *self._base.aside(line)) if points else points

    def _way(self, line: str, ids: tuple[str, str], source: Terminal, target: Terminal) -> tuple[Vec, ...]:
        if self._rough:
            last = self._kept(line, ids, source, target, through=True)
            return () if last is None else self._taken(line, last)
        kept = self._kept(line, ids, source, target)
        if kept is not None and not self._has_turn(line):
            return self._taken(line, kept)
        if kept is None and self._searched >= MOST_SEARCHES:
            last = self._kept(line, ids, source, target, through=True)
            if last is not None:
                return self._taken(line, last)
        self._searched += 1
        found = route_around(self._there, source, target, ids, QUICK)
        if kept is not None and (found.is_fallback or found.cost + SWITCH >= kept.cost):
            found = kept
        return self._taken(line, found)

    def _taken(self, line: str, routed: Routed) -> tuple[Vec, ...]:
        if routed.points:
            self._last[line] = routed.points
        return routed.points

    def _kept(
        self, line: str, ids: tuple[str, str], source: Terminal, target: Terminal, *, through: bool = False
    ) -> Routed | None:
        """Return the way of the step before, stretched to the new ends, if it is clear or may go through shapes."""
        points = self._last.get(line) or self._as_found(line)
        return carry(self._there, points, source, target, ids, through=through) if points else None

    def _as_found(self, line: str) -> tuple[Vec, ...]:
        """Return how a line runs on the page, with its ends where they were before others ran the same way."""
        points = self._base.shown(line)
        if not points:
            return ()
        first, last = self._base.aside(line)
        return ends_aside(points, -first, -last)

    def _has_turn(self, line: str) -> bool:
        """Tell whether a line whose way is still clear may look for a better one in this step; they take turns."""
        if line not in self._turn:
            self._turn.append(line)
        if self._searched >= SEARCHES_AT_ONCE or line not in self._turn[:SEARCHES_AT_ONCE]:
            return False
        self._turn.remove(line)
        self._turn.append(line)
        return True
