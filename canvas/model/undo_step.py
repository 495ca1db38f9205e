"""Deciding one undo or redo: which effects of an entry may be applied, and by which operations.

Nothing is changed here until the document has taken the operations: a decision is a list of operations and what to note
once they are written.
"""

from __future__ import annotations

from collections.abc import Callable

from canvas.model.comparing import label_of, record_of, values_of
from canvas.model.entries import Effect, Entry, KeyEffect, LifeEffect, Reason, Ref, Saved, Skipped, TextEffect
from canvas.model.plan import UNSET, Create, Delete, Op, Set
from canvas.model.projection import Projection
from canvas.model.records import Value
from canvas.model.references import referrers
from canvas.model.schema import LABEL
from canvas.model.text_cells import toggled
from canvas.model.tracking import Tracked, Tracker


class UndoStep:
    """The decision about one entry.

    Args:
        records: the document that the operations will be written to.
        tracker: who wrote what last.
        entry: the step.
        undo: False to redo.
    """

    def __init__(self, records: Projection, tracker: Tracker, entry: Entry, undo: bool) -> None:
        self._records = records
        self._tracker = tracker
        self._entry = entry
        self._undo = undo
        self.done: list[Effect] = []
        self.skipped: list[tuple[Effect, Skipped]] = []
        self._operations: list[Op] = []
        self._notes: list[Callable[[], None]] = []
        self._blocked = {e.facet for e in entry.effects if isinstance(e, KeyEffect) and not self._is_ours(e)}
        self._staying = self._reasons_to_stay()
        self._restored = self._dangling()
        for effect in entry.effects:
            self._decide(effect)

    @property
    def operations(self) -> tuple[Op, ...]:
        """Operations to apply: nothing names a record that is not there yet, and deletions come last."""
        rank = {Create: 0, Delete: 2}
        return tuple(sorted(self._operations, key=lambda op: rank.get(type(op), 1)))

    def note(self) -> None:
        """Note the new versions; call it when the operations are written."""
        for note in self._notes:
            note()

    def _decide(self, effect: Effect) -> None:
        if isinstance(effect, KeyEffect):
            reason = self._key(effect)
        elif isinstance(effect, LifeEffect):
            reason = self._leave(effect) if effect.leaves(self._undo) else self._restore(effect)
        else:
            reason = self._text(effect)
        if reason is None:
            self.done.append(effect)
            return
        key = effect.key if isinstance(effect, KeyEffect) else LABEL if isinstance(effect, TextEffect) else ""
        self.skipped.append((effect, Skipped(*effect.ref, key, reason)))

    # Keys

    def _exists(self, ref: Ref) -> bool:
        return values_of(self._records, ref) is not None

    def _is_ours(self, effect: KeyEffect) -> bool:
        version = self._tracker.of(effect.ref).version(effect.key)
        return self._exists(effect.ref) and version == effect.expected(self._undo)

    def _key(self, effect: KeyEffect) -> Reason | None:
        if not self._exists(effect.ref):
            return Reason.GONE
        if effect.facet in self._blocked:
            return Reason.CHANGED
        table, record_id = effect.ref
        self._operations.append(Set(record_id, effect.key, effect.value(self._undo), table))
        versions, version = self._tracker.of(effect.ref).versions, effect.version(self._undo)
        self._notes.append(lambda: versions.update({effect.key: version}))
        return None

    def _overlay(self) -> dict[tuple[Ref, str], Value]:
        """Return the values that this step will write, as the walk over references must see them."""
        overlay: dict[tuple[Ref, str], Value] = {}
        for effect in self._entry.effects:
            if isinstance(effect, KeyEffect) and effect.facet not in self._blocked:
                value = effect.value(self._undo)
                overlay[effect.ref, effect.key] = "" if value is UNSET else value
        return overlay

    # Lives

    def _lives(self, leaving: bool) -> list[LifeEffect]:
        lives = [e for e in self._entry.effects if isinstance(e, LifeEffect)]
        return [e for e in lives if e.leaves(self._undo) is leaving]

    def _reasons_to_stay(self) -> dict[Ref, Reason | None]:
        """Return the records that this step would delete, each with the reason why it must stay, or None."""
        leaving = {effect.ref: effect for effect in self._lives(leaving=True)}
        reasons = {ref: self._reason_to_stay(effect) for ref, effect in leaving.items()}
        pointing = referrers(self._records, leaving, self._overlay() if leaving else {})
        attached = {ref: pointing[ref] - effect.attached for ref, effect in leaving.items()}
        while True:
            going = {ref for ref, reason in reasons.items() if reason is None}
            staying = [ref for ref in going if attached[ref] - going]
            if not staying:
                return reasons
            # What stays may hold others in turn: a layer its page, a child its parent.
            reasons |= dict.fromkeys(staying, Reason.ATTACHED)

    def _reason_to_stay(self, effect: LifeEffect) -> Reason | None:
        tracked = self._tracker.of(effect.ref)
        if not self._exists(effect.ref):
            return Reason.GONE
        if tracked.life != effect.expected(self._undo):
            return Reason.RESTORED
        return Reason.EDITED if tracked.foreign != effect.foreign else None

    def _dangling(self) -> dict[Ref, set[Ref]]:
        """Return what points to the records that this step restores, although they are absent."""
        return referrers(self._records, [effect.ref for effect in self._lives(leaving=False)], {})

    def _leave(self, effect: LifeEffect) -> Reason | None:
        reason = self._staying[effect.ref]
        if reason is not None:
            return reason
        table, record_id = effect.ref
        tracked = self._tracker.of(effect.ref)
        kept = saved(self._records, effect.ref, tracked)
        self._operations.append(Delete(record_id, table))

        def note() -> None:
            effect.saved = kept
            tracked.cells = None
            self._note_life(effect, tracked)

        self._notes.append(note)
        return None

    def _restore(self, effect: LifeEffect) -> Reason | None:
        tracked, kept = self._tracker.of(effect.ref), effect.saved
        if self._exists(effect.ref) or kept is None or tracked.life != effect.expected(self._undo):
            return Reason.RESTORED
        table, record_id = effect.ref
        self._operations.append(Create(record_id, kept.values, kept.label, table))

        def note() -> None:
            effect.attached = self._restored[effect.ref]
            tracked.versions, tracked.cells = dict(kept.versions), kept.cells
            self._note_life(effect, tracked)

        self._notes.append(note)
        return None

    def _note_life(self, effect: LifeEffect, tracked: Tracked) -> None:
        tracked.life = effect.version(self._undo)
        effect.foreign = tracked.foreign

    # Labels

    def _text(self, effect: TextEffect) -> Reason | None:
        tracked = self._tracker.of(effect.ref)
        if not self._exists(effect.ref):
            return Reason.GONE
        if tracked.cells is None:
            return Reason.TEXT
        after, operations = toggled(effect.ref[1], tracked.cells, self._entry.token, self._undo)
        if after == tracked.cells:
            return Reason.TEXT
        self._operations += operations

        def note() -> None:
            tracked.cells = after

        self._notes.append(note)
        return None


def saved(records: Projection, ref: Ref, tracked: Tracked) -> Saved:
    """Return all of a record that is about to be absent because of us."""
    values, label = values_of(records, ref), label_of(record_of(records, ref))
    return Saved(dict(values or {}), label, dict(tracked.versions), tracked.cells)
