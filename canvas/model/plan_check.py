"""Plans are checked completely before a transaction opens: pycrdt does not roll back when one fails in the middle."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any, Protocol

from canvas.errors import PlanError
from canvas.model.plan import LAYERS, META, PAGES, PLACE, SHAPES, UNSET, Create, Delete, Format, Op, Plan, Set, Splice
from canvas.model.records import LayerRecord, PageRecord, RichText, ShapeRecord, Value, plain_text
from canvas.model.schema import ALL_SHAPE_KEYS, FOREIGN, LABEL, LAYER_KEYS, LOOK, META_KEYS, PAGE_KEYS, PARAM, KeySpec
from canvas.model.values import check_text, frozen, same, writable

SPECS: dict[str, dict[str, KeySpec]] = {SHAPES: ALL_SHAPE_KEYS, PAGES: PAGE_KEYS, LAYERS: LAYER_KEYS, META: META_KEYS}


class Records(Protocol):
    """The records that a plan is made for."""

    @property
    def meta(self) -> Mapping[str, Value]:
        """Values of the document itself."""

    @property
    def pages(self) -> Mapping[str, PageRecord]:
        """Pages by id."""

    @property
    def layers(self) -> Mapping[str, LayerRecord]:
        """Layers by id."""

    @property
    def shapes(self) -> Mapping[str, ShapeRecord]:
        """Shapes by id."""


def _number(value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        raise PlanError("not a finite number")
    return float(value)


def _text(value: Any) -> Any:
    return check_text(value)


def _bool(value: Any) -> Any:
    if not isinstance(value, bool):
        raise PlanError("not a boolean")
    return value


def _point(value: Any) -> Any:
    if not isinstance(value, (list, tuple)) or len(value) != 2:
        raise PlanError("not a point")
    return [_number(value[0]), _number(value[1])]


def _points(value: Any) -> Any:
    if not isinstance(value, (list, tuple)):
        raise PlanError("not a list of points")
    return [_point(item) for item in value]


_READERS: dict[str, Callable[[Any], Any]] = {
    "number": _number,
    "string": _text,
    "bool": _bool,
    "point": _point,
    "points": _points,
    "json": writable,
}


def checked_value(table: str, key: str, value: Any) -> Any:
    """Return a value as it may be written under a key. Raises PlanError when it does not fit.

    Keys outside the schema hold any JSON: a copy or a restored record brings along what other programs wrote.
    """
    _check_key(table, key)
    spec = SPECS[table].get(key)
    if spec is None:
        return writable(value)
    try:
        return _READERS[spec.type](value)
    except PlanError as error:
        raise PlanError(f"{key}: {error}") from error


def _check_key(table: str, key: str) -> None:
    if not check_text(key) or (table == SHAPES and key == LABEL):
        raise PlanError(f"not a key: {key!r}")


def _check_own_key(table: str, key: str) -> None:
    """Refuse names that are neither in the schema nor marked as somebody else's: in a command they are misspelt."""
    free = (FOREIGN, LOOK) if table == META else (FOREIGN, PARAM)
    if key not in SPECS[table] and not key.startswith(free):
        raise PlanError(f"the schema knows no key {key!r}")


def checked_marks(marks: Mapping[str, Any], removable: bool) -> dict[str, Any]:
    """Return marks as they may be written; None removes a mark where that is asked for."""
    checked: dict[str, Any] = {}
    for name, value in marks.items():
        if not check_text(name):
            raise PlanError("a mark has no name")
        if not (isinstance(value, (str, bool, int, float)) or (value is None and removable)):
            raise PlanError(f"mark {name}: not a scalar")
        checked[name] = writable(value)
    return checked


class PlanCheck:
    """Checks the operations of one plan in order against records, and returns them ready to be written."""

    def __init__(self, records: Records) -> None:
        self._meta = records.meta
        self._records: dict[str, Mapping[str, Any]] = {
            SHAPES: records.shapes,
            PAGES: records.pages,
            LAYERS: records.layers,
        }
        self._alive: dict[tuple[str, str], bool] = {}
        self._lengths: dict[str, int] = {}
        self._written: set[tuple[str, str, str]] = set()
        self._moved: set[str] = set()

    def run(self, plan: Plan) -> list[Op]:
        """Return the operations in writable form, without those that change nothing. Raises PlanError."""
        self._moved = {op.id for op in plan.ops if isinstance(op, Set) and op.key == "parent" and op.table == SHAPES}
        checked = [self._operation(op) for op in plan.ops]
        return [op for op in checked if op is not None]

    def _operation(self, op: Op) -> Op | None:
        if isinstance(op, Set):
            return self._set(op)
        if isinstance(op, Splice):
            return self._splice(op)
        if isinstance(op, Format):
            return self._format(op)
        if isinstance(op, Create):
            return self._create(op)
        return self._delete(op)

    def _table(self, table: str) -> Mapping[str, Any]:
        records = self._records.get(table)
        if records is None:
            raise PlanError(f"no table {table!r} of records")
        return records

    def _exists(self, table: str, record_id: str) -> bool:
        alive = self._alive.get((table, record_id))
        return record_id in self._table(table) if alive is None else alive

    def _create(self, op: Create) -> Op:
        if not check_text(op.id):
            raise PlanError("a record needs an id")
        if (op.table, op.id) in self._alive or self._exists(op.table, op.id):
            raise PlanError(f"{op.table} has {op.id} already, or the plan deletes it")
        if op.label and op.table != SHAPES:
            raise PlanError("only shapes have labels")
        self._alive[op.table, op.id] = True
        for run in op.label:
            check_text(run.text)
            checked_marks(dict(run.marks), removable=False)
        values = {key: checked_value(op.table, key, value) for key, value in op.values.items()}
        self._lengths[op.id] = len(plain_text(op.label))
        return Create(op.id, values, op.label, op.table)

    def _delete(self, op: Delete) -> Op:
        if (op.table, op.id) in self._alive or not self._exists(op.table, op.id):
            raise PlanError(f"{op.table} has no {op.id} to delete, or the plan makes it")
        self._alive[op.table, op.id] = False
        return op

    def _set(self, op: Set) -> Op | None:
        if op.table == META:
            if op.id:
                raise PlanError("the document's own values have no id")
            values = self._meta
        else:
            if not self._exists(op.table, op.id):
                raise PlanError(f"{op.table} has no {op.id}")
            record = self._table(op.table).get(op.id)
            values = {} if record is None else record.values
        _check_key(op.table, op.key)
        value = op.value
        if value is not UNSET:
            _check_own_key(op.table, op.key)
            value = checked_value(op.table, op.key, value)
        slot = (op.table, op.id, op.key)
        firm = op.key in PLACE and op.id in self._moved
        if slot not in self._written and not firm and self._is_no_change(values, op.key, value):
            return None
        self._written.add(slot)
        return Set(op.id, op.key, value, op.table)

    @staticmethod
    def _is_no_change(values: Mapping[str, Value], key: str, value: Any) -> bool:
        if key not in values:
            return value is UNSET
        return value is not UNSET and same(values[key], frozen(value))

    def _label_length(self, record_id: str) -> int:
        if not self._exists(SHAPES, record_id):
            raise PlanError(f"shapes has no {record_id}")
        length = self._lengths.get(record_id)
        return len(self._label(record_id)) if length is None else length

    def _label(self, record_id: str) -> str:
        label: RichText = self._records[SHAPES][record_id].label
        return plain_text(label)

    def _splice(self, op: Splice) -> Op | None:
        length = self._label_length(op.id)
        if op.index < 0 or op.remove < 0 or op.index + op.remove > length:
            raise PlanError(f"the label of {op.id} has {length} characters")
        check_text(op.insert)
        marks = checked_marks(dict(op.marks), removable=False)
        self._lengths[op.id] = length - op.remove + len(op.insert)
        if not op.remove and not op.insert:
            return None
        return Splice(op.id, op.index, op.remove, op.insert, tuple(marks.items()))

    def _format(self, op: Format) -> Op | None:
        length = self._label_length(op.id)
        if op.index < 0 or op.length < 0 or op.index + op.length > length:
            raise PlanError(f"the label of {op.id} has {length} characters")
        marks = checked_marks(op.marks, removable=True)
        return Format(op.id, op.index, op.length, marks) if op.length and marks else None
