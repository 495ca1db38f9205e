"""Looking up records by table and id, and comparing one record in two states of a document."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from canvas.model.changes import Change, KeyChange, RecordChange, TextChange
from canvas.model.entries import Ref
from canvas.model.label_delta import replacement
from canvas.model.plan import LAYERS, META, PAGES, SHAPES, UNSET
from canvas.model.projection import Projection
from canvas.model.records import LayerRecord, PageRecord, RichText, ShapeRecord, Value
from canvas.model.values import same

_NONE: Mapping[str, Any] = {}


def records_of(records: Projection, table: str) -> Mapping[str, Any]:
    """Return the records of a table; META and unknown tables have none."""
    tables: dict[str, Mapping[str, Any]] = {PAGES: records.pages, LAYERS: records.layers, SHAPES: records.shapes}
    return tables.get(table, _NONE)


def record_of(records: Projection, ref: Ref) -> ShapeRecord | PageRecord | LayerRecord | None:
    """Return a record, or None."""
    record: ShapeRecord | PageRecord | LayerRecord | None = records_of(records, ref[0]).get(ref[1])
    return record


def values_of(records: Projection, ref: Ref) -> Mapping[str, Value] | None:
    """Return a record's values, those of the document itself for META; None when the record is absent."""
    if ref[0] == META:
        return records.meta
    record = record_of(records, ref)
    return None if record is None else record.values


def label_of(record: ShapeRecord | PageRecord | LayerRecord | None) -> RichText:
    """Return the label of a shape; nothing else has one."""
    return record.label if isinstance(record, ShapeRecord) else ()


def differences(old: Projection, new: Projection, ref: Ref) -> list[Change]:
    """Return the changes that lead from one state of a record to another, as somebody might have made them."""
    a, b = values_of(old, ref), values_of(new, ref)
    table, record_id = ref
    if a is None or b is None:
        return [] if a is b else [RecordChange(record_id, b is not None, table)]
    changes: list[Change] = [
        KeyChange(record_id, key, table)
        for key in sorted(a.keys() | b.keys())
        if not same(a.get(key, UNSET), b.get(key, UNSET))
    ]
    before, after = label_of(record_of(old, ref)), label_of(record_of(new, ref))
    if before != after:
        changes.append(TextChange(record_id, replacement(before, after)))
    return changes
