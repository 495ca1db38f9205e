"""The way of one connector around everything: obstacles are taken in only as far as a way runs into them.

A way that is the best among some of the obstacles and clear of all of them is the best among all of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from canvas.geometry.box import Box, from_points, union
from canvas.geometry.polyline import simplified, total_length
from canvas.geometry.vec import Vec
from canvas.kernels.routing.avoiding.beam import Way
from canvas.kernels.routing.avoiding.exits import Exit, clearance_of, exits_of, straight_lines
from canvas.kernels.routing.avoiding.network import network_of
from canvas.kernels.routing.avoiding.obstacles import Field, Obstacles
from canvas.kernels.routing.avoiding.rects import Mask, Rects, around_all, entered, touching
from canvas.kernels.routing.avoiding.search import BEND, FIRST_ROUNDS, THOROUGH, Effort, cheapest
from canvas.kernels.routing.avoiding.steady import carried
from canvas.kernels.routing.avoiding.tidy import LEAST_CLEAR, centred, straightened
from canvas.kernels.routing.avoiding.tracks import tracks_of
from canvas.kernels.routing.terminal import Terminal

REACH = 2000.0
"""A line goes at most this far beyond the box around its two ends, scene units."""
_REACHES = (120.0, 320.0)
"""How far around the ways so far everything counts in the rounds after the first, in turn, scene units; then everything does."""
MOST_ROUNDS = len(_REACHES) + 2
_MOST_AROUND = 100
"""When further around there is more than this, everything counts at once: another round would cost as much and mostly not be the last."""
_MOST_BETWEEN = 16
"""When so many at the most lie between the two ends, these count from the beginning: a way mostly runs into them anyway."""
_FIRST, _WITH_NEIGHBOURS = 0, 1
"""The round in which only what lies between the ends counts, and the first one in which all around the ways so far does."""
MOST_ACTIVE = 1500
"""Among more obstacles than this no way is searched for."""
_SENSED = 40.0
"""How far from a way a shape may lie and still change it, by its clearance and its neighbours', scene units."""

EXACT, GOOD, BLOCKED, TOO_MANY, ENDS = "exact", "good", "blocked", "too many", "ends"
"""How a line was found: the cheapest way; a good one; or why there is none, and the line runs around its two ends only."""


@dataclass(frozen=True, slots=True)
class Routed:
    """The way of a connector.

    Attributes:
        points: from the box of the source to the box of the target, scene space; empty when no way was found.
        how: EXACT or GOOD, else why it is a fallback.
        cost: length and bends, scene units.
        influence: what lies outside of this box has no say in the way.
    """

    points: tuple[Vec, ...]
    how: str
    cost: float
    influence: Box

    @property
    def is_fallback(self) -> bool:
        """Tell whether obstacles could not be kept clear of."""
        return self.how not in (EXACT, GOOD)


def route_around(
    obstacles: Obstacles,
    source: Terminal,
    target: Terminal,
    ids: tuple[str, str] = ("", ""),
    effort: Effort = THOROUGH,
) -> Routed:
    """Return the way of a connector.

    Args:
        obstacles: of the page.
        source: first end.
        target: last end.
        ids: of the shapes at the ends, "" for free ends.
        effort: limits of the search.
    """
    boxes = (source.box if source.glued else None, target.box if target.glued else None)
    hull = union((source.box, target.box)) or source.box
    if _overlap(source, target):
        return Routed((), ENDS, 0.0, hull.inflated(_SENSED))
    field = obstacles.field(hull.inflated(REACH), boxes, ids)
    clear = tuple(_clearance(obstacles, box, i) for box, i in zip(boxes, ids, strict=True))
    for a, b in straight_lines(source, target):
        if not _foreign(entered((a, b), field.clear), field, clear).any():
            return Routed((a, b), EXACT, total_length((a, b)), hull.inflated(_SENSED))
    return _Rounds(field, source, target, (clear[0], clear[1]), hull, effort).run()


def _overlap(source: Terminal, target: Terminal) -> bool:
    """Tell whether the ends lie on each other, so that no line between them makes sense."""
    if not source.glued and not target.glued:
        return source.place == target.place
    a, b = source.box.inflated(-1.0 if source.glued else 0.0), target.box.inflated(-1.0 if target.glued else 0.0)
    return a.x < b.right and b.x < a.right and a.y < b.bottom and b.y < a.bottom


def _clearance(obstacles: Obstacles, box: Box | None, shape_id: str) -> Box | None:
    if box is None:
        return None
    return obstacles.clearance(shape_id) or clearance_of(box)


def _foreign(hit: Mask, field: Field, clear: Sequence[Box | None]) -> Mask:
    """Return what was hit without the shapes at the ends."""
    result = hit.copy()
    for box in clear:
        if box is not None:
            result &= ~_is(field, box)
    return result


def _is(field: Field, box: Box) -> Mask:
    rect = np.array([box.x, box.y, box.right, box.bottom])
    same: Mask = (np.abs(field.clear - rect) < 1e-9).all(axis=1)
    return same


def line_cost(points: Sequence[Vec], bend: float = BEND) -> float:
    """Return length and bends of a line as costs."""
    return total_length(points) + bend * max(0, len(points) - 2)


class _Rounds:
    """Searches among more and more obstacles until a way is clear of all."""

    def __init__(
        self,
        field: Field,
        source: Terminal,
        target: Terminal,
        clear: tuple[Box | None, Box | None],
        hull: Box,
        effort: Effort,
    ) -> None:
        # Ends that are no obstacles of the page are obstacles for their own line.
        missing = [box for box in clear if box is not None and not _is(field, box).any()]
        extra = np.array([[b.x, b.y, b.right, b.bottom] for b in missing]).reshape(-1, 4)
        self._clear = np.vstack([field.clear, extra])
        self._shapes = np.vstack([field.shapes, extra])
        self._tracks = field.tracks if not missing else None
        self._sources, self._targets = exits_of(source, clear[0]), exits_of(target, clear[1])
        self._fence = hull.inflated(REACH)
        self._effort = effort
        self._active: Mask = np.zeros(len(self._clear), bool)
        for box in clear:
            if box is not None:
                self._active |= _is(Field(self._shapes, self._clear), box)
        self._seen: list[Box] = [hull]
        self._asked = hull
        self._all = False
        between = touching(self._clear, hull)
        if int(between.sum()) <= _MOST_BETWEEN:
            self._active |= between

    def run(self) -> Routed:
        """Return the way."""
        for number in range(MOST_ROUNDS):
            if int(self._active.sum()) > MOST_ACTIVE:
                return self._failed(TOO_MANY)
            way = self._search(self._effort_of(number))
            if way is None:
                return self._failed(BLOCKED)
            points = (self._sources[way.source].port, *way.corners, self._targets[way.target].port)
            self._seen.append(from_points(points))
            hit = entered(way.corners, self._clear) & ~self._active
            if not hit.any():
                return self._finished(way, simplified(points))
            self._take_in(hit, number)
        return self._failed(TOO_MANY)

    def _effort_of(self, number: int) -> Effort:
        if number == _FIRST:
            return FIRST_ROUNDS
        return self._effort if number == _WITH_NEIGHBOURS else self._effort.among_many

    def _search(self, effort: Effort) -> Way | None:
        rects = self._clear[self._active]
        known = self._tracks if self._active.all() else None
        tracks = known() if known is not None else tracks_of(rects)
        network = network_of(rects, tracks, self._fence, self._sources, self._targets)
        return cheapest(network, self._targets, effort)

    def _take_in(self, hit: Mask, number: int) -> None:
        """Make what was hit count, and all around the ways so far, further away each time; at last everything."""
        self._active |= hit
        if number < len(_REACHES):
            self._asked = (union(self._seen) or self._fence).inflated(_REACHES[number])
            around = touching(self._clear, self._asked)
            if number == _FIRST or int(around.sum()) <= _MOST_AROUND:
                self._active |= around
                return
        self._active[:] = True
        self._all = True

    def _finished(self, way: Way, points: tuple[Vec, ...]) -> Routed:
        line = straightened(simplified(centred(points, self._clear)), self._shapes)
        how = EXACT if way.exact else GOOD
        return Routed(simplified(line), how, way.cost, self._influence())

    def _failed(self, why: str) -> Routed:
        return Routed((), why, 0.0, self._influence())

    def _influence(self) -> Box:
        if self._all:
            return self._fence.inflated(_SENSED)
        rows = self._clear[self._active]
        taken_in = (around_all(rows),) if len(rows) else ()
        return (union((self._asked, *self._seen, *taken_in)) or self._fence).inflated(_SENSED)


def ways_out(obstacles: Obstacles, end: Terminal, shape_id: str) -> tuple[Exit, ...]:
    """Return the exits of one end among the obstacles of a page."""
    return exits_of(end, _clearance(obstacles, end.box if end.glued else None, shape_id))


def carry(
    obstacles: Obstacles,
    points: Sequence[Vec],
    source: Terminal,
    target: Terminal,
    ids: tuple[str, str],
    *,
    through: bool = False,
) -> Routed | None:
    """Return a line as it was with its ends moved to where its shapes are now; None when that is not clear or no line.

    Args:
        obstacles: of the page as it is.
        points: the line as it was, box to box.
        source: first end.
        target: last end.
        ids: of the shapes at the ends, "" for free ends.
        through: it may go through shapes.
    """
    if not points:
        return None
    near = _nowhere() if through else _near(obstacles, source, target, ids)
    if len(points) == 2:
        straight: list[tuple[Vec, ...]] = [*straight_lines(source, target)]
        found = next((line for line in straight if not entered(line, near).any()), ())
    else:
        found = carried(points, ways_out(obstacles, source, ids[0]), ways_out(obstacles, target, ids[1]), near)
    if not found:
        return None
    return Routed(found, GOOD, line_cost(found), from_points(found).inflated(_SENSED))


def _nowhere() -> Rects:
    return np.zeros((0, 4))


def _near(obstacles: Obstacles, source: Terminal, target: Terminal, ids: tuple[str, str]) -> Rects:
    """Return what a line that is there already keeps clear of."""
    boxes = (source.box if source.glued else None, target.box if target.glued else None)
    hull = union((source.box, target.box)) or source.box
    field = obstacles.field(hull.inflated(REACH), boxes, ids)
    near: Rects = field.shapes + np.array([-LEAST_CLEAR, -LEAST_CLEAR, LEAST_CLEAR, LEAST_CLEAR])
    return near


def on_outlines(points: Sequence[Vec], source: Terminal, target: Terminal) -> tuple[Vec, ...]:
    """Return a line from box to box with its ends put on the outlines of the shapes."""
    first = source.fixed or (source.touch(points[1], True) if source.touch is not None else points[0])
    last = target.fixed or (target.touch(points[-2], True) if target.touch is not None else points[-1])
    return (first, *points[1:-1], last)
