"""What an inspector shows: the values that the selected shapes share, and where they differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from canvas.commands.style import styled
from canvas.editor.editor import Editor
from canvas.geometry.box import Box
from canvas.kernels.resize import frame
from canvas.model.records import Value
from canvas.model.schema import ALL_SHAPE_KEYS, STYLE_KEYS


class _Mixed:
    """The type of MIXED."""

    def __repr__(self) -> str:
        return "MIXED"


MIXED = _Mixed()
"""As a value: the shapes differ."""
_OWN_KEYS = ("routing", "link", "tooltip", "tags", "locked", "hidden", "collapsed", "container", "flip_h", "flip_v")


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
        values: style keys and a few others -> value (defaults filled in) or MIXED.
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
    keys = (*STYLE_KEYS, *_OWN_KEYS)
    values = {key: _shared([r.get(key, ALL_SHAPE_KEYS[key].default) for r in records]) for key in keys}
    kinds = {r.kind for r in records}
    lines = sum(r.is_connector for r in records)
    return Reading(
        count=len(chosen),
        shapes=len(records) - lines,
        connectors=lines,
        kind=kinds.pop() if len(kinds) == 1 else "",
        box=found[0] if found else None,
        rotation=_shared([r.rotation for r in own if not r.is_connector]),
        values={**values, "locked": _shared([r.get("locked", False) for r in own])},
        editable=any(editor.can_edit(s) for s in chosen),
    )


def _shared(values: list[Value]) -> Value:
    """Return the value that all have, MIXED when they differ, None when there is none."""
    if not values:
        return None
    first = values[0]
    return first if all(v == first for v in values[1:]) else MIXED
