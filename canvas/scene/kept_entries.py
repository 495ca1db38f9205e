"""Display entries that were made and are kept, so many as a page shows at once, with the records that they show.

What has changed is outdated, not forgotten: a shape that only moved shows the same items elsewhere, and they are taken over.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import NamedTuple

from canvas.drawing.display_list import DisplayEntry
from canvas.model.records import ShapeRecord

LIMIT = 30_000
"""Entries kept; a page rarely shows more at once."""


class Made(NamedTuple):
    """An entry and the record it was made of."""

    record: ShapeRecord
    entry: DisplayEntry


class KeptEntries:
    """Entries by id; of too many those that nobody asked for longest are forgotten."""

    def __init__(self, limit: int = LIMIT) -> None:
        self._limit = limit
        self._made: OrderedDict[str, Made] = OrderedDict()
        self._outdated: set[str] = set()

    def __contains__(self, shape_id: object) -> bool:
        return shape_id in self._made and shape_id not in self._outdated

    def get(self, shape_id: str) -> DisplayEntry | None:
        """Return the entry of a shape, None when there is none that still holds."""
        made = self._made.get(shape_id)
        if made is None or shape_id in self._outdated:
            return None
        self._made.move_to_end(shape_id)
        return made.entry

    def before(self, shape_id: str) -> Made | None:
        """Return the last entry of a shape, outdated or not."""
        return self._made.get(shape_id)

    def put(self, record: ShapeRecord, entry: DisplayEntry) -> None:
        """Keep an entry."""
        self._made[entry.id] = Made(record, entry)
        self._made.move_to_end(entry.id)
        self._outdated.discard(entry.id)
        if len(self._made) > self._limit:
            self._outdated.discard(self._made.popitem(last=False)[0])

    def outdate(self, shape_id: str) -> None:
        """Take in that a shape may be painted differently now."""
        if shape_id in self._made:
            self._outdated.add(shape_id)
