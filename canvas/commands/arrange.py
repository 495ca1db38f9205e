"""Placing the selection: move, nudge, align, distribute, same size, turn, flip, exact numbers, painting order."""

from __future__ import annotations

from collections.abc import Collection, Hashable

from canvas.commands.create import container_at
from canvas.editor.editor import Editor
from canvas.geometry.box import Box, union
from canvas.geometry.vec import Vec
from canvas.kernels import align as aligning
from canvas.kernels import order
from canvas.kernels.arranged_size import is_placed
from canvas.kernels.edits import Edits, merged, plan_of
from canvas.kernels.flip import flip as flip_edits
from canvas.kernels.reparent import reparent
from canvas.kernels.resize import fit_frame, frame
from canvas.kernels.rotate import turn
from canvas.kernels.translate import translate


def write(editor: Editor, name: str, edits: Edits, gesture: Hashable | None = None) -> bool:
    """Apply edits as one step of undo; return whether anything changed."""
    return editor.apply(plan_of(name, edits, editor.records.shapes), gesture)


def move(editor: Editor, by: Vec, ids: Collection[str] | None = None, drop: Vec | None = None) -> bool:
    """Move shapes (by default the selection) by a displacement in scene space.

    Args:
        editor: where.
        by: scene units.
        ids: what to move.
        drop: scene point where the pointer let go: shapes then go into the container there or leave their own.
    """
    return write(editor, "Move", moved_edits(editor, editor.editable(ids), by, drop))


def moved_edits(editor: Editor, ids: Collection[str], by: Vec, drop: Vec | None = None) -> Edits:
    """Return the edits of `move`."""
    edits = translate(editor.graph, ids, by)
    return edits if drop is None else merged(edits, _dropped(editor, ids, by, drop))


def drop_target(editor: Editor, ids: Collection[str], point: Vec) -> str | None:
    """Return the container that dropping shapes at a scene point puts them into ("" for the layer), None for no change."""
    target = container_at(editor, point, ids)
    return target if any(_changes_parent(editor, s, target) for s in editor.graph.roots(ids)) else None


def _changes_parent(editor: Editor, shape_id: str, target: str) -> bool:
    """Tell whether a dropped shape changes its parent: members of a group stay in it, free and contained shapes do not."""
    graph = editor.graph
    parent = editor.view.parent(shape_id)
    if parent == target or graph.is_label(shape_id) or is_placed(graph, shape_id):
        return False
    return not parent or graph.is_container(editor.records.shapes[parent])


def _dropped(editor: Editor, ids: Collection[str], by: Vec, point: Vec) -> Edits:
    graph = editor.graph
    target = container_at(editor, point, ids)
    going = [
        s
        for s in graph.roots(ids)
        if _changes_parent(editor, s, target) and not (editor.records.shapes[s].is_connector and _is_glued(editor, s))
    ]
    by_place: dict[tuple[str, str], list[str]] = {}
    for shape_id in going:
        by_place.setdefault(editor.view.place(target or shape_id), []).append(shape_id)
    return merged(*(reparent(graph, shapes, target, place, by=by) for place, shapes in by_place.items()))


def _is_glued(editor: Editor, connector: str) -> bool:
    return any(editor.view.ends(connector))


def nudge(editor: Editor, dx: float, dy: float, gesture: Hashable | None = None) -> bool:
    """Move the selection by arrow keys; presses with an equal gesture are one step of undo."""
    return write(editor, "Nudge", translate(editor.graph, editor.editable(), Vec(dx, dy)), gesture)


def align(editor: Editor, edge: str) -> bool:
    """Align the selection: "left" "center" "right" "top" "middle" "bottom"."""
    return write(editor, "Align", aligning.align(editor.graph, editor.editable(), edge))


def distribute(editor: Editor, *, horizontal: bool) -> bool:
    """Make the gaps between the selected shapes equal; needs three."""
    return write(editor, "Distribute", aligning.distribute(editor.graph, editor.editable(), horizontal=horizontal))


def same_size(editor: Editor, *, width: bool = True, height: bool = True) -> bool:
    """Give the selected shapes the size of the one selected last."""
    return write(editor, "Same size", aligning.same_size(editor.graph, editor.editable(), width=width, height=height))


def flip(editor: Editor, *, horizontal: bool) -> bool:
    """Mirror the selection left to right, or top to bottom."""
    return write(editor, "Flip", flip_edits(editor.graph, editor.editable(), horizontal=horizontal))


def rotate(editor: Editor, degrees: float, centre: Vec | None = None) -> bool:
    """Turn the selection clockwise, about the middle of its frame when no scene point is given."""
    chosen = editor.editable()
    middle = centre or selection_centre(editor, chosen)
    return middle is not None and write(editor, "Rotate", turn(editor.graph, chosen, degrees, middle))


def selection_centre(editor: Editor, ids: Collection[str]) -> Vec | None:
    """Return the middle of the frame around shapes, scene space; None for no shapes."""
    box = union(editor.graph.bounds(s) for s in editor.graph.roots(ids))
    return None if box is None else box.center


def arrange(editor: Editor, way: str) -> bool:
    """Change the painting order of the selection among its siblings: "front" "back" "forward" "backward"."""
    names = {"front": "Bring to front", "back": "Send to back", "forward": "Bring forward", "backward": "Send backward"}
    return write(editor, names[way], order.arrange(editor.graph, editor.editable(), way))


def set_position(editor: Editor, *, x: float | None = None, y: float | None = None) -> bool:
    """Move the selection so that the left top corner of its frame has these scene coordinates (None: as it is)."""
    chosen = editor.editable()
    found = frame(editor.graph, chosen)
    if found is None:
        return False
    by = Vec(0.0 if x is None else x - found[0].x, 0.0 if y is None else y - found[0].y)
    return write(editor, "Move", translate(editor.graph, chosen, by))


def set_size(editor: Editor, *, w: float | None = None, h: float | None = None) -> bool:
    """Make the frame around the selection this large (scene units; None: as it is); its left top corner stays."""
    chosen = editor.editable()
    found = frame(editor.graph, chosen)
    if found is None:
        return False
    box = found[0]
    new = Box(box.x, box.y, box.w if w is None else max(0.0, w), box.h if h is None else max(0.0, h))
    return write(editor, "Resize", fit_frame(editor.graph, chosen, new))


def set_rotation(editor: Editor, degrees: float) -> bool:
    """Give every selected shape this rotation, each about its own centre."""
    graph = editor.graph
    parts = [
        turn(graph, (s,), degrees - graph.records[s].rotation, graph.box(s).center)
        for s in graph.roots(editor.editable())
        if not graph.records[s].is_connector
    ]
    return write(editor, "Rotate", merged(*parts))
