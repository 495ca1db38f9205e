"""Deleting."""

from __future__ import annotations

from collections.abc import Collection, Hashable

from canvas.editor.editor import Editor
from canvas.kernels import loose_ends


def delete(editor: Editor, ids: Collection[str] | None = None, gesture: Hashable | None = None) -> bool:
    """Delete shapes (by default the selection) that may be changed, with all that is inside them.

    Connectors that lose one of their shapes stay with a free end. Returns whether anything went.
    """
    chosen = editor.editable(ids)
    if not chosen:
        return False
    count = len(editor.graph.roots(chosen))
    name = "Delete" if count == 1 else f"Delete {count} shapes"
    return editor.apply(loose_ends.delete(editor.graph, chosen, name), gesture)
