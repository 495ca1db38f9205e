"""What lies under a point or inside a box, by exact outline, front to back."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from canvas.drawing.display_list import DisplayEntry, PathItem, TextItem
from canvas.drawing.placement import to_local, unflipped
from canvas.drawing.style import resolve
from canvas.geometry import path_ops
from canvas.geometry.box import Box
from canvas.geometry.intersect import segment_with_box
from canvas.geometry.polyline import distance_to
from canvas.geometry.vec import Vec, distance, rotate
from canvas.model.records import ShapeRecord
from canvas.scene.curves import drawn_points, is_curved
from canvas.scene.entries import sized
from canvas.scene.extent import text_box
from canvas.scene.outline_boxes import outline_box
from canvas.scene.page_scene import PageScene
from canvas.shapes.anchoring import anchor_of, offered_ports
from canvas.shapes.painting import outline


@dataclass(frozen=True, slots=True)
class PortHit:
    """A connection point under the pointer: the shape, the port as fractions of its box, and its place in the scene."""

    shape: str
    port: Vec
    point: Vec


def hit(scene: PageScene, point: Vec, tolerance: float) -> str | None:
    """Return the frontmost id under a point, or None.

    Shapes without fill are hit at their outline and their label only, so that what lies inside a frame can be reached.

    Args:
        scene: the page.
        point: scene space.
        tolerance: how far beside an outline or a line still counts, scene units.
    """
    return next(iter(_hits(scene, point, tolerance, first=True)), None)


def hit_all(scene: PageScene, point: Vec, tolerance: float) -> tuple[str, ...]:
    """Return all ids under a point, front to back."""
    return tuple(_hits(scene, point, tolerance, first=False))


def _hits(scene: PageScene, point: Vec, tolerance: float, *, first: bool) -> list[str]:
    around = Box(point[0] - tolerance, point[1] - tolerance, 2 * tolerance, 2 * tolerance)
    found = []
    for i in reversed(scene.query(around)):
        if _is_hit(scene, scene.entry(i), point, tolerance):
            found.append(i)
            if first:
                break
    return found


def _is_hit(scene: PageScene, entry: DisplayEntry, point: Vec, tolerance: float) -> bool:
    if not all(path_ops.contains(clip, point) for clip in entry.clips):
        return False
    if entry.points:
        reach = tolerance + _half_stroke(entry)
        return _off_line(scene, entry, point) <= reach or _on_text(scene, entry, point)
    record = sized(scene.records.shapes[entry.id], entry.placement.box)
    local = to_local(entry.placement, point)
    shape = outline(record, resolve(record.values, scene.scheme))
    if _is_solid(record, entry) and path_ops.contains(shape, local):
        return True
    if entry.items and path_ops.distance(shape, local) <= tolerance + _half_stroke(entry):
        return True
    return _on_text(scene, entry, point)


def _off_line(scene: PageScene, entry: DisplayEntry, point: Vec) -> float:
    """Return how far a point is from a connector's line as it is drawn: curves run far from the corners they are made of."""
    drawn = next((item.path for item in entry.items if isinstance(item, PathItem)), None)
    if drawn is None or not is_curved(scene.records.shapes[entry.id]):
        return distance_to(entry.points, point)
    return path_ops.distance(drawn, point)


def _half_stroke(entry: DisplayEntry) -> float:
    widths = [item.stroke.width for item in entry.items if isinstance(item, PathItem) and item.stroke]
    return max(widths, default=0.0) / 2


def _is_solid(record: ShapeRecord, entry: DisplayEntry) -> bool:
    """Tell whether the inside belongs to the shape: it is filled, or shows a picture."""
    if record.get("image"):
        return True
    return any(isinstance(item, PathItem) and item.fill is not None for item in entry.items)


def _on_text(scene: PageScene, entry: DisplayEntry, point: Vec) -> bool:
    local = to_local(unflipped(entry.placement), point)
    return any(text_box(item.block, scene.engine).contains(local) for item in entry.items if isinstance(item, TextItem))


def within(scene: PageScene, box: Box, contain: bool) -> tuple[str, ...]:
    """Return the painted ids selected by a rubber band, back to front.

    Args:
        scene: the page.
        box: the band, scene space.
        contain: the shape's box or line must lie wholly inside; else it is enough that they touch.
    """
    return scene.within(box, contain, lambda i: _selected(scene, i, box, contain))


def _selected(scene: PageScene, shape_id: str, band: Box, contain: bool) -> bool:
    """Look at an outline: a connector's line or a shape's box."""
    record = scene.records.shapes[shape_id]
    if not record.is_connector:
        box = scene.box(shape_id)
        return band.contains_box(outline_box(record, box)[0]) if contain else _touches(record, box, band)
    points = drawn_points(record, scene.points(shape_id))
    if contain:
        return bool(points) and all(band.contains(p) for p in points)
    return any(segment_with_box(a, b, band) for a, b in pairwise(points))


def _touches(record: ShapeRecord, box: Box, band: Box) -> bool:
    """Tell whether a turned box and an upright one overlap: a corner of one inside the other, or sides that cross."""
    if not record.rotation:
        return box.intersects(band)
    center = box.center
    corners = [rotate(p, record.rotation, center) for p in box.corners]
    sides = zip(corners, (*corners[1:], corners[0]), strict=True)
    return any(segment_with_box(a, b, band) for a, b in sides) or box.contains(
        rotate(band.center, -record.rotation, center)
    )


def hit_port(scene: PageScene, point: Vec, tolerance: float) -> PortHit | None:
    """Return the nearest connection point within `tolerance` of a point (scene units), of the shapes around it, or None."""
    around = Box(point[0] - tolerance, point[1] - tolerance, 2 * tolerance, 2 * tolerance)
    best: PortHit | None = None
    reach = tolerance
    for i in reversed(scene.query(around)):
        for port, place in ports(scene, i):
            d = distance(place, point)
            if d < reach or (best is None and d <= reach):
                best, reach = PortHit(i, port, place), d
    return best


def ports(scene: PageScene, shape_id: str) -> tuple[tuple[Vec, Vec], ...]:
    """Return the connection points of a shape as (fractions of its box, scene point); none for connectors."""
    record = scene.records.shapes.get(shape_id)
    if record is None or record.is_connector:
        return ()
    return offered_ports(anchor_of(record.values, scene.box(shape_id)))
