"""Cropping pictures; the picture stays whole, so that everything can be had back."""

from __future__ import annotations

from canvas.commands.arrange import write
from canvas.editor.editor import Editor
from canvas.geometry.box import Box
from canvas.kernels.crop import crop_edits, is_cropped, whole_box
from canvas.shapes import registry

PICTURE = "image"
"""Kind of the shapes that can be cropped."""


def croppable(editor: Editor, shape: str) -> bool:
    """Tell whether a shape is a picture that has something to crop and may be changed."""
    record = editor.records.shapes.get(shape)
    if record is None or record.is_connector or not record.get("image"):
        return False
    return registry.canonical(record.kind) == PICTURE and editor.can_edit(shape)


def cropped(editor: Editor) -> tuple[str, ...]:
    """Return the selected pictures that are cropped and may be changed."""
    shapes = editor.records.shapes
    return tuple(s for s in editor.selection if croppable(editor, s) and is_cropped(shapes[s].values))


def crop(editor: Editor, shape: str, seen: Box, all_: Box) -> bool:
    """Show a part of a picture, see `canvas.kernels.crop.crop_edits`; return whether anything changed."""
    return write(editor, "Crop", crop_edits(editor.graph, shape, seen, all_))


def uncrop(editor: Editor) -> bool:
    """Show the selected pictures whole again, each in one piece with what is seen of it now."""
    graph = editor.graph
    edits = {}
    for shape in cropped(editor):
        box = whole_box(graph, shape)
        edits.update(crop_edits(graph, shape, box, box))
    return write(editor, "Remove crop", edits)
