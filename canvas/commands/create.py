"""Making shapes and connectors."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping, Sequence

from canvas.editor.camera import to_scene
from canvas.editor.editor import Editor
from canvas.geometry.box import Box
from canvas.geometry.vec import ORIGIN, Vec, rotate, sub
from canvas.kernels.connect import EndPoint, new_connector
from canvas.kernels.edits import point as as_point
from canvas.kernels.edits import tidy
from canvas.kernels.order import orders_on_top
from canvas.model.plan import Create, Plan
from canvas.model.records import RichText, Value
from canvas.shapes import registry

_NOT_DROPPED_INTO = ("table", "tableRow")
"""Kinds that hold nothing but their own rows and cells."""


def container_at(editor: Editor, point: Vec, without: Collection[str] = ()) -> str:
    """Return the frontmost container under a scene point that may take shapes, or "".

    Args:
        editor: whose page is looked at.
        point: scene space.
        without: shapes that cannot be the container, nor anything inside them.
    """
    graph = editor.graph
    barred: set[str] | None = None
    for shape_id in reversed(editor.scene.query(Box(point[0], point[1], 0.0, 0.0))):
        record = editor.records.shapes[shape_id]
        if not graph.is_container(record) or record.get("collapsed") or record.kind in _NOT_DROPPED_INTO:
            continue
        barred = set(graph.descendants(without)) if barred is None else barred
        if shape_id in barred:
            continue
        box = graph.box(shape_id)
        if box.contains(rotate(point, -record.rotation, box.center)) and editor.can_edit(shape_id):
            return shape_id
    return ""


def placed(editor: Editor, parent: str = "") -> dict[str, Value]:
    """Return page, layer, parent and order of a new shape in front of its siblings."""
    graph = editor.graph
    if parent:
        page, layer = editor.view.place(parent)
        siblings = editor.view.children(parent)
    else:
        page, layer = editor.page, editor.layer
        siblings = editor.view.tops(page, layer)
    values: dict[str, Value] = {"page": page, "layer": layer, "order": orders_on_top(graph, siblings, 1)[0]}
    if parent:
        values["parent"] = parent
    return values


def shape_values(
    editor: Editor, tool: str, box: Box, parent: str = "", home: Mapping[str, Value] | None = None
) -> dict[str, Value]:
    """Return the values of a new shape that is to lie at an absolute box; also what its preview shows.

    Args:
        editor: where it is made.
        tool: what `Defaults` knows: "rect", "note", "shape:<kind>"...
        box: scene space.
        parent: container that takes it, "" for the layer.
        home: what `placed` returned for that parent; asked again when None.
    """
    origin = ORIGIN
    if parent:
        at = editor.graph.box(parent)
        origin = Vec(at.x, at.y)
    return {
        **editor.defaults.values(tool),
        **(placed(editor, parent) if home is None else home),
        "x": tidy(box.x - origin.x),
        "y": tidy(box.y - origin.y),
        "w": tidy(box.w),
        "h": tidy(box.h),
    }


def create_shape(
    editor: Editor,
    tool: str,
    box: Box,
    parent: str = "",
    label: RichText = (),
    *,
    more: Mapping[str, Value] | None = None,
    gesture: Hashable | None = None,
) -> str:
    """Make a shape at an absolute box, select it and return its id, or "" when the diagram is read-only.

    Args:
        editor: where it is made.
        tool: what `Defaults` knows: "rect", "note", "shape:<kind>"...
        box: scene space.
        parent: container that takes it, "" for the layer.
        label: its text.
        more: values above the defaults.
        gesture: plans with an equal gesture are one step of undo.
    """
    shape_id = editor.new_id()
    values = {**shape_values(editor, tool, box, parent), **(more or {})}
    if not editor.apply(Plan(f"Add {title(tool)}", (Create(shape_id, values, label),)), gesture):
        return ""
    editor.select((shape_id,))
    return shape_id


def title(tool: str) -> str:
    """Return what a tool makes, in words for the undo menu."""
    if tool in ("connector", "line", "note", "frame", "text"):
        return tool
    names = {"diamond": "rhombus"}
    return registry.kind(names.get(tool, tool).removeprefix("shape:")).title.lower()


def connector_values(
    editor: Editor,
    tool: str,
    source: EndPoint,
    target: EndPoint,
    waypoints: Sequence[Vec] = (),
    home: Mapping[str, Value] | None = None,
) -> dict[str, Value]:
    """Return the values of a new connector; also what its preview shows.

    It lies in the container that holds both its shapes, so that it moves and is copied with them.

    Args:
        editor: where it is made.
        tool: "connector" or "line".
        source: where it begins.
        target: where it ends.
        waypoints: bends, scene space.
        home: page, layer and order for a preview, where the real ones do not show; looked up when None.
    """
    parent = common_container(editor, source.shape, target.shape)
    origin = ORIGIN
    if parent:
        box = editor.graph.box(parent)
        origin = Vec(box.x, box.y)
    values = {
        **editor.defaults.values(tool),
        **(placed(editor, parent) if home is None else {**home, **({"parent": parent} if parent else {})}),
        **new_connector(source, target, origin),
    }
    if waypoints:
        values["waypoints"] = tuple(as_point(sub(p, origin)) for p in waypoints)
    return values


def common_container(editor: Editor, source: str, target: str) -> str:
    """Return the innermost shape that holds both shapes, or ""."""
    if not source or not target:
        return ""
    graph = editor.graph
    outer = set(graph.ancestors(source))
    return next((a for a in graph.ancestors(target) if a in outer), "")


def create_connector(
    editor: Editor, tool: str, source: EndPoint, target: EndPoint, waypoints: Sequence[Vec] = ()
) -> str:
    """Make a connector, select it and return its id, or "" when the diagram is read-only.

    Args:
        editor: where it is made.
        tool: "connector" or "line".
        source: where it begins.
        target: where it ends.
        waypoints: bends, scene space.
    """
    connector = editor.new_id()
    values = connector_values(editor, tool, source, target, waypoints)
    if not editor.apply(Plan(f"Add {title(tool)}", (Create(connector, values),))):
        return ""
    editor.select((connector,))
    return connector


def free_place(editor: Editor, w: float, h: float) -> Vec:
    """Return where a new shape of this size goes that nobody pointed a place for: the middle of the view, shifted until none lies there."""
    at = to_scene(editor.camera, editor.camera.middle)
    step = editor.grid_size
    x, y = round((at.x - w / 2) / step) * step, round((at.y - h / 2) / step) * step
    taken = {(round(b.x), round(b.y)) for b in (editor.scene.box(s) for s in editor.scene.order)}
    while (round(x), round(y)) in taken:
        x, y = x + 2 * step, y + 2 * step
    return Vec(x + w / 2, y + h / 2)
