"""Containers that show their children only within their outline, a frame for example."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import islice

from canvas.drawing.display_list import DisplayEntry, Placement
from canvas.drawing.placement import matrix_of
from canvas.drawing.style import ColorScheme, resolve
from canvas.geometry.box import Box
from canvas.geometry.path import Path
from canvas.geometry.path_ops import bounds, transformed
from canvas.model.records import ShapeRecord
from canvas.shapes.painting import outline

CLIP = "clip"
_DEEPEST = 64


def clipping_above(
    shape_id: str, shapes: Mapping[str, ShapeRecord], parent: Callable[[str], str]
) -> Iterator[ShapeRecord]:
    """Yield the containers around a shape that clip it, the innermost first."""
    for holder in islice(_ancestors(shape_id, parent), _DEEPEST):
        record = shapes.get(holder)
        if record is not None and record.values.get(CLIP) and not record.is_connector:
            yield record


def _ancestors(shape_id: str, parent: Callable[[str], str]) -> Iterator[str]:
    holder = parent(shape_id)
    while holder:
        yield holder
        holder = parent(holder)


def clip_path(record: ShapeRecord, box: Box, scheme: ColorScheme) -> Path:
    """Return the outline of a container where it lies in the scene.

    Args:
        record: the container, of the size it is painted with.
        box: its absolute box.
        scheme: colours; an outline does not depend on them.
    """
    get = record.get
    placement = Placement(box, record.rotation, bool(get("flip_h", False)), bool(get("flip_v", False)))
    return transformed(outline(record, resolve(record.values, scheme)), matrix_of(placement))


def clipped(entry: DisplayEntry, clips: tuple[Path, ...]) -> DisplayEntry:
    """Return an entry that shows nothing beyond some outlines."""
    if not clips:
        return entry
    seen = entry.bounds
    for clip in clips:
        seen = common(seen, bounds(clip))
    return replace(entry, bounds=seen, clips=clips)


def common(box: Box, other: Box | None) -> Box:
    """Return what two boxes have in common; a box without size, inside the other one's rim, when that is nothing."""
    if other is None:
        return Box(box.x, box.y, 0.0, 0.0)
    left, top = min(max(box.x, other.x), other.right), min(max(box.y, other.y), other.bottom)
    right, bottom = min(box.right, other.right), min(box.bottom, other.bottom)
    return Box(left, top, max(0.0, right - left), max(0.0, bottom - top))
