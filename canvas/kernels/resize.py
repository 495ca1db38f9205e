"""Resizing by one of eight handles, one shape in its own rotated frame or several in a common upright one."""

from __future__ import annotations

import math
from collections.abc import Collection

from canvas.geometry.box import Box
from canvas.geometry.vec import Vec, add, rotate, sub
from canvas.kernels.arranged_size import is_placed
from canvas.kernels.arrangement import KEY
from canvas.kernels.edits import Edits, merged
from canvas.kernels.graph import Graph
from canvas.kernels.placing import PointMap, box_edits, carried_connectors, line_edits

HANDLES: dict[str, tuple[int, int]] = {
    "nw": (-1, -1), "n": (0, -1), "ne": (1, -1), "e": (1, 0), "se": (1, 1), "s": (0, 1), "sw": (-1, 1), "w": (-1, 0),
}  # fmt: skip
"""Which sides a handle moves: -1 left or top, 1 right or bottom, 0 neither."""
LEAST_SIZE = 4.0
"""Smallest width and height that dragging can make, scene units."""


def frame(graph: Graph, ids: Collection[str]) -> tuple[Box, float] | None:
    """Return the frame that carries the handles: box before rotation and degrees, or None when nothing has a size."""
    shapes = ids if graph.are_plain(ids) else graph.roots(ids)
    solid = next((s for s in shapes if not graph.records[s].is_connector), None)
    if solid is not None and len(shapes) == 1:
        return graph.box(solid), graph.records[solid].rotation
    box = graph.around(shapes) if solid is not None else None
    return None if box is None else (box, 0.0)


def dragged_frame(
    box: Box, rotation: float, handle: str, by: Vec, *, keep_ratio: bool = False, from_centre: bool = False
) -> Box:
    """Return a frame after its handle was dragged; the opposite side (or the centre) stays where it was in the scene.

    Args:
        box: before rotation.
        rotation: degrees clockwise about the centre of the box.
        handle: key of HANDLES.
        by: displacement of the pointer, scene space.
        keep_ratio: keep width to height.
        from_centre: let both sides move.
    """
    sx, sy = HANDLES[handle]
    local = rotate(by, -rotation)
    grow = 2.0 if from_centre else 1.0
    w = max(LEAST_SIZE, box.w + sx * local.x * grow) if sx else box.w
    h = max(LEAST_SIZE, box.h + sy * local.y * grow) if sy else box.h
    if keep_ratio and box.w > 0 and box.h > 0:
        w, h = _same_ratio(box, w, h, sx, sy)
    fixed = Vec(0.5, 0.5) if from_centre else Vec(0.5 - sx / 2, 0.5 - sy / 2)
    return anchored(box, rotation, w, h, fixed)


def _same_ratio(box: Box, w: float, h: float, sx: int, sy: int) -> tuple[float, float]:
    """Return a size of the box's ratio: led by the side that is dragged, or by the larger growth at a corner."""
    kx, ky = w / box.w, h / box.h
    k = ky if not sx else kx if not sy else max(kx, ky)
    k = max(k, LEAST_SIZE / box.w, LEAST_SIZE / box.h)
    return box.w * k, box.h * k


def anchored(box: Box, rotation: float, w: float, h: float, fixed: Vec) -> Box:
    """Return a box of another size whose point at the fractions `fixed` stays where it is in the scene."""
    kept = rotate(Vec(box.x + fixed.x * box.w, box.y + fixed.y * box.h), rotation, box.center)
    to_centre = rotate(Vec((0.5 - fixed.x) * w, (0.5 - fixed.y) * h), rotation)
    centre = add(kept, to_centre)
    return Box(centre.x - w / 2, centre.y - h / 2, w, h)


def resize(
    graph: Graph,
    ids: Collection[str],
    handle: str,
    by: Vec,
    *,
    keep_ratio: bool = False,
    from_centre: bool = False,
) -> Edits:
    """Return the edits of dragging a handle of the frame around shapes by a displacement in scene space."""
    found = frame(graph, ids)
    if found is None:
        return {}
    box, rotation = found
    return fit_frame(
        graph, ids, dragged_frame(box, rotation, handle, by, keep_ratio=keep_ratio, from_centre=from_centre)
    )


def fit_frame(graph: Graph, ids: Collection[str], new: Box) -> Edits:
    """Return the edits that make the frame around shapes equal to `new` (before the frame's rotation).

    What is inside a group is scaled with it. A container that is resized alone leaves its children where they are.
    """
    found = frame(graph, ids)
    if found is None:
        return {}
    old, rotation = found
    roots = graph.roots(ids)
    solid = [root for root in roots if not graph.records[root].is_connector]
    alone = len(roots) == 1
    boxes = {s: new if alone else scaled_box(graph.box(s), graph.records[s].rotation, old, new) for s in solid}
    if alone and graph.is_container(graph.records[solid[0]]):
        return _resized_container(graph, solid[0], new)
    for root in solid:
        _scale_inside(graph, root, boxes)
    change = _frame_map(old, new, rotation)
    lines = _lines_to_scale(graph, roots, boxes)
    return merged(box_edits(graph, boxes), *(line_edits(graph, c, change, boxes) for c in lines))


def _resized_container(graph: Graph, shape_id: str, new: Box) -> Edits:
    """Return the edits of one container: its children keep their places in the scene."""
    boxes = {shape_id: new}
    lines: list[str] = []
    for child in graph.links.children(shape_id):
        record = graph.records[child]
        if record.is_connector:
            lines.append(child)
        elif not record.get("relative") and not is_placed(graph, child):
            boxes[child] = graph.box(child)
    return merged(box_edits(graph, boxes), *(line_edits(graph, c, lambda p: p, boxes) for c in lines))


def _factors(old: Box, new: Box) -> tuple[float, float]:
    """Return how many times wider and higher the new box is; a side without length counts as unchanged."""
    return (new.w / old.w if old.w > 0 else 1.0, new.h / old.h if old.h > 0 else 1.0)


def _frame_map(old: Box, new: Box, rotation: float) -> PointMap:
    """Return the map that takes the scene inside the old frame to the inside of the new one."""
    kx, ky = _factors(old, new)

    def change(p: Vec) -> Vec:
        inner = sub(rotate(p, -rotation, old.center), old.center)
        return rotate(Vec(new.center.x + inner.x * kx, new.center.y + inner.y * ky), rotation, new.center)

    return change


def scaled_box(box: Box, rotation: float, old: Box, new: Box) -> Box:
    """Return a box that keeps its place and share of a frame that is scaled; rotated boxes stay rectangles."""
    kx, ky = _factors(old, new)
    c, s = math.cos(math.radians(rotation)), math.sin(math.radians(rotation))
    w = box.w * math.hypot(kx * c, ky * s)
    h = box.h * math.hypot(kx * s, ky * c)
    centre = Vec(new.x + (box.center.x - old.x) * kx, new.y + (box.center.y - old.y) * ky)
    return Box(centre.x - w / 2, centre.y - h / 2, w, h)


def _scale_inside(graph: Graph, shape_id: str, boxes: dict[str, Box]) -> None:
    """Add the boxes of all that is inside a resized shape, scaled with it."""
    old, new = graph.box(shape_id), boxes[shape_id]
    if graph.records[shape_id].get(KEY):
        return
    for child in graph.links.children(shape_id):
        record = graph.records[child]
        if not record.is_connector and not record.get("relative"):
            boxes[child] = scaled_box(graph.box(child), record.rotation, old, new)
            _scale_inside(graph, child, boxes)


def _lines_to_scale(graph: Graph, roots: Collection[str], boxes: dict[str, Box]) -> tuple[str, ...]:
    """Return the connectors whose bends must follow: the selected ones, those inside and those between members."""
    found = {r: None for r in roots if graph.records[r].is_connector}
    for shape_id in boxes:
        found.update((c, None) for c in graph.links.children(shape_id) if graph.records[c].is_connector)
    found.update((c, None) for c in carried_connectors(graph, frozenset(boxes)))
    return tuple(found)
