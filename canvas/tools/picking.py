"""Which shape a click means: groups as a whole first, their members once somebody works inside them."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from canvas.editor.editor import Editor
from canvas.geometry.vec import Vec
from canvas.scene.hit_test import hit_all

HIT_PX = 6.0
"""How far beside a line or an outline a click still counts, view pixels."""
DRAG_PX = 4.0
"""A pointer that moved less has clicked, view pixels."""


def tolerance(editor: Editor, px: float = HIT_PX) -> float:
    """Return a distance in view pixels as scene units."""
    return px / editor.camera.zoom


def hits(editor: Editor, point: Vec) -> tuple[str, ...]:
    """Return all shapes under a scene point that may be picked, front to back, group members not yet lifted to their groups."""
    return tuple(s for s in hit_all(editor.scene, point, tolerance(editor)) if editor.can_pick(s))


def pick(editor: Editor, point: Vec) -> str:
    """Return the shape that a click at a scene point selects, "" for none."""
    found = hits(editor, point)
    return lifted(editor, found[0]) if found else ""


def innermost(editor: Editor, point: Vec) -> str:
    """Return the shape at a scene point, however deep in groups it lies; "" for none."""
    found = hits(editor, point)
    return found[0] if found else ""


def lifted(editor: Editor, shape_id: str) -> str:
    """Return the outermost group around a shape that nobody works in, or the shape itself.

    Groups that hold a selected shape are being worked in. Containers are not groups: their children are picked directly.
    """
    return outermost_group(editor, shape_id, editor.graph.ancestors(shape_id), entered_by(editor, editor.selection))


def entered_by(editor: Editor, ids: Collection[str]) -> frozenset[str]:
    """Return all that shapes lie in: what somebody who works on them has entered."""
    graph = editor.graph
    parents = set(map(graph.links.parent, ids)) - {""}
    return frozenset(parents.union(*map(graph.ancestors, parents)))


def outermost_group(editor: Editor, shape_id: str, ancestors: Sequence[str], entered: Collection[str]) -> str:
    """Return the outermost group around a shape, or the shape itself.

    Args:
        editor: where.
        shape_id: the shape.
        ancestors: what it lies in, from the inside out.
        entered: groups that do not count, because somebody works inside them.
    """
    graph = editor.graph
    result = shape_id
    for ancestor in ancestors:
        record = editor.records.shapes[ancestor]
        if not record.is_connector and not graph.is_container(record) and ancestor not in entered:
            result = ancestor
    return result


def deeper(editor: Editor, point: Vec) -> str:
    """Return what a double click at a scene point selects: the member of the selected group, one level further inside."""
    found = hits(editor, point)
    if not found:
        return ""
    picked = lifted(editor, found[0])
    chain = [found[0], *editor.graph.ancestors(found[0])]
    at = chain.index(picked)
    return chain[max(0, at - 1)]


def below(editor: Editor, point: Vec) -> str:
    """Return the shape under the selected one at a scene point, going round to the front; "" for none."""
    found = list(dict.fromkeys(lifted(editor, s) for s in hits(editor, point)))
    if not found:
        return ""
    at = next((i for i, s in enumerate(found) if s in editor.selection), -1)
    return found[(at + 1) % len(found)]
