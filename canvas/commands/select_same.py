"""Selecting what is like the selection: the same fill, outline, kind, text or all of it."""

from __future__ import annotations

from canvas.commands.style import styled
from canvas.editor.editor import Editor
from canvas.model.records import ShapeRecord, Value
from canvas.model.schema import ALL_SHAPE_KEYS

_FILL = ("style.fill", "style.fill_opacity", "style.gradient", "style.gradient_direction")
_STROKE = ("style.stroke", "style.stroke_width", "style.dash", "style.stroke_opacity")
_TEXT = (
    "style.font_family",
    "style.font_size",
    "style.font_color",
    "style.font_weight",
    "style.bold",
    "style.italic",
    "style.underline",
    "style.strike",
)
SAMENESS: dict[str, tuple[str, ...]] = {
    "fill": _FILL,
    "stroke": _STROKE,
    "kind": ("kind",),
    "text": _TEXT,
    "all": ("kind", *_FILL, *_STROKE, *_TEXT, "style.opacity", "style.rounded", "style.shadow", "style.sketch"),
}
"""What is compared, by name."""


def select_same(editor: Editor, what: str) -> int:
    """Select the shapes of the page that are like one of those selected; return how many are selected then.

    Args:
        editor: where.
        what: key of SAMENESS.
    """
    shapes = editor.records.shapes
    wanted = {_looks(shapes[s], what) for s in styled(editor)}
    found = [s for s in editor.scene.order if editor.can_pick(s) and _looks(shapes[s], what) in wanted]
    editor.select((*editor.selection, *found))
    return len(editor.selection)


def _looks(record: ShapeRecord, what: str) -> tuple[Value, ...]:
    """Return what is compared of a shape; lines are never like shapes."""
    return (record.is_connector, *(record.get(key, ALL_SHAPE_KEYS[key].default) for key in SAMENESS[what]))
