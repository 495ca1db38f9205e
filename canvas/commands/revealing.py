"""Going to a shape wherever it is."""

from __future__ import annotations

from canvas.commands.zooming import fit_selection, reveal
from canvas.editor.editor import Editor

TOO_FAR = 0.25
"""Below this zoom the shape gone to is also shown larger."""


def go_to(editor: Editor, shape_id: str) -> bool:
    """Show a shape's page, select the shape and bring it into view; return whether it is there.

    A shape in a shut container or on a hidden layer cannot be seen: then the container that hides it is selected and shown.
    """
    if shape_id not in editor.records.shapes:
        return False
    editor.set_page(editor.view.place(shape_id)[0])
    lineage = (shape_id, *editor.graph.ancestors(shape_id))
    seen = next((s for s in lineage if editor.scene.is_painted(s)), "")
    editor.select((seen or shape_id,))
    if seen and editor.camera.zoom < TOO_FAR:
        fit_selection(editor)
    elif seen:
        reveal(editor, seen)
    return True
