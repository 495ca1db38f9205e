"""Between a document and a snapshot of it: files are read into snapshots and written from them."""

from __future__ import annotations

from collections.abc import Mapping

from canvas.model.document import Document
from canvas.model.plan import LAYERS, META, PAGES, SHAPES, Create, Op, Plan, Set
from canvas.model.plan_check import SPECS
from canvas.model.records import Snapshot, Value
from canvas.model.schema import SCHEMA_VERSION, clean
from canvas.model.values import frozen


def snapshot_of(document: Document) -> Snapshot:
    """Return the document as it is now; later changes do not reach it."""
    records = document.records
    return Snapshot(dict(records.meta), dict(records.pages), dict(records.layers), dict(records.shapes))


def plan_from_snapshot(snapshot: Snapshot, name: str) -> Plan:
    """Return the plan that writes a snapshot into an empty document, or adds it to one that shares no ids.

    Values are cleaned as the projection cleans them, so that a snapshot from any reader makes a valid plan.
    """
    meta = {"schema": float(SCHEMA_VERSION), **_clean(META, snapshot.meta)}
    operations: list[Op] = [Set("", key, value, META) for key, value in meta.items()]
    operations += [Create(page.id, _clean(PAGES, page.values), table=PAGES) for page in snapshot.pages.values()]
    operations += [Create(layer.id, _clean(LAYERS, layer.values), table=LAYERS) for layer in snapshot.layers.values()]
    operations += [Create(shape.id, _clean(SHAPES, shape.values), shape.label) for shape in snapshot.shapes.values()]
    return Plan(name, tuple(operations))


def _clean(table: str, values: Mapping[str, Value]) -> dict[str, Value]:
    """Return the values as a document may hold them; a key of the schema without a value is absent."""
    specs = SPECS[table]
    cleaned = {key: clean(key, value, specs) if key in specs else frozen(value) for key, value in values.items()}
    return {key: value for key, value in cleaned.items() if value is not None or key not in specs}
