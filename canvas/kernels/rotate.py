"""Turning shapes about a point. A parent does not turn its children in the document, so all of them are turned here."""

from __future__ import annotations

import math
from collections.abc import Collection

from canvas.geometry.box import Box
from canvas.geometry.vec import Vec, rotate
from canvas.kernels.edits import Edits, merged
from canvas.kernels.graph import Graph
from canvas.kernels.placing import box_edits, carried_connectors, line_edits

STEP_DEGREES = 15.0
"""What a held Shift snaps to."""


def normal_degrees(degrees: float) -> float:
    """Return an angle within [0, 360), rounded to a hundredth."""
    return round(degrees % 360.0, 2) % 360.0


def pointer_angle(centre: Vec, start: Vec, now: Vec) -> float:
    """Return by how many degrees clockwise the pointer went about a centre."""
    before = math.atan2(start[1] - centre[1], start[0] - centre[0])
    after = math.atan2(now[1] - centre[1], now[0] - centre[0])
    return math.degrees(after - before)


def snapped_turn(current: float, degrees: float, step: float = STEP_DEGREES) -> float:
    """Return the turn that brings a shape, now at `current` degrees, to the multiple of a step nearest to the wanted angle."""
    return round((current + degrees) / step) * step - current


def turn(graph: Graph, ids: Collection[str], degrees: float, centre: Vec) -> Edits:
    """Return the edits that turn shapes clockwise about a scene point, with all that is inside them."""
    roots = graph.roots(ids)
    moved = frozenset(graph.descendants(roots))
    boxes: dict[str, Box] = {}
    angles: Edits = {}
    lines: list[str] = []
    for shape_id in graph.descendants(roots):
        record = graph.records[shape_id]
        if record.is_connector:
            lines.append(shape_id)
        elif not record.get("relative"):
            boxes[shape_id] = _turned(graph.box(shape_id), degrees, centre)
            angles[shape_id] = {"rotation": normal_degrees(record.rotation + degrees)}
    lines += carried_connectors(graph, moved)

    def change(p: Vec) -> Vec:
        return rotate(p, degrees, centre)

    return merged(box_edits(graph, boxes), angles, *(line_edits(graph, c, change, boxes) for c in lines))


def _turned(box: Box, degrees: float, centre: Vec) -> Box:
    middle = rotate(box.center, degrees, centre)
    return Box(middle.x - box.w / 2, middle.y - box.h / 2, box.w, box.h)
