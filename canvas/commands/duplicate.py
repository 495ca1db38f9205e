"""Duplicating in place."""

from __future__ import annotations

from collections.abc import Collection

from canvas.editor.editor import Editor
from canvas.geometry.vec import Vec
from canvas.kernels.copying import beside, copy_of, paste
from canvas.kernels.tables import is_cell

OFFSET = Vec(20.0, 20.0)
"""How far a duplicate lies from its original, scene units."""


def duplicate(editor: Editor, ids: Collection[str] | None = None, shift: Vec = OFFSET) -> tuple[str, ...]:
    """Make copies of shapes (by default the selection) beside them, select and return them.

    Connectors between copied shapes are glued to the copies; other ends become free. Instead of a cell its row is copied.

    Args:
        editor: where.
        ids: what to copy.
        shift: displacement in scene space.
    """
    graph = editor.graph
    chosen = editor.selection if ids is None else ids
    copied = copy_of(graph, [graph.links.parent(s) if is_cell(graph, s) else s for s in chosen])
    if copied is None:
        return ()
    new_ids = {shape.id: editor.new_id() for shape in copied.shapes}
    into = beside(graph, copied.roots)
    if not editor.apply(paste(copied, new_ids, shift, into.__getitem__, "Duplicate")):
        return ()
    made = tuple(new_ids[root] for root in copied.roots)
    editor.select(made)
    return made
