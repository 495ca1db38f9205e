"""Axis-aligned boxes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from canvas.geometry.vec import Vec


class Box(NamedTuple):
    """An axis-aligned rectangle: top left corner, width and height (never negative when made by our functions)."""

    x: float
    y: float
    w: float
    h: float

    @property
    def right(self) -> float:
        """X of the right side."""
        return self.x + self.w

    @property
    def bottom(self) -> float:
        """Y of the bottom side."""
        return self.y + self.h

    @property
    def center(self) -> Vec:
        """The middle."""
        return Vec(self.x + self.w / 2, self.y + self.h / 2)

    @property
    def corners(self) -> tuple[Vec, Vec, Vec, Vec]:
        """Corners clockwise from the top left."""
        return (
            Vec(self.x, self.y),
            Vec(self.right, self.y),
            Vec(self.right, self.bottom),
            Vec(self.x, self.bottom),
        )

    def translated(self, dx: float, dy: float) -> Box:
        """Return the box moved."""
        return Box(self.x + dx, self.y + dy, self.w, self.h)

    def inflated(self, by: float) -> Box:
        """Return the box grown by `by` on every side (shrunk when negative, never below zero size)."""
        return Box(self.x - by, self.y - by, max(0.0, self.w + 2 * by), max(0.0, self.h + 2 * by))

    def contains(self, p: Vec) -> bool:
        """Tell whether a point lies inside or on the border."""
        return self.x <= p[0] <= self.x + self.w and self.y <= p[1] <= self.y + self.h

    def contains_box(self, other: Box) -> bool:
        """Tell whether another box lies wholly inside."""
        return self.x <= other.x and self.y <= other.y and other.right <= self.right and other.bottom <= self.bottom

    def intersects(self, other: Box) -> bool:
        """Tell whether the boxes share at least a point."""
        return self.x <= other.right and other.x <= self.right and self.y <= other.bottom and other.y <= self.bottom

    def united(self, other: Box) -> Box:
        """Return the smallest box that holds both."""
        x, y = min(self.x, other.x), min(self.y, other.y)
        return Box(x, y, max(self.right, other.right) - x, max(self.bottom, other.bottom) - y)


def from_points(points: Iterable[Vec]) -> Box:
    """Return the bounding box of at least one point.

    Raises:
        ValueError: there is no point.
    """
    pts = list(points)
    if not pts:
        raise ValueError("a bounding box needs at least one point")
    xs = [p[0] for p in pts]
    ys = [p[1] for p in pts]
    return Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def union(boxes: Iterable[Box]) -> Box | None:
    """Return the smallest box that holds all, or None for no boxes."""
    result: Box | None = None
    for box in boxes:
        result = box if result is None else result.united(box)
    return result
