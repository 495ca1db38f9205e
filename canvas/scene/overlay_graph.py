"""The graph as it would be with other values of a few shapes: parents, children, ends and connectors."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeVar, overload

from canvas.model.records import ShapeRecord, Value
from canvas.scene.structure import View

T = TypeVar("T")


def overlaid(shape_id: str, record: ShapeRecord | None, values: Mapping[str, Value]) -> ShapeRecord:
    """Return a record with some values replaced (None removes one); a new record when there is none."""
    mixed = {**(record.values if record else {}), **values}
    if None in values.values():
        mixed = {k: v for k, v in mixed.items() if v is not None}
    return ShapeRecord(shape_id, mixed, record.label if record else ())


class Overlaid(Mapping[str, ShapeRecord]):
    """Records with a few changed ones laid over them.

    Args:
        changed: asked first.
        shapes: asked then; may be live.
    """

    def __init__(self, changed: Mapping[str, ShapeRecord], shapes: Mapping[str, ShapeRecord]) -> None:
        self._changed = changed
        self._shapes = shapes

    def __getitem__(self, shape_id: str) -> ShapeRecord:
        return self._changed[shape_id] if shape_id in self._changed else self._shapes[shape_id]

    @overload
    def get(self, shape_id: str, /) -> ShapeRecord | None: ...
    @overload
    def get(self, shape_id: str, /, default: ShapeRecord | T) -> ShapeRecord | T: ...
    def get(self, shape_id: str, /, default: T | None = None) -> ShapeRecord | T | None:
        """Return a record or the default; what mappings come with takes ten times as long."""
        found = self._changed.get(shape_id)
        return self._shapes.get(shape_id, default) if found is None else found

    def __contains__(self, shape_id: object) -> bool:
        return shape_id in self._changed or shape_id in self._shapes

    def __iter__(self) -> Iterator[str]:
        yield from self._shapes
        yield from (i for i in self._changed if i not in self._shapes)

    def __len__(self) -> int:
        return len(self._shapes) + sum(i not in self._shapes for i in self._changed)


class OverlayGraph:
    """A view with changed records laid over it.

    Args:
        view: of the records as they are.
        changed: records as they would be.
        shapes: records as they are.
    """

    def __init__(self, view: View, changed: Mapping[str, ShapeRecord], shapes: Mapping[str, ShapeRecord]) -> None:
        self._view = view
        self._changed = changed
        self._shapes = shapes
        self._glued: dict[str, list[str]] = {}
        for i, record in changed.items():
            if record.is_connector:
                for end in self.ends(i):
                    self._glued.setdefault(end, []).append(i)

    def parent(self, shape_id: str) -> str:
        """Return the parent's id; a change of it counts only when the new parent exists."""
        changed = self._changed.get(shape_id)
        if changed is None:
            return self._view.parent(shape_id)
        known = self._shapes.get(shape_id)
        if known is not None and known.parent == changed.parent:
            return self._view.parent(shape_id)
        return changed.parent if changed.parent in self._shapes else ""

    def children(self, shape_id: str) -> tuple[str, ...]:
        """Return the children as they are."""
        return self._view.children(shape_id) if shape_id in self._shapes else ()

    def ends(self, shape_id: str) -> tuple[str, str]:
        """Return the ends as they would be."""
        changed = self._changed.get(shape_id)
        if changed is None:
            return self._view.ends(shape_id)
        source, target = self._view.ends(shape_id) if shape_id in self._shapes else ("", "")
        known = self._shapes.get(shape_id)
        return self._end(changed, known, "source", source), self._end(changed, known, "target", target)

    def _end(self, changed: ShapeRecord, known: ShapeRecord | None, key: str, as_is: str) -> str:
        wanted = changed.get(key, "")
        if known is not None and known.get(key, "") == wanted:
            return as_is
        return wanted if wanted in self._shapes or wanted in self._changed else ""

    def connectors_of(self, shape_id: str) -> tuple[str, ...]:
        """Return the connectors glued now or after the change."""
        glued = self._glued.get(shape_id, ())
        return (*self._view.connectors_of(shape_id), *glued) if shape_id in self._shapes else tuple(glued)
