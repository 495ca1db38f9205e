"""Frames: named regions of a page, in the order in which they are presented."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from canvas.commands.arrange import write
from canvas.editor.editor import Editor
from canvas.geometry.box import Box
from canvas.model.plan import UNSET

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


def set_clip(editor: Editor, clip: bool, ids: Collection[str] | None = None) -> bool:
    """Paint what is in containers inside their boxes only, or wherever it reaches."""
    value = True if clip else UNSET
    graph, shapes = editor.graph, editor.records.shapes
    chosen = [s for s in editor.editable(ids) if graph.is_container(shapes[s])]
    return write(editor, "Clip content" if clip else "Show all content", {s: {"clip": value} for s in chosen})


def clips(editor: Editor) -> bool:
    """Tell whether all selected containers clip what is in them."""
    graph, shapes = editor.graph, editor.records.shapes
    chosen = [s for s in editor.selection if graph.is_container(shapes[s])]
    return bool(chosen) and all(bool(shapes[s].get("clip")) for s in chosen)
