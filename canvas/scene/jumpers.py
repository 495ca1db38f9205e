"""Which lines of a page hop over others, which others these are, and whom a change concerns."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping

from canvas.geometry.box import Box, from_points
from canvas.geometry.spatial_index import SpatialIndex
from canvas.geometry.vec import Vec
from canvas.model.records import ShapeRecord
from canvas.scene.jumps import jumps
from canvas.scene.layout import Layout

_MANY = 64
"""With more boxes changed at once every line that hops is looked at again."""


class Jumpers:
    """The lines of a page that hop over others.

    Args:
        shapes: records by id; may be live.
        index: bounds of all that is painted, scene space.
        position: returns a number that is greater the further in front something painted lies.
    """

    def __init__(self, shapes: Mapping[str, ShapeRecord], index: SpatialIndex, position: Callable[[str], int]) -> None:
        self._shapes = shapes
        self._index = index
        self._position = position
        self._ids: set[str] = set()

    def note(self, record: ShapeRecord) -> None:
        """Take in what a shape or connector is now."""
        if jumps(record):
            self._ids.add(record.id)
        else:
            self._ids.discard(record.id)

    def drop(self, shape_id: str) -> None:
        """Forget one that is painted no more."""
        self._ids.discard(shape_id)

    def concerned(self, before: Iterable[Box], now: Collection[str]) -> set[str]:
        """Return those that may hop elsewhere because other things have changed.

        Args:
            before: bounds these had, scene space.
            now: ids of those that are painted.
        """
        if not self._ids:
            return set()
        boxes = [*before, *(self._index.box(i) for i in now)]
        if len(boxes) > _MANY:
            return set(self._ids)
        return {i for i in self._ids if any(self._index.box(i).intersects(box) for box in boxes)}

    def behind(self, line: str, layout: Layout) -> list[tuple[Vec, ...]]:
        """Return the lines behind one, where they may cross it; curved ones are not hopped over."""
        box = from_points(layout.points(line))
        mine = self._position(line) if line in self._index else None
        found = []
        for i in self._index.query(box):
            record = self._shapes.get(i)
            if record is None or not record.is_connector or i == line or record.values.get("style.curved"):
                continue
            if mine is None or self._position(i) < mine:
                found.append(layout.points(i))
        return found
