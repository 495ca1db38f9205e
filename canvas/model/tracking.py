"""Who wrote what last: versions of the keys, lives and characters that some step of undo names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from canvas.model.changes import Change, KeyChange, RecordChange, TextChange
from canvas.model.entries import BASE, Entry, Ref
from canvas.model.plan import SHAPES
from canvas.model.records import RichText, ShapeRecord
from canvas.model.text_cells import Cell, follow, reconcile


@dataclass(slots=True)
class Tracked:
    """What we know about one record.

    Attributes:
        versions: version of each key that was written since we began to watch.
        life: version of the record's last coming or going.
        foreign: number of changes by others.
        cells: its label, once a step has typed into it.
    """

    versions: dict[str, int] = field(default_factory=dict)
    life: int = BASE
    foreign: int = 0
    cells: list[Cell] | None = None

    def version(self, key: str) -> int:
        """Return the version of a key."""
        return self.versions.get(key, BASE)


def ref_of(change: Change) -> Ref:
    """Return the record that a change is about."""
    return (SHAPES if isinstance(change, TextChange) else change.table), change.id


class Tracker:
    """All tracked records; each is forgotten with the last entry that names it."""

    def __init__(self) -> None:
        self._tracked: dict[Ref, Tracked] = {}
        self._uses: Counter[Ref] = Counter()
        self._next = BASE

    def token(self) -> int:
        """Return a new version."""
        self._next += 1
        return self._next

    def of(self, ref: Ref) -> Tracked:
        """Return what is known about a record, watching it from now on."""
        tracked = self._tracked.get(ref)
        if tracked is None:
            tracked = self._tracked[ref] = Tracked()
        return tracked

    def refs(self) -> tuple[Ref, ...]:
        """Return every record that is watched."""
        return tuple(self._tracked)

    def use(self, refs: Iterable[Ref]) -> None:
        """Count references from entries."""
        self._uses.update(refs)

    def release(self, entry: Entry) -> None:
        """Give up the references of an entry."""
        for effect in entry.effects:
            self._uses[effect.ref] -= 1
            self.forget_unused(effect.ref)

    def forget_unused(self, ref: Ref) -> None:
        """Forget a record that no entry names."""
        if self._uses[ref] <= 0:
            del self._uses[ref]
            self._tracked.pop(ref, None)

    def foreign(self, changes: Iterable[Change], shapes: Mapping[str, ShapeRecord]) -> None:
        """Note what somebody else did.

        Args:
            changes: as the document tells them.
            shapes: the shapes that the changes led to.
        """
        typed: dict[str, None] = {}
        for change in changes:
            tracked = self._tracked.get(ref_of(change))
            if tracked is None:
                continue
            tracked.foreign += 1
            if isinstance(change, KeyChange):
                tracked.versions[change.key] = self.token()
            elif isinstance(change, RecordChange):
                self._replaced(tracked)
            elif tracked.cells is not None:
                follow(tracked.cells, change.delta)
                typed[change.id] = None
        for shape_id in typed:
            if shape_id in shapes:
                self.settle(shape_id, shapes[shape_id].label)

    def settle(self, shape_id: str, label: RichText) -> None:
        """Hold the cells of a label against the label itself; cells that have lost track are dropped."""
        tracked = self.of((SHAPES, shape_id))
        if tracked.cells is not None and not reconcile(tracked.cells, label, self.token()):
            tracked.cells = None

    def _replaced(self, tracked: Tracked) -> None:
        tracked.life = stamp = self.token()
        tracked.versions = dict.fromkeys(tracked.versions, stamp)
        tracked.cells = None
