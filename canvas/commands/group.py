"""Grouping, and taking shapes into or out of containers."""

from __future__ import annotations

from canvas.commands.arrange import write
from canvas.editor.editor import Editor
from canvas.kernels import group as grouping
from canvas.kernels.edits import merged
from canvas.kernels.reparent import reparent


def group(editor: Editor) -> str:
    """Group the selection, select the group and return its id, or "" when fewer than two shapes may be grouped."""
    group_id = editor.new_id()
    if not editor.apply(grouping.group(editor.graph, editor.editable(), group_id)):
        return ""
    editor.select((group_id,))
    return group_id


def ungroup(editor: Editor) -> tuple[str, ...]:
    """Take the members out of the selected groups, select and return them."""
    chosen = editor.editable()
    members = tuple(m for s in chosen for m in editor.view.children(s) if not editor.graph.is_label(m))
    if not members or not editor.apply(grouping.ungroup(editor.graph, chosen)):
        return ()
    rest = tuple(s for s in chosen if s in editor.records.shapes)
    editor.select((*rest, *members))
    return members


def take_out(editor: Editor) -> bool:
    """Take the selection out of its groups and containers, onto the layer, where it is."""
    chosen = editor.editable()
    edits = merged(*(reparent(editor.graph, (s,), "", editor.view.place(s)) for s in chosen))
    return write(editor, "Take out of group", edits)


def set_collapsed(editor: Editor, shape_id: str, collapsed: bool) -> bool:
    """Shut or open a container."""
    return bool(editor.editable((shape_id,))) and write(
        editor, "Collapse" if collapsed else "Expand", {shape_id: {"collapsed": collapsed}}
    )
