"""Edits: values to write per shape. The same edits feed the live preview and the plan, so both always agree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from canvas.geometry.vec import Vec
from canvas.model.plan import PLACE, UNSET, Delete, Op, Plan, Set
from canvas.model.records import ShapeRecord, Value
from canvas.model.schema import default

Edits: TypeAlias = dict[str, dict[str, Value]]
"""Shape id -> key -> value; UNSET removes a key."""

COORDINATES = ("x", "y", "w", "h", "dx", "dy", "rotation")
_DECIMALS = 6


def merged(*parts: Mapping[str, Mapping[str, Value]]) -> Edits:
    """Return several edits as one; later ones win."""
    result: Edits = {}
    for part in parts:
        for shape_id, values in part.items():
            result.setdefault(shape_id, {}).update(values)
    return result


def tidy(value: Value) -> Value:
    """Return a number or a list of points without the dust of floating point (a millionth of a scene unit)."""
    if isinstance(value, bool) or value is UNSET:
        return value
    if isinstance(value, (int, float)):
        return round(float(value), _DECIMALS) + 0.0
    if isinstance(value, (list, tuple)):
        return tuple(tidy(part) for part in value)
    return value


def point(p: Vec) -> tuple[float, float]:
    """Return a point as documents hold it."""
    return (round(p[0], _DECIMALS) + 0.0, round(p[1], _DECIMALS) + 0.0)


def changes(edits: Mapping[str, Mapping[str, Value]], records: Mapping[str, ShapeRecord]) -> tuple[Op, ...]:
    """Return the operations that write the edits; what is so already is left out, but for the place in another parent."""
    ops: list[Op] = []
    for shape_id, values in edits.items():
        record = records.get(shape_id)
        if record is None:
            continue
        firm = PLACE if _is_new(record, "parent", values.get("parent", UNSET)) else frozenset[str]()
        for key, value in values.items():
            new = tidy(value)
            if new is UNSET:
                if key in record.values:
                    ops.append(Set(shape_id, key, UNSET))
            elif key in firm or _is_new(record, key, new):
                ops.append(Set(shape_id, key, new))
    return tuple(ops)


def _is_new(record: ShapeRecord, key: str, value: Value) -> bool:
    if value is UNSET:
        return False
    return bool(record.values[key] != value if key in record.values else value != default(key))


def plan_of(name: str, edits: Mapping[str, Mapping[str, Value]], records: Mapping[str, ShapeRecord]) -> Plan:
    """Return a plan that writes the edits."""
    return Plan(name, changes(edits, records))


def overrides(edits: Mapping[str, Mapping[str, Value]]) -> dict[str, dict[str, Value]]:
    """Return the edits as a scene's preview takes them: removed keys become their defaults."""
    return {
        shape_id: {key: default(key) if value is UNSET else value for key, value in values.items()}
        for shape_id, values in edits.items()
    }


def deletions(ids: Iterable[str]) -> tuple[Op, ...]:
    """Return the operations that delete shapes."""
    return tuple(Delete(shape_id) for shape_id in ids)
