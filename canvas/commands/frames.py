"""Frames: named regions of a page, in the order in which they are presented."""

from __future__ import annotations

from dataclasses import dataclass

from canvas.editor.editor import Editor
from canvas.geometry.box import Box

ROW = 40.0
"""Frames whose tops differ by less are in one row, scene units."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One frame.

    Attributes:
        page: id.
        shape: id.
        name: its label, "" when it has none.
        box: scene space of its page.
    """

    page: str
    shape: str
    name: str
    box: Box


def frames(editor: Editor, page: str) -> tuple[Frame, ...]:
    """Return the visible frames of a page in reading order: row by row, from the left."""
    shapes, scene = editor.records.shapes, editor.scene_of(page)
    found = [
        Frame(page, s, " ".join(shapes[s].text.split()), editor.graph.box(s))
        for s in scene.order
        if shapes[s].get("frame")
    ]
    return tuple(sorted(found, key=lambda f: (round(f.box.y / ROW), f.box.x, f.shape)))
