"""The lines of a page that keep clear of its shapes: what is in their way, how they run, and which ones a change concerns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Protocol, TypeAlias

from canvas.geometry.box import Box, from_points
from canvas.geometry.vec import Vec
from canvas.kernels.group import GROUP
from canvas.kernels.routing.avoiding.fan import Sides, aside, ends_aside, fan
from canvas.kernels.routing.avoiding.nudge import nudged
from canvas.kernels.routing.avoiding.obstacles import Obstacles, obstacles_of
from canvas.kernels.routing.avoiding.router import Routed, carry, route_around
from canvas.kernels.routing.avoiding.search import QUICK
from canvas.kernels.routing.avoiding.steady import SWITCH
from canvas.kernels.routing.terminal import Terminal
from canvas.model.records import ShapeRecord
from canvas.scene.outline_boxes import outline_box

AVOID = "avoid"
"""Routing of lines that keep clear of shapes."""
SEARCHES_AT_ONCE = 1
"""While shapes are dragged one line looks for a better way in each step; the others keep theirs as long as it is clear."""
MOST_SEARCHES = 3
"""When the ways of more lines are barred in one step, these run through what bars them until they have their turn."""


MOST_MOVED = 64
"""With more obstacles dragged at once lines run around their two ends only, until the pointer rests or lets them go."""


MOST_NUDGED = 300
"""With more lines on a page they are not moved apart: that takes the ways of all."""
Ends: TypeAlias = tuple[tuple[str, str], Terminal, Terminal]
"""Ids of the shapes at both ends, "" for free ends, and the ends."""


class Tree(Protocol):
    """Who lies in whom."""

    def parent(self, shape_id: str) -> str:
        """Return the parent's id or ""."""
        ...


class Placed(Tree, Protocol):
    """Who lies in whom, and where."""

    def box(self, shape_id: str) -> Box:
        """Return the absolute unrotated box of a shape."""
        ...


def is_avoiding(record: ShapeRecord) -> bool:
    """Tell whether a connector keeps clear of shapes."""
    return record.values.get("routing") == AVOID and record.is_connector


def stands_in_the_way(record: ShapeRecord, shapes: Mapping[str, ShapeRecord], tree: Tree) -> bool:
    """Tell whether lines keep clear of a shape: not of lines and what rides on them, of groups (their members count), of nothing.

    Args:
        record: the shape.
        shapes: all records.
        tree: parents.
    """
    if record.is_connector or record.kind == GROUP or record.w <= 0 or record.h <= 0:
        return False
    parent = tree.parent(record.id)
    while parent:
        holder = shapes.get(parent)
        if holder is not None and holder.is_connector:
            return False
        parent = tree.parent(parent)
    return True


def obstacle_box(record: ShapeRecord, shapes: Mapping[str, ShapeRecord], tree: Placed) -> Box | None:
    """Return the box that lines keep clear of, None for what does not stand in the way.

    Args:
        record: the shape.
        shapes: all records.
        tree: parents and boxes.
    """
    return outline_box(record, tree.box(record.id))[0] if stands_in_the_way(record, shapes, tree) else None


class Avoiding:
    """Obstacles of a page, and the ways found around them.

    Args:
        boxes: returns the boxes around the outlines of what stands in the way, by id, scene space; asked when the first line
            wants to know, since most imported pages have none.
        ends_of: returns the ends of a line, None when something else leads it.
    """

    def __init__(self, boxes: Callable[[], Mapping[str, Box]], ends_of: Callable[[str], Ends | None]) -> None:
        self._boxes = boxes
        self._ends_of = ends_of
        self._obstacles: Obstacles | None = None
        self._lines: set[str] = set()
        self._routed: dict[str, Routed] = {}
        self._shown: dict[str, tuple[Vec, ...]] = {}
        self._aside: dict[str, float] = {}
        self._stale = True

    def note(self, line: str, avoids: bool) -> None:
        """Take in whether a connector of the page keeps clear of shapes."""
        if avoids == (line in self._lines):
            return
        self._stale = True
        if avoids:
            self._lines.add(line)
        else:
            self._lines.discard(line)

    @property
    def obstacles(self) -> Obstacles:
        """What stands in the way."""
        if self._obstacles is None:
            self._obstacles = obstacles_of(self._boxes())
        return self._obstacles

    @property
    def in_use(self) -> bool:
        """Tell whether any line was asked for."""
        return self._obstacles is not None

    def put(self, ids: Iterable[str], box_of: Callable[[str], Box | None]) -> set[str]:
        """Take in where obstacles lie now; return the lines whose way may be another one now.

        Args:
            ids: of what may have changed.
            box_of: returns the box of one of them, None for what does not stand in the way any more.
        """
        if self._obstacles is None:
            return set()
        changed: list[Box] = []
        for shape_id in ids:
            before, box = self._obstacles.box(shape_id), box_of(shape_id)
            if before != box:
                changed += [b for b in (before, box) if b is not None]
                self._obstacles.put(shape_id, box)
        self._stale = self._stale or bool(changed)
        return self.touched_by(changed)

    def shifted(self) -> set[str]:
        """Return the lines that run elsewhere because others do: lines that would lie on each other run side by side."""
        if self._obstacles is None:
            return set()
        before, after = self._shown, self._settled()
        return {i for i in before.keys() | after.keys() if before.get(i) != after.get(i)}

    def shown(self, line: str) -> tuple[Vec, ...]:
        """Return how a line runs as far as that is known."""
        return self._shown.get(line, ())

    @property
    def fallbacks(self) -> frozenset[str]:
        """Lines for which no clear way was found; they run around their two ends only."""
        return frozenset(i for i, routed in self._routed.items() if routed.is_fallback)

    def route(self, line: str, ids: tuple[str, str], source: Terminal, target: Terminal) -> tuple[Vec, ...]:
        """Return the way of a line from box to box; () when there is none.

        Args:
            line: id of the connector.
            ids: of the shapes at its ends, "" for free ends.
            source: first end.
            target: last end.
        """
        if line not in self._routed:
            self._routed[line] = route_around(self.obstacles, source, target, ids)
            self._stale = True
        return self._settled().get(line, ())

    def _settled(self) -> dict[str, tuple[Vec, ...]]:
        """Return how all lines run that were asked for; up to MOST_NUDGED of them all, side by side where they would meet."""
        if not self._stale:
            return self._shown
        self._stale = False
        few = len(self._lines) <= MOST_NUDGED
        for line in self._lines - self._routed.keys() if few else ():
            ends = self._ends_of(line)
            if ends is not None:
                self._routed[line] = route_around(self.obstacles, ends[1], ends[2], ends[0])
        found = {i: r.points for i, r in self._routed.items() if r.points and i in self._lines}
        self._aside = fan(found, self._sides, self.obstacles.shapes) if few else {}
        found |= {i: aside(found[i], by) for i, by in self._aside.items()}
        self._shown = nudged(found, self.obstacles.shapes) if few else found
        return self._shown

    def aside(self, line: str) -> float:
        """Return how far to its right-hand side a line runs because others run the same way."""
        return self._aside.get(line, 0.0)

    def _sides(self, line: str) -> Sides:
        """Return the boxes along whose sides the ends of a line may slide."""
        ends = self._ends_of(line)
        if ends is None:
            return None, None
        first, last = (
            end.box if end.glued and end.fixed is None and end.routing_box is None else None for end in ends[1:]
        )
        return first, last

    def forget(self, line: str) -> None:
        """Drop the way of a line."""
        self._routed.pop(line, None)
        self._stale = self._stale or line in self._lines

    def touched_by(self, boxes: Iterable[Box]) -> set[str]:
        """Return the lines whose way may be another one because something changed inside some boxes."""
        changed = tuple(boxes)
        return {i for i, routed in self._routed.items() if any(_meets(routed.influence, box) for box in changed)}

    def run_into(self, boxes: Iterable[Box]) -> set[str]:
        """Return the lines whose way leads through some boxes."""
        changed = tuple(boxes)
        return {
            i for i, routed in self._routed.items() if routed.points and any(_runs_into(routed, box) for box in changed)
        }


def _meets(a: Box, b: Box) -> bool:
    return a.x < b.right and b.x < a.right and a.y < b.bottom and b.y < a.bottom


def _runs_into(routed: Routed, box: Box) -> bool:
    if not _meets(from_points(routed.points).inflated(1.0), box):
        return False
    pairs = zip(routed.points, routed.points[1:], strict=False)
    return any(_meets(from_points(pair).inflated(1e-3), box) for pair in pairs)


class LiveAvoiding:
    """Ways while shapes are dragged: near those of the step before, and with few searches in one step.

    Args:
        base: the page as it is.
    """

    def __init__(self, base: Avoiding) -> None:
        self._base = base
        self._obstacles: Obstacles | None = None
        self._moved: Mapping[str, Box | None] = {}
        self._last: dict[str, tuple[Vec, ...]] = {}
        self._turn: list[str] = []
        self._searched = 0

    def begin(self, moved: Mapping[str, Box | None]) -> None:
        """Begin a step: obstacles lie elsewhere (None: nowhere)."""
        self._searched = 0
        if self._obstacles is None or moved != self._moved:
            self._obstacles = self._base.obstacles.overlaid(moved) if moved else None
            self._moved = moved

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
        points, by = self._way(line, ids, source, target), self._base.aside(line)
        return ends_aside(points, by) if points and by else points

    def _way(self, line: str, ids: tuple[str, str], source: Terminal, target: Terminal) -> tuple[Vec, ...]:
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
        points = self._last.get(line) or self._base.shown(line)
        return carry(self._there, points, source, target, ids, through=through) if points else None

    def _has_turn(self, line: str) -> bool:
        """Tell whether a line whose way is still clear may look for a better one in this step; they take turns."""
        if line not in self._turn:
            self._turn.append(line)
        if self._searched >= SEARCHES_AT_ONCE or line not in self._turn[:SEARCHES_AT_ONCE]:
            return False
        self._turn.remove(line)
        self._turn.append(line)
        return True
