"""What stands for figures that we do not draw: a box in the shape's own or its family's colours, with the figure's name in it."""

from __future__ import annotations

import re
from functools import lru_cache

from canvas.drawing.color import luminance
from canvas.drawing.display_list import Fill, ImageItem, Item, PathItem, Stroke, TextItem
from canvas.drawing.text import Font, TextBlock
from canvas.geometry.box import Box
from canvas.geometry.path import Path
from canvas.geometry.path_builder import rect_path
from canvas.model.records import plain
from canvas.shapes.brushes import fill_of, stroke_of
from canvas.shapes.construction import whole
from canvas.shapes.definition import ShapeBox, ShapeKind
from canvas.shapes.orientation import degrees, own_size

_DARK = 0.2
"""Fills below this lightness (0..1) are not spread over a generic box."""
_LIGHT = 0.97
_QUIET = "#b3b3b3"
_FAMILIES = {
    "aws": "#f58534", "aws2": "#f58534", "aws3": "#f58534", "aws4": "#ed7100", "azure": "#0078d4", "azure2": "#0078d4",
    "mscae": "#0078d4", "gcp": "#4284f3", "gcp2": "#4284f3", "gcp3": "#4284f3", "cisco": "#036897", "cisco19": "#036897",
    "kubernetes": "#2875e2", "kubernetes2": "#2875e2", "ibm": "#0f62fe", "citrix": "#1c7cad", "veeam": "#0bb052",
    "salesforce": "#00a1e0", "office": "#0072c6", "sap": "#0070f2", "alibaba_cloud": "#ff6a00",
}  # fmt: skip
"""Colours of vendors' libraries, for icons whose file names no colour that could be seen."""
_ICON_KEYS = ("res_icon", "pr_icon", "gr_icon")
_NAME_SIZE = 9.0
_SMALLEST = 6.0
_LARGEST_SIDE = 160.0
"""Larger shapes hold others, and a name in their middle would lie across those."""
_LETTER = 0.55
"""Mean width of a letter in font sizes."""
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])|_|-")


def _around(s: ShapeBox) -> Path:
    return rect_path(0, 0, s.w, s.h)


def readable(kind_name: str) -> str:
    """Return the words of a figure's name: "aws4.lambda_function" gives "lambda function"."""
    return " ".join(_HUMP.sub(" ", kind_name.rsplit(".", 1)[-1]).split()).lower()[:60]


def _box(s: ShapeBox, family: str) -> PathItem:
    """Return the box that stands for an unknown figure.

    A dark fill mostly belongs to a silhouette or to thin lines: spread over the whole box it would bury what lies below, so such
    a box is only outlined. A figure that brings its own colours names none: its box has its family's, or a quiet frame.
    """
    style = s.style
    fill, stroke = fill_of(style), stroke_of(style)
    unseen = fill is None or (luminance(fill.color) > _LIGHT and fill.gradient is None)
    if unseen and stroke is None and family in _FAMILIES:
        fill = Fill(_FAMILIES[family], style.fill_opacity)
    elif fill is not None and luminance(fill.color) < _DARK and fill.gradient is None:
        stroke = stroke or Stroke(fill.color, max(1.0, style.stroke_width), fill.opacity)
        fill = None
    if fill is None and stroke is None:
        stroke = Stroke(_QUIET, 1.0)
    return PathItem(_around(s), fill, stroke, Box(0, 0, s.w, s.h), shadow=style.shadow)


def _name(s: ShapeBox, words: str, box: PathItem) -> tuple[Item, ...]:
    """Return a figure's name where there is room for it and no label of the shape's own in its place.

    It stands upright, however the figure is turned in its box.
    """
    w, h = own_size(s.w, s.h, s.style.direction)
    beside = s.style.label_h != "center" or s.style.label_v != "middle"
    if not words or (s.label and not s.style.text_hidden and not beside) or max(s.w, s.h) > _LARGEST_SIDE:
        return ()
    lines = words.split(" ") if len(words) * _LETTER * _NAME_SIZE > w - 4 else [words]
    size = min(_NAME_SIZE, (w - 4) / (max(len(line) for line in lines) * _LETTER), (h - 4) / (len(lines) * 1.2))
    if size < _SMALLEST:
        return ()
    light = box.fill is not None and luminance(box.fill.color) < 0.6
    color = "#ffffff" if light else "#4d4d4d"
    place = Box((s.w - w) / 2, (s.h - h) / 2, w, h)
    turn = -degrees(s.style.direction)
    return (TextItem(TextBlock(plain("\n".join(lines)), place, Font(size=size), color, rotation=turn)),)


@lru_cache(maxsize=2048)
def generic_kind(kind_name: str) -> ShapeKind:
    """Return the kind that stands for a figure of this name."""
    family = kind_name.split(".", 1)[0] if "." in kind_name else ""

    def paint(s: ShapeBox) -> tuple[Item, ...]:
        box = _box(s, family)
        icon = next((name for key in _ICON_KEYS if (name := s.text(key))), kind_name)
        if s.image:
            return (box, ImageItem(Box(0, 0, s.w, s.h), s.image))
        return (box, *_name(s, readable(icon), box))

    return ShapeKind("generic", "Unknown shape", "", _around, paint, whole)


GENERIC = generic_kind("")
"""Stands for every kind we do not know: a box with the shape's own fill and outline."""
