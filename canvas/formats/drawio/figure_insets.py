"""Where the label of a figure goes, said to draw.io as spacing: its stencils know no box for text.

A figure of ours keeps its label in a part of it. draw.io puts labels into the whole box, so the distances between that part and the
box are added to the four spacings, and noted in INSET_KEY for reading, which takes them off again. Spacing that somebody changes in
draw.io stays changed by as much.
"""

from __future__ import annotations

from typing import TypeAlias

from canvas.formats.drawio.facets import Facet, Keys, Values, number
from canvas.formats.drawio.kinds import FIGURE_KEY, is_figure
from canvas.formats.drawio.style_text import effective, leading_number, number_text, patched
from canvas.model.records import ShapeRecord
from canvas.model.schema import ALL_SHAPE_KEYS, clean
from canvas.shapes.definition import ShapeBox
from canvas.shapes.labels import inner_box
from canvas.shapes.orientation import own_size
from canvas.shapes.registry import kind

INSET_KEY = "aioInset"
"""Style key of our own: what of the spacings is the figure's own part, top, right, bottom, left, scene units."""
SIDES = ("Top", "Right", "Bottom", "Left")
Insets: TypeAlias = tuple[float, float, float, float]
_NONE: Insets = (0.0, 0.0, 0.0, 0.0)


def spacing(side: int) -> Facet:
    """Join the spacing of a side of SIDES, without the figure's own part."""
    drawio, key = f"spacing{SIDES[side]}", f"style.spacing_{SIDES[side].lower()}"
    plain = number(drawio, key)

    def read(keys: Keys) -> Values:
        inset = _noted(keys)[side]
        if not inset:
            return plain.read(keys)
        given = leading_number(keys.get(drawio)) or 0.0
        return {key: clean(key, round(given - inset, 6), ALL_SHAPE_KEYS)}

    return Facet(plain.keys, plain.drawio, read, plain.write)


def without_insets(style: str) -> str:
    """Return a style whose spacings are those of the document, to change; its keys keep their places."""
    if INSET_KEY not in style:
        return style
    return _moved(style, _NONE)


def with_insets(style: str, record: ShapeRecord) -> str:
    """Return a style from `without_insets` for a shape of this record's kind and size."""
    insets = _insets(record)
    return style if INSET_KEY not in style and insets == _NONE else _moved(style, insets)


def _moved(style: str, insets: Insets) -> str:
    keys = effective(style, edge=False)
    before = _noted(keys)
    if before == insets:
        return style
    changes: dict[str, str | None] = {INSET_KEY: " ".join(map(number_text, insets))}
    for side, was, now in zip(SIDES, before, insets, strict=True):
        if was != now:
            given = leading_number(keys.get(f"spacing{side}")) or 0.0
            changes[f"spacing{side}"] = number_text(given - was + now)
    return patched(style, changes)


def _noted(keys: Keys) -> Insets:
    if INSET_KEY not in keys or not is_figure(keys.get(FIGURE_KEY, "").strip()):
        return _NONE
    found = [leading_number(part) or 0.0 for part in keys[INSET_KEY].split()]
    return (found[0], found[1], found[2], found[3]) if len(found) == len(SIDES) else _NONE


def _insets(record: ShapeRecord) -> Insets:
    """Return the distances between the box of a shape and where its label goes; none where draw.io counts otherwise."""
    name = record.kind
    beside = record.get("style.label_h", "center") != "center" or record.get("style.label_v", "middle") != "middle"
    own_width = record.get("style.label_width") is not None or not record.get("style.horizontal", True)
    if not is_figure(name) or beside or own_width:
        return _NONE
    direction = str(record.get("style.direction", "east"))
    own = ShapeBox(*own_size(record.w, record.h, direction))
    flips = (bool(record.get("flip_h")), bool(record.get("flip_v")))
    box = inner_box(kind(name), own, (record.w, record.h), direction, flips)
    top, right, bottom, left = box.y, record.w - box.right, record.h - box.bottom, box.x
    return (round(top, 2), round(right, 2), round(bottom, 2), round(left, 2))
