"""Placing a new text and editing it at once."""

from __future__ import annotations

from canvas.commands.create import container_at, create_shape
from canvas.editor.editor import Editor
from canvas.geometry.box import Box
from canvas.geometry.vec import Vec
from canvas.tools.select.editing_text import EditingText
from canvas.tools.state import DONE, Next


def begin_text(editor: Editor, point: Vec, box: Box | None = None) -> Next:
    """Make a text shape and edit it; it goes again when no text is typed.

    Args:
        editor: where.
        point: scene point at the middle of its left side.
        box: scene box it was drawn with, None for the usual size.
    """
    w, h = editor.defaults.size("text")
    area = box or Box(point[0], point[1] - h / 2, w, h)
    gesture = object()
    shape_id = create_shape(editor, "text", area, container_at(editor, point), gesture=gesture)
    # Who drew a box has said how wide the text may be; who only clicked has not.
    return EditingText(editor, shape_id, fresh=gesture, grows=box is None) if shape_id else DONE
