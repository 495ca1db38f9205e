"""Grouping, and taking shapes into or out of containers."""

from __future__ import annotations

from canvas.commands.arrange import write
from canvas.editor.editor import Editor
from canvas.kernels import fold, tables
from canvas.kernels import group as grouping
from canvas.kernels.edits import merged
from canvas.kernels.reparent import reparent


def group(editor: Editor) -> str:
    """Group the selection, select the group and return its id, or "" when fewer than two shapes may be grouped."""
    group_id = editor.new_id()
    if not editor.apply(grouping.group(editor.graph, _free(editor), group_id)):
        return ""
    editor.select((group_id,))
    return group_id


def _free(editor: Editor) -> tuple[str, ...]:
    """Return what of the selection may be changed and is no part of a table."""
    graph = editor.graph
    return tuple(s for s in editor.editable() if not tables.is_cell(graph, s) and not tables.is_row(graph, s))


def ungroup(editor: Editor) -> tuple[str, ...]:
    """Take the members out of the selected groups, select and return them."""
    before, chosen = _free(editor), ungroupable(editor)
    members = tuple(m for s in chosen for m in editor.view.children(s) if not editor.graph.is_label(m))
    if not members or not editor.apply(grouping.ungroup(editor.graph, chosen)):
        return ()
    rest = tuple(s for s in before if s in editor.records.shapes)
    editor.select((*rest, *members))
    return members


def ungroupable(editor: Editor) -> tuple[str, ...]:
    """Return what of the selection holds members that can be taken out of it."""
    return tuple(s for s in _free(editor) if any(not editor.graph.is_label(m) for m in editor.view.children(s)))


def take_out(editor: Editor) -> bool:
    """Take the selection out of its groups and containers, onto the layer, where it is."""
    chosen = _free(editor)
    edits = merged(*(reparent(editor.graph, (s,), "", editor.view.place(s)) for s in chosen))
    return write(editor, "Take out of group", edits)


def set_collapsed(editor: Editor, shape_id: str, collapsed: bool) -> bool:
    """Shut or open a container; what was selected in it is let go."""
    if not editor.editable((shape_id,)):
        return False
    name = "Collapse" if collapsed else "Expand"
    done = write(editor, name, fold.fold(editor.graph, shape_id, shut=collapsed))
    editor.select(s for s in editor.selection if editor.can_pick(s))
    return done


def foldable(editor: Editor) -> tuple[str, ...]:
    """Return the selected containers that can be shut or opened."""
    if editor.graph.are_plain(editor.selection):
        return ()
    return tuple(s for s in editor.selection if fold.is_foldable(editor.graph, s))


def toggle_collapsed(editor: Editor) -> bool:
    """Shut the selected containers, or open them when all are shut."""
    chosen = [s for s in foldable(editor) if editor.can_edit(s)]
    shut = not all(bool(editor.records.shapes[s].get("collapsed")) for s in chosen)
    edits = merged(*(fold.fold(editor.graph, s, shut=shut) for s in chosen))
    return write(editor, "Collapse" if shut else "Expand", edits)
