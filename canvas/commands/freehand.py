"""Lines drawn by hand."""

from __future__ import annotations

from collections.abc import Mapping

from canvas.commands.create import shape_values
from canvas.editor.editor import Editor
from canvas.kernels.freehand import Stroke
from canvas.model.plan import Create, Plan
from canvas.model.records import Value

TOOL = "pen"


def stroke_values(
    editor: Editor, drawn: Stroke, parent: str = "", home: Mapping[str, Value] | None = None
) -> dict[str, Value]:
    """Return the values of a drawn line; also what its preview shows. See `create.shape_values`."""
    return {**shape_values(editor, TOOL, drawn.box, parent, home), "freehand": drawn.points}


def draw(editor: Editor, drawn: Stroke, parent: str = "") -> str:
    """Make a drawn line and return its id, "" when the diagram is read-only.

    The selection stays as it is: who draws goes on drawing.
    """
    shape_id = editor.new_id()
    made = editor.apply(Plan("Draw", (Create(shape_id, stroke_values(editor, drawn, parent)),)))
    return shape_id if made else ""
