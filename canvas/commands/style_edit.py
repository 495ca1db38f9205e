"""What a panel edits: style keys and wishes that stand for several of them, previewed and written by the same rules.

Wishes: "fill.kind" (solid, linear, radial, none), "text.weight" (100..900), "text.position" (inside, above, below, left, right),
"text.flow" (wrap, line, clip), "mark.<name>" (a mark on all of a label's characters), "style.radius" (with the flag it needs).
"""

from __future__ import annotations

from collections.abc import Hashable

from canvas.commands.style import restyle, styled, weight_values, written
from canvas.commands.text import format_labels, list_marks
from canvas.editor.editor import Editor
from canvas.kernels.edits import Edits, overrides
from canvas.kernels.looks import CONNECTOR_ONLY, SHAPE_ONLY
from canvas.model.plan import UNSET
from canvas.model.records import ShapeRecord, Value
from canvas.model.schema import default

MARK = "mark."
FILL, GRADIENT, DIRECTION = "style.fill", "style.gradient", "style.gradient_direction"
NONE, RADIAL = "none", "radial"
_FADE, _FADE_OF_WHITE = "#ffffff", "#8f90d6"
"""What a new gradient runs to."""
_PLACES: dict[str, dict[str, Value]] = {
    "above": {"style.label_h": "center", "style.label_v": "top", "style.valign": "bottom"},
    "below": {"style.label_h": "center", "style.label_v": "bottom", "style.valign": "top"},
    "left": {"style.label_h": "left", "style.label_v": "middle", "style.align": "right"},
    "right": {"style.label_h": "right", "style.label_v": "middle", "style.align": "left"},
}
_FLOWS: dict[str, dict[str, Value]] = {
    "wrap": {"style.wrap": True, "style.overflow": "visible"},
    "line": {"style.wrap": False, "style.overflow": "visible"},
    "clip": {"style.wrap": True, "style.overflow": "hidden"},
}


def fill_kind(record: ShapeRecord) -> str:
    """Return how a shape is filled: solid, linear, radial or none."""
    if record.get(FILL) == NONE:
        return NONE
    if record.get(GRADIENT, NONE) == NONE:
        return "solid"
    return RADIAL if record.get(DIRECTION) == RADIAL else "linear"


def text_position(record: ShapeRecord) -> str:
    """Return where a shape's label is: inside, above, below, left or right."""
    across, down = record.get("style.label_h", "center"), record.get("style.label_v", "middle")
    beside = {"top": "above", "bottom": "below"}.get(down)
    return beside or (across if across in {"left", "right"} else "inside")


def text_flow(record: ShapeRecord) -> str:
    """Return how a label's lines end: wrap, line or clip."""
    if record.get("style.overflow", "visible") in {"hidden", "fill"}:
        return "clip"
    return "wrap" if record.get("style.wrap", False) else "line"


def style_values(record: ShapeRecord, key: str, value: Value) -> dict[str, Value]:
    """Return what a wish means for one record; UNSET removes a key, {} means that it does not concern the record."""
    if (key in SHAPE_ONLY and record.is_connector) or (key in CONNECTOR_ONLY and not record.is_connector):
        return {}
    if key == "fill.kind":
        return {} if record.is_connector else _fill(record, str(value))
    if key == "text.weight":
        return written(weight_values(float(value)))
    if key == "text.position":
        return {} if record.is_connector else _place(record, str(value))
    if key == "text.flow":
        return dict(_FLOWS[str(value)])
    if key == "style.radius":
        return {key: float(value), "style.rounded": float(value) > 0}
    return written({key: value})


def _fill(record: ShapeRecord, kind: str) -> dict[str, Value]:
    if kind == NONE:
        return {FILL: NONE}
    fill = str(record.get(FILL, default(FILL)))
    values: dict[str, Value] = {FILL: _FADE} if fill == NONE else {}
    if kind == "solid":
        return {**values, GRADIENT: UNSET}
    if record.get(GRADIENT, NONE) == NONE:
        values[GRADIENT] = _FADE_OF_WHITE if fill in {NONE, _FADE, "default"} else _FADE
    if kind == RADIAL:
        values[DIRECTION] = RADIAL
    elif record.get(DIRECTION) == RADIAL:
        values[DIRECTION] = UNSET
    return values


def _place(record: ShapeRecord, position: str) -> dict[str, Value]:
    """Return the keys of a position; what the old position needed of the alignment goes back to the middle."""
    before = _PLACES.get(text_position(record), {})
    back: dict[str, Value] = {key: UNSET for key in before if key in {"style.align", "style.valign"}}
    inside: dict[str, Value] = {"style.label_h": UNSET, "style.label_v": UNSET}
    return {**back, **_PLACES.get(position, inside)}


def style_edits(editor: Editor, key: str, value: Value) -> Edits:
    """Return what a wish changes on the selection."""
    shapes = editor.records.shapes
    found = {s: style_values(shapes[s], key, value) for s in styled(editor) if editor.can_edit(s)}
    return {s: values for s, values in found.items() if values}


def preview(editor: Editor, key: str, value: Value) -> dict[str, dict[str, Value]]:
    """Return the selection's values as they would be, for the canvas to show; {} for what only a label's marks say."""
    return {} if key.startswith(MARK) else overrides(style_edits(editor, key, value))


def edit(editor: Editor, key: str, value: Value, gesture: Hashable | None = None) -> bool:
    """Write a wish on the selection as one step of undo."""
    if key.startswith(MARK):
        name = key.removeprefix(MARK)
        marks = (
            list_marks(value or None) if name == "list" else {name: value if value not in {False, "", NONE} else None}
        )
        return format_labels(editor, marks, gesture=gesture)
    editor.editable()
    return restyle(editor, "Change style", style_edits(editor, key, value), gesture)
