"""Lines with two parallel ends and one stretch across, and the lines of entity relations and loops."""

from __future__ import annotations

from collections.abc import Sequence

from canvas.geometry.box import Box
from canvas.geometry.vec import Vec
from canvas.kernels.routing.terminal import Options, Terminal

ENTITY_SEGMENT = 30.0
LOOP_SEGMENT = 10.0


def elbow_bends(source: Terminal, target: Terminal, waypoints: Sequence[Vec], vertical: bool) -> list[Vec]:
    """Return the bends of a line that goes across between the two ends.

    Args:
        source: first end.
        target: last end.
        waypoints: the first one says where the stretch across lies.
        vertical: the stretch across is horizontal (the line leaves upwards or downwards).
    """
    point = Vec(*waypoints[0]) if waypoints else None
    a, b = source.plain_box, target.plain_box
    if source.glued and target.glued:
        if point is not None:
            vertical_only = point.y < min(a.y, b.y) or point.y > max(a.bottom, b.bottom)
            horizontal_only = point.x < min(a.x, b.x) or point.x > max(a.right, b.right)
        else:
            vertical_only = max(a.x, b.x) == min(a.right, b.right)
            horizontal_only = not vertical_only and max(a.y, b.y) == min(a.bottom, b.bottom)
    else:
        vertical_only = horizontal_only = False
    boxes = (_end_box(source), _end_box(target))
    if not horizontal_only and (vertical_only or vertical):
        # Going top to bottom is going side to side in the plane mirrored at its diagonal.
        mirrored = Vec(point.y, point.x) if point is not None else None
        return [Vec(y, x) for x, y in _across(_mirrored(boxes[0]), _mirrored(boxes[1]), mirrored)]
    return _across(*boxes, point)


def _end_box(end: Terminal) -> Box:
    return Box(end.fixed.x, end.fixed.y, 0.0, 0.0) if end.fixed is not None else end.plain_box


def _mirrored(box: Box) -> Box:
    return Box(box.y, box.x, box.h, box.w)


def _across(a: Box, b: Box, point: Vec | None) -> list[Vec]:
    """Return the bends of a line out of the sides of two boxes with a vertical stretch between them."""
    left, right = max(a.x, b.x), min(a.right, b.right)
    x = point.x if point is not None else float(round(right + (left - right) / 2))
    ys = [a.center.y, b.center.y]
    if point is not None:
        ys = [point.y if box.y <= point.y <= box.bottom else y for box, y in zip((a, b), ys, strict=True)]
    bends = [Vec(x, y) for y in ys if not a.contains(Vec(x, y)) and not b.contains(Vec(x, y))]
    if not bends:
        if point is not None:
            extra = Vec(x, point.y)
            if not a.contains(extra) and not b.contains(extra):
                bends.append(extra)
        else:
            top, bottom = max(a.y, b.y), min(a.bottom, b.bottom)
            bends.append(Vec(x, top + (bottom - top) / 2))
    return bends


def entity_bends(source: Terminal, target: Terminal, options: Options) -> list[Vec]:
    """Return the bends of a line that always leaves and arrives sideways by a straight stretch."""
    length = ENTITY_SEGMENT if options.segment is None else options.segment
    a, b = _end_box(source), _end_box(target)
    source_left = source.glued and b.right < a.x
    target_left = not target.glued or a.right < b.x
    source_left = _forced_left(source, source_left)
    target_left = _forced_left(target, target_left)
    x0, y0 = (a.x if source_left else a.right), a.center.y
    x1, y1 = (b.x if target_left else b.right), b.center.y
    if source_left == target_left:
        x = min(x0, x1) - length if source_left else max(x0, x1) + length
        return [Vec(x, y0), Vec(x, y1)]
    out = Vec(x0 + (-length if source_left else length), y0)
    into = Vec(x1 + (-length if target_left else length), y1)
    if (out.x < into.x) == source_left:
        middle = y0 + (y1 - y0) / 2
        return [out, Vec(out.x, middle), Vec(into.x, middle), into]
    return [out, into]


def _forced_left(end: Terminal, left: bool) -> bool:
    """Return whether a floating end leaves on the left, after the sides its shape allows."""
    if end.fixed is None and end.sides & {"E", "W"} and not {"E", "W"} <= end.sides:
        return "W" in end.sides
    return left


def loop_bends(source: Terminal, target: Terminal, waypoints: Sequence[Vec], options: Options) -> list[Vec]:
    """Return the bends of a line from a shape to itself."""
    if source.fixed is not None and target.fixed is not None:
        return [Vec(*p) for p in waypoints]
    box = source.plain_box
    point = Vec(*waypoints[0]) if waypoints else None
    if point is not None and box.contains(point):
        point = None
    length = LOOP_SEGMENT if options.segment is None else options.segment
    upright = options.loop_side in {"north", "south"}
    if point is None:
        return _default_loop(box, length, options.loop_side)
    if point.x < box.x or point.x > box.right:
        x = box.center.x if upright else 0.0
        y = 0.0 if upright else box.center.y
        dx, dy = (length, 0.0) if upright else (0.0, length)
        x, dy = point.x, max(abs(y - point.y), dy)
        return [Vec(x - dx, y - dy), Vec(x + dx, y + dy)]
    dx = max(abs(box.center.x - point.x), 0.0 if upright else length)
    return [Vec(box.center.x - dx, point.y), Vec(box.center.x + dx, point.y)]


def _default_loop(box: Box, length: float, side: str) -> list[Vec]:
    """Return a loop twice `length` away from the shape; draw.io names the side from which the line comes back, hence east is left."""
    if side in {"north", "south"}:
        y = box.y - 2 * length if side == "north" else box.bottom + 2 * length
        return [Vec(box.center.x - length, y), Vec(box.center.x + length, y)]
    x = box.x - 2 * length if side == "east" else box.right + 2 * length
    return [Vec(x, box.center.y - length), Vec(x, box.center.y + length)]
