"""What an inspector shows: the values that the selected shapes share, and where they differ."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain

from canvas.commands.style import styled
from canvas.commands.style_edit import fill_kind, text_flow, text_position
from canvas.editor.editor import Editor
from canvas.geometry.box import Box
from canvas.kernels.label_style import MARK_OF, WEIGHT, mark_values, shown_values
from canvas.kernels.looks import CONNECTOR_ONLY, SHAPE_ONLY
from canvas.kernels.resize import frame
from canvas.model.records import Scalar, ShapeRecord, Value
from canvas.model.schema import ALL_SHAPE_KEYS, STYLE_KEYS


class _Mixed:
    """The type of MIXED."""

    def __repr__(self) -> str:
        return "MIXED"


MIXED = _Mixed()
"""As a value: the shapes differ."""
_OWN_KEYS = ("routing", "link", "tooltip", "tags", "locked", "hidden", "collapsed", "container", "flip_h", "flip_v")
_SKETCH_DEFAULTS: dict[str, Value] = {
    "param.fill_style": "hachure",
    "param.jiggle": 1.0,
    "param.hachure_gap": None,
    "param.hachure_angle": -41.0,
}
_DERIVED: dict[str, Callable[[ShapeRecord], Value]] = {
    "fill.kind": fill_kind,
    "text.position": text_position,
    "text.flow": text_flow,
}
TEXT_MARKS = ("code", "script", "background", "link", "list", "line_height")
"""Marks that a panel shows of whole labels, as "mark.<name>"."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The selection, for an inspector.

    Attributes:
        count: selected shapes and connectors.
        shapes: how many of them, or of the members of selected groups, are shapes.
        connectors: how many are connectors.
        kind: kind that all have, "" when they differ.
        box: frame around the selection before its rotation, scene space; None when only connectors are selected.
        rotation: degrees, or MIXED.
        values: style keys and a few others -> value (defaults filled in) or MIXED. Of the keys that characters of a label may
            override, what the labels show; with the wishes of `style_edit`, and "text.any" (True when any label has characters).
            Keys that only shapes have are read from the shapes alone, as long as there are any.
        editable: whether anything of it may be changed.
    """

    count: int = 0
    shapes: int = 0
    connectors: int = 0
    kind: str = ""
    box: Box | None = None
    rotation: Value = 0.0
    values: Mapping[str, Value] = field(default_factory=dict)
    editable: bool = False


def read(editor: Editor) -> Reading:
    """Return what the selection has in common."""
    chosen = editor.selection
    if not chosen:
        return Reading()
    records = [editor.records.shapes[s] for s in styled(editor)]
    found = frame(editor.graph, chosen)
    own = [editor.records.shapes[s] for s in chosen]
    keys = (*(key for key in STYLE_KEYS if key not in MARK_OF), *_OWN_KEYS)
    usual = {**{key: ALL_SHAPE_KEYS[key].default for key in keys}, **_SKETCH_DEFAULTS}
    bodies = [r for r in records if not r.is_connector] or records
    lines_only = [r for r in records if r.is_connector] or records
    # Of a key that no record states all have the default: of seventy keys, a selection usually states a dozen.
    stated = set().union(*(r.values for r in records))
    values: dict[str, Value] = {key: value if records else None for key, value in usual.items()}
    for key in stated & usual.keys():
        concerned = _concerned(key, records, bodies, lines_only)
        values[key] = _shared(r.get(key, usual[key]) for r in concerned)
    values |= {key: _shared(derive(r) for r in bodies) for key, derive in _DERIVED.items()}
    values |= _text_values(records, stated)
    kinds = {r.kind for r in records}
    lines = sum(r.is_connector for r in records)
    return Reading(
        count=len(chosen),
        shapes=len(records) - lines,
        connectors=lines,
        kind=kinds.pop() if len(kinds) == 1 else "",
        box=found[0] if found else None,
        rotation=_shared(r.rotation for r in own if not r.is_connector),
        values={**values, **{key: _shared(r.get(key, False) for r in own) for key in ("locked", "frame")}},
        editable=any(editor.can_edit(s) for s in chosen),
    )


def _concerned(
    key: str, records: list[ShapeRecord], bodies: list[ShapeRecord], lines: list[ShapeRecord]
) -> list[ShapeRecord]:
    """Return the records that a key says something about."""
    if key in SHAPE_ONLY:
        return bodies
    return lines if key in CONNECTOR_ONLY else records


def _text_values(records: list[ShapeRecord], stated: Collection[str]) -> dict[str, Value]:
    """Return what the labels of shapes have in common, marks counted in."""
    marked = [record for record in records if any(run.marks for run in record.label)]
    found: dict[str, Value] = {}
    for key in MARK_OF:
        of = records if key in stated else marked
        plain = [] if len(of) == len(records) else [STYLE_KEYS[key].default]
        found[key] = _shared(chain(plain, (value for record in of for value in shown_values(record, key))))
    found["text.weight"] = _shared(value for record in records for value in shown_values(record, WEIGHT))
    written = any(record.label for record in records)
    found["text.any"] = written
    unmarked: list[Scalar | None] = [None] if sum(bool(r.label) for r in records) > len(marked) else []
    for name in TEXT_MARKS:
        values = (value for record in marked for value in mark_values(record.label, name))
        found[f"mark.{name}"] = _shared(chain(unmarked, values))
    return found


def _shared(values: Iterable[Value]) -> Value:
    """Return the value that all have, MIXED when they differ, None when there is none."""
    first: Value = None
    for index, value in enumerate(values):
        if not index:
            first = value
        elif value != first:
            return MIXED
    return first
