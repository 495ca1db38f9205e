"""The one reader: frozen records kept equal to the Y.Doc by its deep events.

Events are right only under causal delivery; who feeds updates to the document sees to that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Generic, TypeVar

from pycrdt import Map

from canvas.model.changes import Change, KeyChange, RecordChange, TextChange
from canvas.model.decoding import RecordReader
from canvas.model.label_delta import label_delta, replacement
from canvas.model.plan import LAYERS, META, PAGES, SHAPES
from canvas.model.records import LayerRecord, PageRecord, RichText, ShapeRecord, Value
from canvas.model.schema import ALL_SHAPE_KEYS, LABEL, LAYER_KEYS, META_KEYS, PAGE_KEYS

R = TypeVar("R", bound=ShapeRecord | PageRecord | LayerRecord)


def _page(record_id: str, values: Mapping[str, Value], label: RichText) -> PageRecord:  # noqa: ARG001  # Pages have no label.
    return PageRecord(record_id, values)


def _layer(record_id: str, values: Mapping[str, Value], label: RichText) -> LayerRecord:  # noqa: ARG001  # Nor have layers.
    return LayerRecord(record_id, values)


class Projection:
    """Live mappings of frozen records; the same four attributes as `records.Snapshot`.

    Args:
        roots: the Y.Maps of the document by table; read at once and never written here.
    """

    def __init__(self, roots: Mapping[str, Map[Any]]) -> None:
        self._meta = _MetaTable(roots[META])
        self._pages: _Table[PageRecord] = _Table(PAGES, RecordReader(roots[PAGES], PAGE_KEYS, False), _page)
        self._layers: _Table[LayerRecord] = _Table(LAYERS, RecordReader(roots[LAYERS], LAYER_KEYS, False), _layer)
        self._shapes: _Table[ShapeRecord] = _Table(
            SHAPES, RecordReader(roots[SHAPES], ALL_SHAPE_KEYS, True), ShapeRecord
        )

    @property
    def meta(self) -> Mapping[str, Value]:
        """Values of the document itself."""
        return self._meta.values

    @property
    def pages(self) -> Mapping[str, PageRecord]:
        """Pages by id."""
        return self._pages.records

    @property
    def layers(self) -> Mapping[str, LayerRecord]:
        """Layers by id."""
        return self._layers.records

    @property
    def shapes(self) -> Mapping[str, ShapeRecord]:
        """Shapes and connectors by id."""
        return self._shapes.records

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing at all."""
        return not (self.meta or self.pages or self.layers or self.shapes)

    def read(self) -> list[Change]:
        """Read everything, where nothing was before; return what came."""
        tables = (self._meta, self._pages, self._layers, self._shapes)
        return [change for table in tables for change in table.read()]

    def absorb(self, table: str, events: Iterable[Any]) -> list[Change]:
        """Take in the deep events that one transaction caused under one root; return what changed."""
        tables: dict[str, _MetaTable | _Table[Any]] = {
            META: self._meta,
            PAGES: self._pages,
            LAYERS: self._layers,
            SHAPES: self._shapes,
        }
        return tables[table].absorb(events)


class _MetaTable:
    """The document's own values: one flat map."""

    def __init__(self, root: Map[Any]) -> None:
        self._reader = RecordReader(root, META_KEYS, False)
        self.values = self._reader.flat()

    def read(self) -> list[Change]:
        """Read all values, where none were before."""
        self.values.update(self._reader.flat())
        return [KeyChange("", key, META) for key in self.values]

    def absorb(self, events: Iterable[Any]) -> list[Change]:
        """Read the few values anew."""
        changed = dict.fromkeys(key for event in events for key in (event.path[:1] or event.keys))
        self.values.clear()
        self.values.update(self._reader.flat())
        return [KeyChange("", str(key), META) for key in changed]


class _Table(Generic[R]):
    """The records of one root."""

    def __init__(
        self, name: str, reader: RecordReader, make: Callable[[str, Mapping[str, Value], RichText], R]
    ) -> None:
        self._name = name
        self._reader = reader
        self._make = make
        self.records: dict[str, R] = {i: make(i, values, label) for i, (values, label) in reader.all().items()}

    def absorb(self, events: Iterable[Any]) -> list[Change]:
        """Take in events; pycrdt hands those of shorter paths first."""
        changes: list[Change] = []
        whole: set[str] = set()
        for event in events:
            path = event.path
            if not path:
                whole = set(event.keys)
                if self.records:
                    for record_id in event.keys:
                        self._reread(record_id, changes)
                else:
                    changes += self.read()
            elif path[0] in whole or path[0] not in self.records:
                continue
            elif len(path) == 1:
                self._keys(path[0], event.keys, changes)
            elif len(path) == 2 and self._is_label(path[1]):
                self._label(path[0], changes, event.delta if hasattr(event, "delta") else ())
            else:
                self._keys(path[0], {path[1]: {"action": "update", "newValue": event.target}}, changes)
        return changes

    def _is_label(self, key: Any) -> bool:
        return self._name == SHAPES and key == LABEL

    def read(self) -> list[Change]:
        """Read the first records that come: a whole document, of which one by one would take three times as long."""
        self.records.update((i, self._make(i, values, label)) for i, (values, label) in self._reader.all().items())
        return [RecordChange(record_id, True, self._name) for record_id in self.records]

    def _reread(self, record_id: str, changes: list[Change]) -> None:
        found = self._reader.one(record_id)
        lost = self.records.pop(record_id, None)
        if found is not None:
            self.records[record_id] = self._make(record_id, *found)
            changes.append(RecordChange(record_id, True, self._name))
        elif lost is not None:
            changes.append(RecordChange(record_id, False, self._name, lost if isinstance(lost, ShapeRecord) else None))

    def _keys(self, record_id: str, keys: Mapping[str, Any], changes: list[Change]) -> None:
        record = self.records[record_id]
        values = dict(record.values)
        for key, what in keys.items():
            if self._is_label(key):
                continue
            if what["action"] == "delete":
                values.pop(key, None)
            else:
                self._reader.put_changed(values, record_id, key, what["newValue"])
            changes.append(KeyChange(record_id, key, self._name))
        label: RichText = record.label if isinstance(record, ShapeRecord) else ()
        self.records[record_id] = self._make(record_id, values, label)
        if any(map(self._is_label, keys)):
            self._label(record_id, changes, None)

    def _label(self, record_id: str, changes: list[Change], steps: Iterable[dict[str, Any]] | None) -> None:
        """Read a label anew; `steps` is None when the whole Text was replaced."""
        record = self.records[record_id]
        old = record.label if isinstance(record, ShapeRecord) else ()
        new = self._reader.label(record_id)
        self.records[record_id] = self._make(record_id, record.values, new)
        delta = replacement(old, new) if steps is None else label_delta(old, new, steps)
        changes.append(TextChange(record_id, delta))
