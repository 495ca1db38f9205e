"""How much room painted things take: exactly, from the items, and roughly, before anything is painted or text laid out."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from functools import lru_cache

from canvas.drawing.display_list import DisplayEntry, Item, PathItem, Placement, TextItem
from canvas.drawing.placement import matrix_of, unflipped
from canvas.drawing.shadow import REACH
from canvas.drawing.text import TextBlock, TextEngine
from canvas.geometry.box import Box, from_points, union
from canvas.geometry.matrix import apply
from canvas.geometry.stroke_box import MITRE_LIMIT, stroke_box
from canvas.geometry.vec import Vec, rotate
from canvas.kernels.routing.avoiding.router import REACH as DETOUR
from canvas.model.records import ShapeRecord, Value
from canvas.scene.avoiding import AVOID
from canvas.scene.line_style import number
from canvas.shapes.construction import whole
from canvas.shapes.registry import kind

_WIDEST_LETTER = 1.0
_LINE_HEIGHT = 1.5
"""Rough text: no letter is wider than this times the font's size, no line higher."""
_LABEL_PAD = 2.0
_SHADOW_SEEN = 3.5
"""How far a shadow is still seen beyond its shape, scene units."""


def content_box(entries: Iterable[DisplayEntry], engine: TextEngine) -> Box:
    """Return the scene box of what is seen of entries, without the reserve that repainting needs; an empty box for nothing."""
    boxes = (_painted(entry.items, entry.placement, engine, reserve=False) for entry in entries)
    return union(box for box in boxes if box is not None) or Box(0.0, 0.0, 0.0, 0.0)


def exact(items: Iterable[Item], placement: Placement, engine: TextEngine) -> Box:
    """Return the scene box of everything painted; text is laid out for it."""
    return _painted(items, placement, engine, reserve=True) or placement.box


def _painted(items: Iterable[Item], placement: Placement, engine: TextEngine, *, reserve: bool) -> Box | None:
    """Return the scene box of everything painted, None for nothing.

    Args:
        items: in local space.
        placement: local space to the scene.
        engine: lays out the text.
        reserve: count in what letters and the fading ends of shadows may reach beyond their measure.
    """
    boxes: list[Box] = []
    flat = placement.box.x == placement.box.y == 0 and not placement.rotation
    plain = placement.rotation == 0 and not placement.flip_h and not placement.flip_v
    for item in items:
        local = item_box(item, engine, reserve=reserve)
        if local is None:
            continue
        if plain:
            boxes.append(local if flat else local.translated(placement.box.x, placement.box.y))
        else:
            m = matrix_of(unflipped(placement) if isinstance(item, TextItem) and item.block.upright else placement)
            boxes.append(from_points(apply(m, p) for p in local.corners))
    return union(boxes)


def item_box(item: Item, engine: TextEngine, *, reserve: bool = True) -> Box | None:
    """Return the box of one item in its own space, None when it paints nothing."""
    if isinstance(item, TextItem):
        return text_box(item.block, engine, reserve=reserve)
    if isinstance(item, PathItem):
        stroke = item.stroke
        box = stroke_box(item.path, stroke.width if stroke else 0.0, stroke is None or stroke.join == "miter")
        return box.inflated(REACH if reserve else _SHADOW_SEEN) if box is not None and item.shadow else box
    return item.box


def text_box(block: TextBlock, engine: TextEngine, *, reserve: bool = True) -> Box:
    """Return the box of a laid out text block, its turn included."""
    box = engine.layout(block).box
    if block.overflow == "hidden":
        box = _clipped(box, block.box)
    elif block.overflow in {"fill", "width"}:
        box = box.united(block.box)
    if reserve:
        box = box.inflated(2.0 if block.border or block.background else 1.0)
    if block.rotation:
        center = block.box.center
        box = from_points(rotate(p, block.rotation, center) for p in box.corners)
    return box


def _clipped(box: Box, by: Box) -> Box:
    x, y = max(box.x, by.x), max(box.y, by.y)
    return Box(x, y, max(0.0, min(box.right, by.right) - x), max(0.0, min(box.bottom, by.bottom) - y))


_UNUSUAL = frozenset(
    {
        "rotation", "style.text_hidden", "style.stroke_width", "style.shadow", "style.font_size", "style.horizontal",
        "style.label_h", "style.label_v", "style.spacing", "style.spacing_top", "style.spacing_right", "style.spacing_bottom",
        "style.spacing_left", "style.label_width", "style.label_rotation",
    }
)  # fmt: skip
"""Values without which a shape reaches no further than the one line of its label."""


def rough_shape(record: ShapeRecord, box: Box) -> Box:
    """Return a scene box that holds whatever a shape may paint, without painting it.

    Args:
        record: the shape.
        box: its absolute unrotated box.
    """
    values, label = record.values, record.label
    if _UNUSUAL.isdisjoint(values):
        # Most shapes are so, and this runs for each of them when a page is opened.
        x, y, w, h = box
        over_w = over_h = MITRE_LIMIT / 2 + 1.0
        if label:
            past_w, past_h = _past(record, w, h)
            over_w += past_w + _LABEL_PAD
            over_h += past_h + _LABEL_PAD
        return Box(x - over_w, y - over_h, w + 2 * over_w, h + 2 * over_h)
    get = values.get
    result = box
    if label and not get("style.text_hidden"):
        result = box.united(_set_aside(values, _rough_label(record, box)))
    rotation = get("rotation", 0.0)
    if rotation:
        center = box.center
        result = from_points(rotate(p, rotation, center) for p in result.corners)
    return result.inflated(
        MITRE_LIMIT / 2 * get("style.stroke_width", 1.0) + (REACH if get("style.shadow") else 0.0) + 1.0
    )


def _set_aside(values: Mapping[str, Value], label: Box) -> Box:
    """Return where a label may be that has a width or a turn of its own."""
    width = number(values.get("style.label_width"), 0.0)
    room = Box(label.x - width, label.y, label.w + 2 * width, label.h)
    # It turns about its own middle, which may be anywhere in there.
    return room.inflated(math.hypot(room.w, room.h) / 2) if values.get("style.label_rotation") else room


def _rough_label(record: ShapeRecord, box: Box) -> Box:
    values = record.values
    get = values.get
    if get("style.label_h", "center") != "center" or get("style.label_v", "middle") != "middle":
        w, h = rough_text(record, _broken_at(values, box.w))
        return Box(box.x - w - box.w, box.y - h - box.h, 2 * w + 3 * box.w, 2 * h + 3 * box.h)
    over_w, over_h = _past(record, box.w, box.h)
    if not get("style.horizontal", True):
        past_h, past_w = _past(record, box.h, box.w)
        over_w, over_h = max(over_w, past_w), max(over_h, past_h)
    pad = _LABEL_PAD
    if not _SPACINGS.isdisjoint(values):
        pad += sum(abs(number(get(side, 0.0), 0.0)) for side in _SPACINGS)
    over_w, over_h = over_w + pad, over_h + pad
    return Box(box.x - over_w, box.y - over_h, box.w + 2 * over_w, box.h + 2 * over_h)


def _past(record: ShapeRecord, w: float, h: float) -> tuple[float, float]:
    """Return how far a label inside a shape may reach beyond its sides, and beyond its upper and lower one.

    Args:
        record: the shape.
        w: its length along the lines of the label.
        h: its length across them.
    """
    values = record.values
    broken_at = _broken_at(values, w)
    text_w, text_h = rough_text(record, broken_at)
    if _keeps_all_for_its_label(values.get("kind", "rect")):
        # Text may be aligned to any side of the shape, and overflows at the other.
        return text_w - w if text_w > w else 0.0, text_h - h if text_h > h else 0.0
    # It may lie along any side, like the title of a lane, and have room for no more than a word in a line there.
    return text_w, rough_text(record, _LEAST)[1] if broken_at else text_h


def _broken_at(values: Mapping[str, Value], w: float) -> float:
    """Return where the lines of a label are broken that has a length `w` to lie along, 0 for nowhere."""
    if not values.get("style.wrap"):
        return 0.0
    own = values.get("style.label_width")
    return w if own is None else max(_LEAST, number(own, w))


_LEAST = 1.0
"""Width that no word fits into, scene units."""


@lru_cache(maxsize=1024)
def _keeps_all_for_its_label(kind_name: str) -> bool:
    return kind(kind_name).text_box is whole


_SPACINGS = frozenset(f"style.spacing{side}" for side in ("", "_top", "_right", "_bottom", "_left"))


def rough_text(record: ShapeRecord, width: float) -> tuple[float, float]:
    """Return a size that a label will not exceed; `width` is where lines are broken, 0 for nowhere."""
    label = record.label
    if not label:
        return 0.0, 0.0
    size = number(found, 12.0) if (found := record.values.get("style.font_size")) is not None else 12.0
    if len(label) > 1 or label[0].marks:
        size = max(size, *(number(run.mark("size"), size) for run in label))
    letter = size * _WIDEST_LETTER
    text = label[0].text if len(label) == 1 else record.text
    if (short := len(text) * letter) <= (width or short) and "\n" not in text:
        return short + letter, size * _LINE_HEIGHT + size
    widest, count = 0.0, 0
    for line in text.split("\n"):
        length = len(line) * letter
        count += 1
        if 0 < width < length:
            longest = max(map(len, line.split(" "))) * letter
            count += math.ceil(length / width) if width >= letter else _most_pieces(line)
            length = max(width, longest)
        widest = max(widest, length)
    return widest + letter, count * size * _LINE_HEIGHT + size


def _most_pieces(line: str) -> int:
    """Return into how many pieces a line is broken at most: between letters only where other scripts may be."""
    return 1 + sum(not letter.isalnum() for letter in line) if line.isascii() else len(line)


def rough_connector(values: Mapping[str, Value], holds: Iterable[Box], points: Iterable[Vec]) -> Box | None:
    """Return a scene box that holds a connector's line whatever its route, or None when nothing says where it is.

    Args:
        values: its document values.
        holds: boxes of the shapes at its ends.
        points: free ends and waypoints, scene space.
    """
    box = union((*holds, *(Box(p[0], p[1], 0.0, 0.0) for p in points)))
    return None if box is None else around_line(values, box)


def around_line(values: Mapping[str, Value], box: Box) -> Box:
    """Return a scene box that holds a connector's line whatever its route, by the box around its ends and waypoints."""
    get = values.get
    # Isometric lines leave the box of their ends; loops lie on both sides of the middle as far as their waypoint on one.
    routing = get("routing")
    swings = routing in {"isometric", "loop"} or get("source") == get("target")
    reach = _USUAL_REACH if _REACHES.isdisjoint(values) else _reach(values)
    return box.inflated(reach + (DETOUR if routing == AVOID else 0.0) + (max(box.w, box.h) if swings else 0.0))


_REACHING = frozenset({"param.segment", "param.width", "param.end_width", "param.shape", "style.perimeter_spacing"})


def _reach(values: Mapping[str, Value]) -> float:
    """Return how far a line may go beyond its ends and waypoints."""
    get = values.get
    jetties = [
        number(get(k), 0.0)
        for k in ("param.jetty_size", "param.source_jetty_size", "param.target_jetty_size")
        if k in values
    ]
    size = max(get("style.start_size", 6.0), get("style.end_size", 6.0))
    width = get("style.stroke_width", 1.0)
    # Automatic jetties leave 10 units beside the head; loops and entity relations go two segments out.
    reach = max(40.0, 2 * size + 20.0, *jetties) + 5 * width + 3 * size
    if not _REACHING.isdisjoint(values):
        reach += 2 * number(get("param.segment"), 30.0) + number(get("param.width"), 10.0)
        reach += number(get("param.end_width"), 20.0) + abs(get("style.perimeter_spacing", 0.0))
    return float(reach + abs(get("style.source_spacing", 0.0)) + abs(get("style.target_spacing", 0.0)))


_REACHES = _REACHING | {
    "param.jetty_size", "param.source_jetty_size", "param.target_jetty_size", "style.start_size", "style.end_size",
    "style.stroke_width", "style.source_spacing", "style.target_spacing",
}  # fmt: skip
_USUAL_REACH = _reach({})
