"""Deleting."""

from __future__ import annotations

from collections.abc import Collection, Hashable

from canvas.editor.editor import Editor
from canvas.kernels import loose_ends, table_growth, tables
from canvas.kernels.text_edit import text_ops
from canvas.model.plan import Plan


def delete(editor: Editor, ids: Collection[str] | None = None, gesture: Hashable | None = None) -> bool:
    """Delete shapes (by default the selection) that may be changed, with all that is inside them.

    Connectors that lose one of their shapes stay with a free end. Cells of a table stay too and lose their text; whole rows go.
    Returns whether anything went.
    """
    chosen = editor.editable(ids)
    if not chosen:
        return False
    graph = editor.graph
    table = tables.table_of(graph, chosen[0])
    if table and all(tables.is_row(graph, s) and tables.table_of(graph, s) == table for s in chosen):
        rows = tables.read(graph, table).rows
        ops = table_growth.delete_rows(graph, table, [rows.index(s) for s in chosen])
        return editor.apply(Plan("Delete row" if len(chosen) == 1 else f"Delete {len(chosen)} rows", ops), gesture)
    whole = set(graph.descendants(s for s in chosen if not tables.is_cell(graph, s)))
    cells = [s for s in chosen if tables.is_cell(graph, s) and s not in whole]
    if cells:
        emptied = tuple(op for s in cells for op in text_ops(s, editor.records.shapes[s].label, ()))
        rest = loose_ends.delete(graph, [s for s in chosen if s not in cells], "Clear cells")
        return editor.apply(Plan("Clear cells", (*emptied, *rest.ops)), gesture)
    count = len(editor.graph.roots(chosen))
    name = "Delete" if count == 1 else f"Delete {count} shapes"
    return editor.apply(loose_ends.delete(editor.graph, chosen, name), gesture)
