"""Looks of the selection: setting, copying, and making them the default."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping

from canvas.editor.editor import Editor
from canvas.kernels.edits import Edits, changes
from canvas.kernels.group import GROUP
from canvas.kernels.label_style import BOLD, BOLD_WEIGHT, WEIGHT, shown_values, without_marks
from canvas.kernels.looks import Look, fitted, look_of
from canvas.kernels.text_edit import text_ops
from canvas.model.plan import UNSET, Op, Plan
from canvas.model.records import ShapeRecord, Value

_BOLD_FROM = 600.0


def styled(editor: Editor, ids: Collection[str] | None = None) -> tuple[str, ...]:
    """Return the shapes that a change of style reaches: members instead of a group, which has no looks of its own."""
    if ids is None:
        return editor.of_selection(_styled_of_selection)
    return _styled(editor, ids)


def _styled_of_selection(editor: Editor) -> tuple[str, ...]:
    return _styled(editor, editor.selection)


def _styled(editor: Editor, ids: Collection[str]) -> tuple[str, ...]:
    graph = editor.graph
    found: dict[str, None] = {}
    waiting = list(ids)[::-1]
    while waiting:
        shape_id = waiting.pop()
        record = editor.records.shapes.get(shape_id)
        if record is None:
            continue
        if record.kind == GROUP:
            waiting.extend(reversed(graph.links.children(shape_id)))
        else:
            found[shape_id] = None
    return tuple(found)


def restyle(editor: Editor, name: str, edits: Edits, gesture: Hashable | None = None) -> bool:
    """Write style values on shapes as one step of undo; return whether anything changed.

    What single characters of a label say otherwise is taken away: who makes a shape's text red means all of it.

    Args:
        editor: where.
        name: of the step.
        edits: values by shape, UNSET removes a key.
        gesture: changes with an equal gesture are one step of undo (a slider being dragged).
    """
    labels: list[Op] = []
    for shape_id, values in edits.items():
        label = editor.records.shapes[shape_id].label
        labels += text_ops(shape_id, label, without_marks(label, values))
    return editor.apply(Plan(name, (*changes(edits, editor.records.shapes), *labels)), gesture)


def set_values(
    editor: Editor, values: Mapping[str, Value], ids: Collection[str] | None = None, gesture: Hashable | None = None
) -> bool:
    """Write values on shapes, by default the selection; None removes a key.

    Args:
        editor: where.
        values: keys such as "style.fill", or a shape's own "param.size".
        ids: shapes.
        gesture: changes with an equal gesture are one step of undo.
    """
    wanted = written(values)
    edits: Edits = {s: dict(wanted) for s in editor.editable(styled(editor, ids))}
    return restyle(editor, "Change style", edits, gesture)


def written(values: Mapping[str, Value]) -> dict[str, Value]:
    """Return values as they are written: None as UNSET, and bold without a finer weight that would win over it."""
    wanted = {key: UNSET if value is None else value for key, value in values.items()}
    if BOLD in wanted and WEIGHT not in wanted:
        wanted[WEIGHT] = UNSET
    return wanted


def toggle(editor: Editor, key: str, ids: Collection[str] | None = None) -> bool:
    """Turn a yes-or-no style on, or off when all of the shapes (and all characters of their labels) have it."""
    shapes = styled(editor, ids)
    on = all(_is_on(editor.records.shapes[s], key) for s in shapes)
    return bool(shapes) and set_values(editor, {key: not on}, shapes)


def _is_on(record: ShapeRecord, key: str) -> bool:
    if key == BOLD:
        return all(float(weight) >= _BOLD_FROM for weight in shown_values(record, WEIGHT))
    return all(bool(value) for value in shown_values(record, key))


def weight_values(weight: float) -> dict[str, Value]:
    """Return the values that give a label a weight of 100..900; regular and bold are said as other programs say them."""
    plain = weight in {400.0, BOLD_WEIGHT}
    return {WEIGHT: None if plain else weight, BOLD: weight >= _BOLD_FROM}


def copy_style(editor: Editor) -> Look | None:
    """Return the look of the shape selected last, for `paste_style`; None when nothing is selected."""
    shapes = styled(editor)
    return look_of(editor.records.shapes[shapes[-1]]) if shapes else None


def paste_style(
    editor: Editor, look: Look | None, ids: Collection[str] | None = None, name: str = "Paste style"
) -> bool:
    """Give shapes (by default the selection) exactly this look; keys that it does not name go back to their defaults.

    Args:
        editor: where.
        look: None does nothing.
        ids: shapes.
        name: of the step of undo.
    """
    if look is None:
        return False
    shapes = editor.editable(styled(editor, ids))
    return restyle(editor, name, {s: fitted(look, editor.records.shapes[s]) for s in shapes})
