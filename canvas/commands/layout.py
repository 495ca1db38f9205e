"""Automatic layout of the selection, or of the whole page when nothing is selected."""

from __future__ import annotations

from canvas.commands.arrange import write
from canvas.editor.editor import Editor
from canvas.kernels.edits import Edits
from canvas.kernels.layout.gathering import gather, movable
from canvas.kernels.layout.placing import edits_of
from canvas.kernels.layout.request import Direction, Method, Places, Request
from canvas.kernels.layout.tidy import tidy_up

NAMES = {
    Method.LAYERED: "Layered layout",
    Method.TREE: "Tree layout",
    Method.ORG_CHART: "Organisation chart",
    Method.RADIAL: "Radial layout",
    Method.FORCE: "Organic layout",
}
LEAST = 2
"""Fewer shapes than this cannot be laid out."""


def scope(editor: Editor) -> tuple[str, ...]:
    """Return the shapes that a layout would place.

    Several selected shapes are laid out among themselves, one selected container or group lays out what is in it, and without a
    selection all of the page that can be picked is.
    """
    chosen = movable(editor.graph, editor.selection)
    if len(chosen) == 1:
        return movable(editor.graph, editor.view.children(chosen[0]))
    if chosen:
        return chosen
    return tuple(s for s in movable(editor.graph, editor.graph.top_shapes(editor.page)) if editor.scene.is_painted(s))


def request(editor: Editor, method: Method, direction: Direction = Direction.DOWN) -> Request | None:
    """Return what to ask the layout engine; None when there is too little to lay out. Locked shapes are pinned."""
    shapes = scope(editor)
    if len(shapes) < LEAST or not editor.editable(shapes):
        return None
    return gather(editor.graph, shapes, method, direction, lambda s: not editor.can_edit(s))


def edits(editor: Editor, asked: Request, places: Places) -> Edits:
    """Return what a layout would write; a preview and the step itself use the same."""
    return edits_of(editor.graph, asked, places, editor.can_edit)


def place(editor: Editor, asked: Request, places: Places) -> bool:
    """Move the shapes to their places as one step of undo; return whether anything changed."""
    return write(editor, NAMES[asked.method], edits(editor, asked, places))


def tidy(editor: Editor) -> bool:
    """Put the shapes into straight rows and columns with equal gaps, as one step of undo."""
    shapes = editor.editable(scope(editor))
    return write(editor, "Tidy up", tidy_up(editor.graph, shapes, editor.grid_size))
