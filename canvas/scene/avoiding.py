"""The lines of a page that keep clear of its shapes: what is in their way, how they run, and which ones a change concerns."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Set
from enum import Enum
from typing import Protocol, TypeAlias

from canvas.geometry.box import Box
from canvas.geometry.vec import Vec
from canvas.kernels.group import GROUP
from canvas.kernels.routing.avoiding.fan import aside, fan, put_aside
from canvas.kernels.routing.avoiding.nudge import Nudging, Sides
from canvas.kernels.routing.avoiding.obstacles import Obstacles, obstacles_of
from canvas.kernels.routing.avoiding.router import ENDS, Routed, carry, route_around
from canvas.kernels.routing.terminal import Terminal
from canvas.model.records import ShapeRecord
from canvas.scene.known_ways import KnownWays
from canvas.scene.outline_boxes import outline_box

AVOID = "avoid"
"""Routing of lines that keep clear of shapes."""
MOST_NUDGED = 300
"""With more lines on a page they are not moved apart: that takes the ways of all."""
MOST_AT_ONCE = 3
"""When an own edit concerns more lines they run nearly as before until it is painted."""
Ends: TypeAlias = tuple[tuple[str, str], Terminal, Terminal]
"""Ids of the shapes at both ends, "" for free ends, and the ends."""


class Search(Enum):
    """Which lines look for their way while a change is taken in.

    Those of the user's own edit do where he looks; what others do is painted first, and their lines follow.
    """

    ALL = "all"
    """All that the change may concern."""
    NEAR = "near"
    """Those that changed or hang on what did, and those that would run into it, unless these are many: then they are the next."""
    NONE = "none"
    """None: they run as before, stretched to their ends."""


class Haste(Enum):
    """How soon lines that did not look for their way yet are to do so."""

    NOW = "now"
    """The user's own edit concerns them."""
    SOON = "soon"
    """They run into shapes."""
    LATER = "later"
    """There may only be a better way for them."""


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
        self._find_ends = ends_of
        self._obstacles: Obstacles | None = None
        self._lines: set[str] = set()
        self._routed = KnownWays()
        self._before: dict[str, tuple[Vec, ...]] = {}
        self._due: set[str] = set()
        self._awaited: set[str] = set()
        self._hurried: set[str] = set()
        self._shown: dict[str, tuple[Vec, ...]] = {}
        self._nudging = Nudging()
        self._ends: dict[str, Ends | None] = {}
        self._stale = True

    def note(self, line: str, avoids: bool) -> None:
        """Take in whether a connector of the page keeps clear of shapes."""
        if avoids == (line in self._lines):
            return
        self._stale = True
        self._forget_ends(line)
        if avoids:
            self._lines.add(line)
        else:
            self._lines.discard(line)
            self._routed.pop(line)
            self._before.pop(line, None)
            self._found(line)

    def _found(self, line: str) -> None:
        for waiting in (self._due, self._awaited, self._hurried):
            waiting.discard(line)

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

    @property
    def due(self) -> Set[str]:
        """Lines that run as before, as far as their ends let them, until `settle` finds how they are to run now."""
        return self._due

    @property
    def haste(self) -> Haste:
        """How soon the lines that are due are to look for their way."""
        if self._awaited:
            return Haste.NOW
        return Haste.SOON if self._hurried else Haste.LATER

    def follow(
        self,
        touched: Collection[str],
        search: Search,
        avoids: Callable[[str], bool],
        box_of: Callable[[str], Box | None],
        dragged: Mapping[str, tuple[Vec, ...]],
    ) -> set[str]:
        """Take in a change; return the lines that run elsewhere for it.

        Args:
            touched: ids of what may be another one now.
            search: which lines look for their way at once.
            avoids: tells of one of them whether it is a line that keeps clear of shapes.
            box_of: returns the box of one of them, None for what does not stand in the way any more.
            dragged: how lines ran while the user dragged what is an own edit now.
        """
        for i in touched if self.in_use else self._lines.intersection(touched):
            self.note(i, avoids(i))
        if not self.in_use:
            return set()
        self._put_off(touched)
        hit = self._put(touched, box_of)
        if search is Search.ALL:
            self.settle()
        elif search is Search.NEAR:
            self._search_near(self._due & hit.union(touched), dragged)
        return self._shifted()

    def _search_near(self, lines: Set[str], dragged: Mapping[str, tuple[Vec, ...]]) -> None:
        if len(lines) <= MOST_AT_ONCE:
            for line in lines:
                self._search(line)
            return
        self._awaited |= lines
        for line in lines & dragged.keys():
            self._routed.pop(line)
            self._before[line] = dragged[line]

    def settle(self, go_on: Callable[[], bool] | None = None) -> None:
        """Find how lines run that are due: first those that an own edit concerns, then those that run into shapes.

        Args:
            go_on: asked after each line whether there is time for another one; None for all.
        """
        for line in sorted(self._due, key=lambda i: (i not in self._awaited, i not in self._hurried, i)):
            self._search(line)
            if go_on is not None and not go_on():
                break

    def _put_off(self, ids: Iterable[str]) -> None:
        """Take in that lines, or their ends, are others now."""
        for line in self._lines.intersection(ids):
            routed = self._routed.pop(line)
            self._before[line] = routed.points if routed is not None else self._before.get(line, ())
            self._due.add(line)
            self._forget_ends(line)
            self._stale = True

    def _forget_ends(self, line: str) -> None:
        self._ends.pop(line, None)
        self._nudging.ends_changed(line)

    def _ends_of(self, line: str) -> Ends | None:
        if line not in self._ends:
            self._ends[line] = self._find_ends(line)
        return self._ends[line]

    def _put(self, ids: Iterable[str], box_of: Callable[[str], Box | None]) -> set[str]:
        """Take in where obstacles lie now; return the lines that run into one of these; those whose way may be another one are due."""
        gone: list[Box] = []
        here: list[Box] = []
        for shape_id in ids:
            before, box = self.obstacles.box(shape_id), box_of(shape_id)
            if before != box:
                gone += () if before is None else (before,)
                here += () if box is None else (box,)
                self.obstacles.put(shape_id, box)
        if gone or here:
            self._stale = True
            self._nudging.shapes_changed((*gone, *here))
        self._due |= self._routed.influenced_by((*gone, *here))
        hit = self.run_into(here)
        self._hurried |= hit & self._due
        return hit

    def _search(self, line: str) -> None:
        """Find how a line that is due is to run; nothing is done for one that nobody asked for, on a page with many."""
        self._found(line)
        asked = line not in self._before or self._few
        self._before.pop(line, None)
        ends = self._ends_of(line) if asked and line in self._lines else None
        if ends is None:
            return
        found, before = route_around(self.obstacles, ends[1], ends[2], ends[0]), self._routed.get(line)
        self._routed.put(line, found)
        self._stale = self._stale or before is None or before.points != found.points

    def _shifted(self) -> set[str]:
        """Return the lines that run elsewhere, also because others do: lines that would lie on each other run side by side."""
        before, after = self._shown, self._settled()
        return {i for i in before.keys() | after.keys() if before.get(i) != after.get(i)}

    def shown(self, line: str) -> tuple[Vec, ...]:
        """Return how a line runs as far as that is known."""
        return self._shown.get(line, ())

    @property
    def fallbacks(self) -> frozenset[str]:
        """Lines for which no clear way was found; they run around their two ends only."""
        return frozenset(i for i, routed in self._routed.items() if routed.is_fallback and i not in self._due)

    def route(self, line: str, ids: tuple[str, str], source: Terminal, target: Terminal) -> tuple[Vec, ...]:
        """Return the way of a line from box to box; () when there is none.

        Args:
            line: id of the connector.
            ids: of the shapes at its ends, "" for free ends.
            source: first end.
            target: last end.
        """
        if line not in self._routed:
            found = self._way(line, ids, source, target)
            self._routed.put(line, found)
            if self._few:
                self._stale = True
            elif found.points:
                # No other line moves aside for this one.
                self._shown[line] = found.points
        return self._settled().get(line, ())

    def _way(self, line: str, ids: tuple[str, str], source: Terminal, target: Terminal) -> Routed:
        """Return how a line runs that has no way: the best one or, when that was put off, the one that it had."""
        if line not in self._before:
            return route_around(self.obstacles, source, target, ids)
        points = self._before.pop(line)
        kept = None
        if line not in self._awaited:
            kept = carry(self.obstacles, points, source, target, ids)
            if kept is None:
                self._hurried.add(line)
        kept = kept or carry(self.obstacles, points, source, target, ids, through=True)
        return kept or Routed((), ENDS, 0.0, source.box)

    @property
    def _few(self) -> bool:
        return len(self._lines) <= MOST_NUDGED

    def _settled(self) -> dict[str, tuple[Vec, ...]]:
        """Return how all lines run that were asked for; up to MOST_NUDGED of them all, side by side where they would meet."""
        if not self._stale:
            return self._shown
        self._stale = False
        for line in self._lines - self._routed.keys() if self._few else ():
            ends = self._ends_of(line)
            if ends is not None:
                self._routed.put(line, self._way(line, *ends))
        found = {i: r.points for i, r in self._routed.items() if r.points and i in self._lines}
        if self._few:
            shapes = self.obstacles.shapes
            found |= {i: aside(found[i], by) for i, by in fan(found, self._sides, shapes).items()}
            found = self._nudging.nudged(found, shapes, self._sides)
        self._shown = found
        return self._shown

    def aside(self, line: str) -> tuple[float, float]:
        """Return how far to its right-hand side a line's first and last stretch lie because others run the same way."""
        routed, shown = self._routed.get(line), self._shown.get(line)
        return put_aside(routed.points, shown) if shown and routed is not None and routed.points else (0.0, 0.0)

    def _sides(self, line: str) -> Sides:
        """Return the boxes along whose sides the ends of a line may slide."""
        ends = self._ends_of(line)
        if ends is None:
            return None, None
        first, last = (
            end.box if end.glued and end.fixed is None and end.routing_box is None else None for end in ends[1:]
        )
        return first, last

    def run_into(self, boxes: Iterable[Box]) -> set[str]:
        """Return the lines whose way leads through some boxes."""
        return self._routed.run_into(boxes)
