"""Which painted shapes are more than shapes for themselves; most are not, and what is asked of thousands is answered by their absence."""

from __future__ import annotations

from collections.abc import Collection

from canvas.kernels.group import GROUP
from canvas.model.records import ShapeRecord
from canvas.scene.clipping import CLIP
from canvas.shapes import registry


class Traits:
    """Sets of ids, kept up to date by whoever paints them.

    Attributes:
        clipping: show their children only within their outline.
        shut: collapsed.
        involved: locked, inside of another shape, or containers. All others are picked, selected and changed by themselves.
    """

    def __init__(self) -> None:
        self.clipping: set[str] = set()
        self.shut: set[str] = set()
        self.involved: set[str] = set()
        self._asked: tuple[Collection[str], bool] = (), True

    def note(self, record: ShapeRecord, parent: str) -> None:
        """Take in a shape that was not known.

        Args:
            record: the shape.
            parent: what it lies in, "" for nothing.
        """
        values = record.values
        if values.get(CLIP):
            self.clipping.add(record.id)
        if values.get("collapsed"):
            self.shut.add(record.id)
        if parent or values.get("locked") or is_container(record):
            self.involved.add(record.id)

    def forget(self, ids: Collection[str]) -> None:
        """Forget shapes."""
        for known in (self.clipping, self.shut, self.involved):
            known.difference_update(ids)
        self._asked = (), True

    def are_plain(self, ids: Collection[str], painted: set[str]) -> bool:
        """Tell whether all of many ids are painted and none is involved; asked again about the same tuple, it answers at once."""
        if ids is self._asked[0]:
            return self._asked[1]
        answer = painted.issuperset(ids) and self.involved.isdisjoint(ids)
        if isinstance(ids, tuple):
            self._asked = ids, answer
        return answer


def is_container(record: ShapeRecord) -> bool:
    """Tell whether a shape holds its children loosely (frame, swimlane, table), so that they are picked one by one."""
    if record.kind == GROUP or record.is_connector:
        return False
    return bool(record.get("container")) or registry.kind(record.kind).container
