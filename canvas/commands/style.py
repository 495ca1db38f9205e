"""Looks of the selection: setting, copying, and making them the default."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping

from canvas.commands.arrange import write
from canvas.editor.editor import Editor
from canvas.kernels.edits import Edits
from canvas.kernels.group import GROUP
from canvas.model.plan import UNSET
from canvas.model.records import Value
from canvas.model.schema import STYLE_KEYS, default


def styled(editor: Editor, ids: Collection[str] | None = None) -> tuple[str, ...]:
    """Return the shapes that a change of style reaches: members instead of a group, which has no looks of its own."""
    graph = editor.graph
    found: dict[str, None] = {}
    waiting = list(editor.selection if ids is None else ids)[::-1]
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


def set_values(
    editor: Editor, values: Mapping[str, Value], ids: Collection[str] | None = None, gesture: Hashable | None = None
) -> bool:
    """Write values on shapes, by default the selection; None removes a key.

    Args:
        editor: where.
        values: keys such as "style.fill", or a shape's own "param.size".
        ids: shapes.
        gesture: changes with an equal gesture are one step of undo (a slider being dragged).
    """
    wanted = {key: UNSET if value is None else value for key, value in values.items()}
    edits: Edits = {s: dict(wanted) for s in editor.editable(styled(editor, ids))}
    return write(editor, "Change style", edits, gesture)


def toggle(editor: Editor, key: str, ids: Collection[str] | None = None) -> bool:
    """Turn a yes-or-no style on, or off when all of the shapes have it."""
    shapes = styled(editor, ids)
    on = all(bool(editor.records.shapes[s].get(key, default(key))) for s in shapes)
    return bool(shapes) and set_values(editor, {key: not on}, shapes)


def copy_style(editor: Editor) -> dict[str, Value]:
    """Return the looks of the shape selected last, for `paste_style`; empty when nothing is selected."""
    shapes = styled(editor)
    if not shapes:
        return {}
    values = editor.records.shapes[shapes[-1]].values
    return {k: v for k, v in values.items() if k in STYLE_KEYS}


def paste_style(editor: Editor, style: Mapping[str, Value], ids: Collection[str] | None = None) -> bool:
    """Give shapes (by default the selection) exactly these looks; keys that are not named go back to their defaults."""
    if not style:
        return False
    edits: Edits = {}
    for shape_id in editor.editable(styled(editor, ids)):
        own = editor.records.shapes[shape_id].values
        gone = {k: UNSET for k in own if k in STYLE_KEYS and k not in style}
        edits[shape_id] = {**gone, **style}
    return write(editor, "Paste style", edits)


def use_as_default(editor: Editor, tool: str) -> None:
    """Make the looks of the shape selected last those of what a tool makes from now on."""
    editor.defaults.remember(tool, copy_style(editor))
