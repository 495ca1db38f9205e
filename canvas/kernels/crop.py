"""Cropping pictures: the numbers of a document and what they mean, without touching the picture itself."""

from __future__ import annotations

from collections.abc import Mapping

from canvas.geometry.box import Box
from canvas.geometry.crop import NO_CROP, Crop, crop_of, whole
from canvas.geometry.vec import Vec, rotate
from canvas.kernels.edits import Edits, merged
from canvas.kernels.graph import Graph
from canvas.kernels.placing import box_edits
from canvas.model.plan import UNSET
from canvas.model.records import Value

KEYS = ("crop.left", "crop.top", "crop.right", "crop.bottom")


def crop_in(values: Mapping[str, Value]) -> Crop:
    """Return the crop that document values say."""
    return Crop(*(float(values.get(key) or 0.0) for key in KEYS))


def shown_crop(values: Mapping[str, Value]) -> Crop:
    """Return what is cut off at the sides as they are seen, where the shape is mirrored."""
    return crop_in(values).mirrored(bool(values.get("flip_h")), bool(values.get("flip_v")))


def whole_box(graph: Graph, shape: str) -> Box:
    """Return where the whole picture of a shape lies, before the shape's rotation about the middle of its own box."""
    return whole(graph.box(shape), shown_crop(graph.records[shape].values))


def crop_edits(graph: Graph, shape: str, seen: Box, all_: Box) -> Edits:
    """Return the edits that show a part of a picture.

    Args:
        graph: the page as it is.
        shape: the picture.
        seen: the part, and `all_` the whole, both before the shape's rotation about the middle of its present box.
        all_: the whole picture.
    """
    record, old = graph.records[shape], graph.box(shape)
    middle = rotate(seen.center, record.rotation, old.center)
    box = Box(middle.x - seen.w / 2, middle.y - seen.h / 2, seen.w, seen.h)
    crop = crop_of(seen, all_).mirrored(bool(record.get("flip_h")), bool(record.get("flip_v")))
    values = {key: share or UNSET for key, share in zip(KEYS, crop, strict=True)}
    return merged(box_edits(graph, {shape: box}), {shape: values})


def placed_whole(graph: Graph, shape: str, all_: Box) -> Box:
    """Return the box of the whole picture as a shape of the same rotation that turns about its own middle."""
    record, old = graph.records[shape], graph.box(shape)
    middle: Vec = rotate(all_.center, record.rotation, old.center)
    return Box(middle.x - all_.w / 2, middle.y - all_.h / 2, all_.w, all_.h)


def is_cropped(values: Mapping[str, Value]) -> bool:
    """Tell whether a picture shows a part of itself only."""
    return crop_in(values) != NO_CROP
