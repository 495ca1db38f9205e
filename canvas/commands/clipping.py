"""Containers that hide what of their children lies beyond them."""

from __future__ import annotations

from canvas.commands.arrange import write
from canvas.editor.editor import Editor
from canvas.kernels.edits import Edits
from canvas.model.plan import UNSET


def clippable(editor: Editor) -> tuple[str, ...]:
    """Return the selected containers."""
    shapes, graph = editor.records.shapes, editor.graph
    if graph.are_plain(editor.selection):
        return ()
    return tuple(s for s in editor.selection if graph.is_container(shapes[s]))


def is_clipping(editor: Editor) -> bool:
    """Tell whether all selected containers hide what lies beyond them."""
    chosen = clippable(editor)
    return bool(chosen) and all(editor.records.shapes[s].get("clip") for s in chosen)


def toggle(editor: Editor) -> bool:
    """Let the selected containers hide what lies beyond them, or show it again when all hide it."""
    value = UNSET if is_clipping(editor) else True
    edits: Edits = {s: {"clip": value} for s in clippable(editor) if editor.can_edit(s)}
    return write(editor, "Clip content", edits)
