"""A shape's own space and its local space: `direction` turns the figure inside its box by quarter turns."""

from __future__ import annotations

from dataclasses import replace

from canvas.drawing.display_list import Fill, ImageItem, Item, PathItem
from canvas.drawing.text import TextBlock
from canvas.geometry.box import Box, from_points
from canvas.geometry.matrix import IDENTITY, Matrix, apply, compose, rotation, translation
from canvas.geometry.path_ops import transformed

_DEGREES = {"east": 0.0, "south": 90.0, "west": 180.0, "north": 270.0}
_COMPASS = ("north", "east", "south", "west")


def own_size(w: float, h: float, direction: str) -> tuple[float, float]:
    """Return width and height in own space of a box in local space."""
    return (h, w) if direction in {"north", "south"} else (w, h)


def degrees(direction: str) -> float:
    """Return how far clockwise `direction` turns a figure; 0 for unknown names."""
    return _DEGREES.get(direction, 0.0)


def own_to_local(w: float, h: float, direction: str) -> Matrix:
    """Return the map from own to local space of a box w x h (local)."""
    turn = degrees(direction)
    if not turn:
        return IDENTITY
    ow, oh = own_size(w, h, direction)
    return compose(translation(w / 2, h / 2), compose(rotation(turn), translation(-ow / 2, -oh / 2)))


def box_to_local(box: Box, m: Matrix) -> Box:
    """Return the image of a box under a quarter turn."""
    return box if m == IDENTITY else from_points(apply(m, p) for p in box.corners)


def turned(item: Item, m: Matrix, direction: str) -> Item:
    """Return a painted item in local space; text turns with its figure, pictures keep standing upright in their turned box."""
    if isinstance(item, PathItem):
        box = box_to_local(item.box, m) if item.box else None
        return replace(item, path=transformed(item.path, m), box=box, fill=_turned_fill(item.fill, direction))
    if isinstance(item, ImageItem):
        return replace(item, box=box_to_local(item.box, m))
    return replace(item, block=_turned_text(item.block, m, direction))


def _turned_text(block: TextBlock, m: Matrix, direction: str) -> TextBlock:
    """Return a text block in local space: it has its box as it was before it turned, about its middle."""
    center, (_, _, w, h) = apply(m, block.box.center), block.box
    box = Box(center.x - w / 2, center.y - h / 2, w, h)
    return replace(block, box=box, rotation=block.rotation + degrees(direction))


def _turned_fill(fill: Fill | None, direction: str) -> Fill | None:
    if fill is None or fill.gradient is None or fill.gradient.direction not in _COMPASS:
        return fill
    steps = round(_DEGREES[direction] / 90)
    name = _COMPASS[(_COMPASS.index(fill.gradient.direction) + steps) % 4]
    return replace(fill, gradient=replace(fill.gradient, direction=name))
