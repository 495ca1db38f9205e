"""Undo and redo of one user on one document; never undoes or overwrites what somebody else did.

An entry remembers for every key it wrote the value and the version before and after. Undo writes the value before, and
puts the version before back, only while the key still has our version: so the earlier work of a colleague becomes theirs
again, and undoing n steps and redoing them is the identity. Nothing here refers to the Y.Doc, so it survives a reload.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from canvas.model.changes import Change, RecordChange, TextChange
from canvas.model.comparing import differences, label_of, record_of, values_of
from canvas.model.document import Document
from canvas.model.entries import BASE, Effect, Entry, KeyEffect, LifeEffect, Ref, Report, Saved, TextEffect
from canvas.model.plan import META, SHAPES, UNSET, Create, Delete, Format, Op, Origin, Plan, Set, Splice
from canvas.model.projection import Projection
from canvas.model.records import RichText, Value
from canvas.model.text_cells import cells_of, replay
from canvas.model.tracking import Tracker, ref_of
from canvas.model.undo_step import UndoStep
from canvas.model.values import same


@dataclass(frozen=True, slots=True)
class _State:
    """A record before a plan."""

    present: bool
    values: Mapping[str, Value]
    label: RichText

    @staticmethod
    def of(records: Projection, ref: Ref) -> _State:
        """Return the state of a record; record values are replaced by changes, those of the document are not."""
        values = dict(records.meta) if ref[0] == META else values_of(records, ref)
        return _State(values is not None, values or {}, label_of(record_of(records, ref)))


def _ref(op: Op) -> Ref:
    return (op.table if isinstance(op, (Create, Delete, Set)) else SHAPES), op.id


class History:
    """Undo and redo stacks. All the user's undoable plans go through `apply`; changes by any other way are foreign.

    Args:
        document: the document that the plans are applied to.
        limit: most steps kept.
    """

    def __init__(self, document: Document, limit: int = 200) -> None:
        self._limit = limit
        self._undo: list[Entry] = []
        self._redo: list[Entry] = []
        self._tracker = Tracker()
        self._own: Callable[[Iterable[Change]], None] | None = None
        self._attach(document)

    def _attach(self, document: Document) -> None:
        self._document = document
        self._unsubscribe = document.subscribe(self._on_changes)

    @property
    def can_undo(self) -> bool:
        """Tell whether there is a step to undo."""
        return bool(self._undo)

    @property
    def can_redo(self) -> bool:
        """Tell whether there is a step to redo."""
        return bool(self._redo)

    @property
    def undo_name(self) -> str:
        """Name of the step that `undo` takes back, "" when there is none."""
        return self._undo[-1].name if self._undo else ""

    @property
    def redo_name(self) -> str:
        """Name of the step that `redo` applies, "" when there is none."""
        return self._redo[-1].name if self._redo else ""

    def apply(self, plan: Plan, gesture: Hashable | None = None) -> None:
        """Apply a plan and remember how to take it back.

        Args:
            plan: what to write.
            gesture: plans in a row with equal gesture keys are one step (a typing run uses a new key after a pause).

        Raises:
            PlanError: and everything `Document.apply` raises; nothing is remembered then.
        """
        records = self._document.records
        before = {ref: _State.of(records, ref) for ref in dict.fromkeys(map(_ref, plan.ops))}
        top = self._undo[-1] if self._continues(plan, gesture) else None
        token = self._tracker.token() if top is None else top.token

        def record(changes: Iterable[Change]) -> None:
            effects = [
                e for change in changes if (e := self._effect(change, before[ref_of(change)], token)) is not None
            ]
            self._replay(plan, before, token)
            self._push(Entry(plan.name, token, effects, gesture), top)
            for ref in before:
                self._tracker.forget_unused(ref)

        self._write(plan, Origin.USER, record)

    def undo(self) -> Report | None:
        """Take the last step back; None when there is none."""
        return self._move(self._undo, self._redo, undo=True)

    def redo(self) -> Report | None:
        """Apply the step undone last once more; None when there is none."""
        return self._move(self._redo, self._undo, undo=False)

    def rebind(self, document: Document) -> None:
        """Go on with a freshly loaded document; what differs from the last seen state counts as somebody else's."""
        self._unsubscribe()
        old = self._document.records
        self._attach(document)
        changes = [c for ref in self._tracker.refs() for c in differences(old, document.records, ref)]
        self._tracker.foreign(changes, document.records.shapes)

    def _write(self, plan: Plan, origin: Origin, own: Callable[[Iterable[Change]], None]) -> None:
        """Apply a plan; `own` hears of its changes before anybody can follow up with others."""
        self._own = own
        try:
            self._document.apply(plan, origin)
            if self._own is not None:  # The plan had nothing to write.
                own(())
        finally:
            self._own = None

    def _on_changes(self, changes: tuple[Change, ...], _origin: Origin) -> None:
        own, self._own = self._own, None
        if own is None:
            self._tracker.foreign(changes, self._document.records.shapes)
        else:
            own(changes)

    # Recording

    def _continues(self, plan: Plan, gesture: Hashable | None) -> bool:
        """Tell whether the plan is the next part of the last step's gesture."""
        top = self._undo[-1] if self._undo else None
        if top is None or gesture is None or top.gesture != gesture or self._redo:
            return False
        if any(isinstance(op, (Create, Delete)) for op in plan.ops):
            return False
        written = {(e.ref, e.key): e for e in top.effects if isinstance(e, KeyEffect)}
        if any(isinstance(e, LifeEffect) for e in top.effects):
            return False
        for op in plan.ops:
            effect = written.get(((op.table, op.id), op.key)) if isinstance(op, Set) else None
            if effect is not None and self._tracker.of(effect.ref).version(effect.key) != effect.after_version:
                return False
        return True

    def _effect(self, change: Change, before: _State, token: int) -> Effect | None:
        ref = ref_of(change)
        tracked = self._tracker.of(ref)
        if isinstance(change, RecordChange):
            life = LifeEffect(ref, change.present, tracked.life, token, tracked.foreign)
            if not change.present:
                life.saved = Saved(dict(before.values), before.label, dict(tracked.versions), tracked.cells)
            tracked.life, tracked.cells = token, None
            return life
        if isinstance(change, TextChange):
            return TextEffect(ref)
        after = values_of(self._document.records, ref) or {}
        return self._key_effect(
            ref, change.key, before.values.get(change.key, UNSET), after.get(change.key, UNSET), token
        )

    def _key_effect(self, ref: Ref, key: str, old: Value, new: Value, token: int) -> KeyEffect | None:
        if same(old, new):
            return None
        versions = self._tracker.of(ref).versions
        effect = KeyEffect(ref, key, old, versions.get(key, BASE), new, token)
        versions[key] = token
        return effect

    def _replay(self, plan: Plan, before: dict[Ref, _State], token: int) -> None:
        """Bring the cells of the labels that the plan has changed up to date."""
        shapes = self._document.records.shapes
        typed: dict[str, None] = {}
        for op in plan.ops:
            ref = SHAPES, op.id
            if isinstance(op, (Splice, Format)) and before[ref].present and op.id in shapes:
                tracked = self._tracker.of(ref)
                if tracked.cells is None:
                    tracked.cells = cells_of(before[ref].label)
                replay(tracked.cells, op, token)
                typed[op.id] = None
        for shape_id in typed:
            self._tracker.settle(shape_id, shapes[shape_id].label)

    def _push(self, entry: Entry, top: Entry | None) -> None:
        if not entry.effects:
            return
        if top is not None:
            self._merge(top, entry)
        else:
            self._undo.append(entry)
            self._tracker.use(effect.ref for effect in entry.effects)
        for dropped in self._redo:
            self._tracker.release(dropped)
        self._redo.clear()
        while len(self._undo) > self._limit:
            self._tracker.release(self._undo.pop(0))

    def _merge(self, top: Entry, entry: Entry) -> None:
        """Fold the next part of a gesture into its step."""
        known: dict[Any, Effect] = {(e.ref, e.key if isinstance(e, KeyEffect) else None): e for e in top.effects}
        for effect in entry.effects:
            mine = known.get((effect.ref, effect.key if isinstance(effect, KeyEffect) else None))
            if mine is None:
                top.effects.append(effect)
                self._tracker.use([effect.ref])
            elif isinstance(mine, KeyEffect) and isinstance(effect, KeyEffect):
                mine.after = effect.after

    # Moving along the stacks

    def _move(self, source: list[Entry], sink: list[Entry], *, undo: bool) -> Report | None:
        if not source:
            return None
        entry = source[-1]
        step = UndoStep(self._document.records, self._tracker, entry, undo)

        def noted(_: Iterable[Change]) -> None:
            step.note()
            for effect in step.done:
                if isinstance(effect, TextEffect):
                    self._tracker.settle(effect.ref[1], self._document.records.shapes[effect.ref[1]].label)

        self._write(Plan(entry.name, step.operations), Origin.HISTORY, noted)
        source.pop()
        if step.done:
            sink.append(Entry(entry.name, entry.token, step.done))
        self._tracker.release(Entry("", 0, [effect for effect, _ in step.skipped]))
        return Report(entry.name, len(step.done), tuple(skipped for _, skipped in step.skipped))
