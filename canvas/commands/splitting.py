"""A shape that is dropped on a connector goes into it: the connector ends there and a second one goes on."""

from __future__ import annotations

from collections.abc import Collection

from canvas.commands.arrange import moved_edits
from canvas.commands.create import shape_values
from canvas.editor.editor import Editor
from canvas.geometry.box import Box
from canvas.geometry.polyline import nearest
from canvas.geometry.vec import Vec
from canvas.kernels.edits import changes, merged
from canvas.kernels.split import split
from canvas.model.ordering import many_between
from canvas.model.plan import Create, Op, Plan

NEAR = 0.25
"""A line splits when it passes the middle of the shape by less than this share of its smaller side."""


def line_at(editor: Editor, box: Box, without: Collection[str] = ()) -> str:
    """Return the frontmost connector that a shape dropped into a box splits, "" for none.

    Args:
        editor: where.
        box: of the shape, scene space.
        without: what is being dropped: its own connectors do not count.
    """
    reach = NEAR * min(box.w, box.h)
    middle = box.center
    for line in reversed(editor.scene.query(Box(middle.x - reach, middle.y - reach, 2 * reach, 2 * reach))):
        record = editor.records.shapes[line]
        if not record.is_connector or not editor.can_pick(line) or not editor.can_edit(line):
            continue
        ends = editor.view.ends(line)
        route = editor.graph.route(line)
        if line in without or not all(ends) or not set(ends).isdisjoint(without) or len(route) < 2:
            continue
        if nearest(route, middle).distance <= reach and _is_apart(editor, ends, box):
            return line
    return ""


def _is_apart(editor: Editor, ends: tuple[str, str], box: Box) -> bool:
    """Tell whether a box lies beside both shapes of a connector, so that there is room for two lines."""
    return not any(editor.graph.bounds(end).intersects(box) for end in ends)


def may_split(editor: Editor, roots: Collection[str]) -> bool:
    """Tell whether what is dragged may go into a connector: one shape that is connected to nothing."""
    if len(roots) != 1:
        return False
    (shape,) = roots
    record = editor.records.shapes.get(shape)
    if record is None or record.is_connector or editor.graph.is_label(shape):
        return False
    return not any(editor.view.connectors_of(i) for i in editor.graph.descendants((shape,)))


def split_ops(editor: Editor, line: str, shape: str, at: Vec) -> tuple[Op, ...]:
    """Return what makes a connector end at a shape, and a second one begin there."""
    behind = editor.graph.siblings(line)
    place = behind.index(line)
    following = editor.records.shapes[behind[place + 1]].order if place + 1 < len(behind) else None
    order = many_between(editor.records.shapes[line].order, following, 1)[0]
    edits, second = split(editor.graph, line, shape, at, editor.new_id(), order)
    return (*changes(edits, editor.records.shapes), second)


def drop_on_line(editor: Editor, shape: str, by: Vec, line: str, drop: Vec) -> bool:
    """Move a shape onto a connector and split it, in one step of undo.

    Args:
        editor: where.
        shape: what is moved.
        by: how far, scene units.
        line: the connector.
        drop: scene point where the pointer let go.
    """
    chosen = editor.editable((shape,))
    if not chosen:
        return False
    middle = editor.graph.bounds(shape).translated(by.x, by.y).center
    moved = changes(merged(moved_edits(editor, chosen, by, drop)), editor.records.shapes)
    return editor.apply(Plan("Insert into connector", (*moved, *split_ops(editor, line, shape, middle))))


def create_on_line(editor: Editor, tool: str, box: Box, parent: str, line: str) -> str:
    """Make a shape in a connector, which it splits, select it and return its id, or "" when that may not be.

    Args:
        editor: where it is made.
        tool: what `Defaults` knows.
        box: scene space.
        parent: container that takes it, "" for the layer.
        line: the connector.
    """
    shape = editor.new_id()
    made = Create(shape, shape_values(editor, tool, box, parent))
    if not editor.apply(Plan("Insert into connector", (made, *split_ops(editor, line, shape, box.center)))):
        return ""
    editor.select((shape,))
    return shape
