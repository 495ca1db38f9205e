"""Connectors: ends, bends, direction and routing."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from canvas.commands.arrange import write
from canvas.editor.camera import revealing
from canvas.editor.editor import Editor
from canvas.geometry.box import Box
from canvas.geometry.vec import Vec
from canvas.kernels import connect as wiring
from canvas.kernels.connect import EndPoint
from canvas.kernels.copying import Copied, beside, paste
from canvas.kernels.edits import Edits, merged
from canvas.kernels.walk import next_shape
from canvas.model.ordering import many_between
from canvas.model.plan import UNSET, Create, Plan
from canvas.model.records import ShapeRecord, Value

DIRECTIONS = {"n": (0, -1), "e": (1, 0), "s": (0, 1), "w": (-1, 0)}
GAP = 60.0
"""Room for the connector between a shape and one added beside it, scene units."""
STYLES: dict[str, dict[str, Value]] = {
    "avoid": {"routing": "avoid", "style.curved": UNSET},
    "straight": {"routing": "straight", "style.curved": UNSET},
    "orthogonal": {"routing": "orthogonal", "style.curved": UNSET},
    "curved": {"routing": "orthogonal", "style.curved": True},
    "elbow": {"routing": "elbow", "style.curved": UNSET},
    "entity": {"routing": "entity", "style.curved": UNSET},
    "isometric": {"routing": "isometric", "style.curved": UNSET},
}
"""Routing as offered to the user: name -> values."""


def _selected(editor: Editor, ids: Collection[str] | None) -> tuple[str, ...]:
    return tuple(s for s in editor.editable(ids) if editor.records.shapes[s].is_connector)


def _on(editor: Editor, connector: str, name: str, edits: Edits) -> bool:
    return bool(_selected(editor, (connector,))) and write(editor, name, edits)


def reconnect(editor: Editor, connector: str, end: int, to: EndPoint) -> bool:
    """Move one end (0 source, 1 target) of a connector."""
    return _on(editor, connector, "Reconnect", wiring.reconnect(editor.graph, connector, end, to))


def move_waypoint(editor: Editor, connector: str, index: int, to: Vec) -> bool:
    """Move a bend to a scene point."""
    return _on(editor, connector, "Move bend", wiring.move_waypoint(editor.graph, connector, index, to))


def insert_waypoint(editor: Editor, connector: str, grabbed: Vec, to: Vec) -> bool:
    """Add a bend at `to`, where the line was grabbed (both scene space)."""
    return _on(editor, connector, "Add bend", wiring.insert_waypoint(editor.graph, connector, grabbed, to))


def remove_waypoint(editor: Editor, connector: str, index: int) -> bool:
    """Take a bend out."""
    return _on(editor, connector, "Remove bend", wiring.remove_waypoint(editor.graph, connector, index))


def move_segment(editor: Editor, connector: str, index: int, by: Vec) -> bool:
    """Shift one stretch of an orthogonal connector sideways."""
    return _on(editor, connector, "Move line", wiring.move_segment(editor.graph, connector, index, by))


def remove_segment(editor: Editor, connector: str, index: int) -> bool:
    """Let a stretch of an orthogonal connector that was shifted run as it would by itself."""
    return _on(editor, connector, "Remove bend", wiring.without_segment(editor.graph, connector, index))


def straighten(editor: Editor, ids: Collection[str] | None = None) -> bool:
    """Take all bends out of connectors, by default of the selected ones."""
    edits: Edits = {c: {"waypoints": UNSET} for c in _selected(editor, ids)}
    return write(editor, "Remove bends", edits)


def swap(editor: Editor, ids: Collection[str] | None = None) -> bool:
    """Exchange source and target of connectors, by default of the selected ones."""
    edits = merged(*(wiring.swap(editor.graph, c) for c in _selected(editor, ids)))
    return write(editor, "Reverse", edits)


def set_routing(editor: Editor, style: str, ids: Collection[str] | None = None) -> bool:
    """Route connectors (by default the selected ones) in one of STYLES."""
    edits: Edits = {c: dict(STYLES[style]) for c in _selected(editor, ids)}
    return write(editor, "Change routing", edits)


def set_values(editor: Editor, values: Mapping[str, Value], ids: Collection[str] | None = None) -> bool:
    """Write values on connectors, by default on the selected ones; shapes among them stay as they are."""
    edits: Edits = {c: dict(values) for c in _selected(editor, ids)}
    return write(editor, "Change connector", edits)


def clone_and_connect(editor: Editor, shape: str, direction: str) -> str:
    """Make a shape of the same looks without text beside a shape, connect the two, select the new one and return its id.

    Args:
        editor: where.
        shape: to begin at.
        direction: "n", "e", "s" or "w".
    """
    if not editor.editable((shape,)) or editor.records.shapes[shape].is_connector:
        return ""
    graph = editor.graph
    box = graph.box(shape)
    dx, dy = DIRECTIONS[direction]
    shift = _free_place(editor, box, Vec(dx * (box.w + GAP), dy * (box.h + GAP)))
    bare = ShapeRecord(shape, _own_values(editor, shape))
    new, connector = editor.new_id(), editor.new_id()
    into = beside(graph, (shape,))[shape]
    made = paste(Copied((bare,), box), {shape: new}, shift, lambda _: into)
    parent = {"parent": into.parent} if into.parent else {}
    order = many_between(into.order, None, 1)[0]
    values = {**editor.defaults.values("connector"), "page": into.page, "layer": into.layer, "order": order, **parent}
    line = Create(connector, {**values, "source": shape, "target": new})
    if not editor.apply(Plan("Add connected shape", (*made.ops, line))):
        return ""
    editor.select((new,))
    return new


def walk(editor: Editor, direction: str) -> bool:
    """Select the shape that the selected one is connected to in a direction ("n", "e", "s", "w"); return whether there is one."""
    if len(editor.selection) != 1:
        return False
    found = next_shape(editor.graph, editor.selection[0], Vec(*map(float, DIRECTIONS[direction])))
    if not found or not editor.scene.is_painted(found):
        return False
    editor.select((found,))
    editor.set_camera(revealing(editor.camera, editor.graph.bounds(found)))
    return True


def _own_values(editor: Editor, shape: str) -> dict[str, Value]:
    record = editor.records.shapes[shape]
    left_out = ("page", "layer", "parent", "order", "relative", "dx", "dy", "locked", "link", "tooltip")
    box = editor.graph.box(shape)
    return {**{k: v for k, v in record.values.items() if k not in left_out}, "x": box.x, "y": box.y}


def _free_place(editor: Editor, box: Box, shift: Vec) -> Vec:
    """Return a displacement, moved on sideways until the place it leads to is free (at most ten times)."""
    across = Vec(0.0, box.h + GAP / 2) if shift.x else Vec(box.w + GAP / 2, 0.0)
    for _ in range(10):
        if not _is_taken(editor, box.translated(shift.x, shift.y)):
            break
        shift = Vec(shift.x + across.x, shift.y + across.y)
    return shift


def _is_taken(editor: Editor, place: Box) -> bool:
    """Tell whether a shape lies at a place; the containers around it do not count, nor do connectors."""
    graph = editor.graph
    for shape_id in editor.scene.query(place):
        record, box = editor.records.shapes[shape_id], graph.box(shape_id)
        around = graph.is_container(record) and box.contains_box(place)
        if not record.is_connector and not around and box.intersects(place):
            return True
    return False
