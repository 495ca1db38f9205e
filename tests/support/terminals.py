"""Connector ends for routing tests: rectangles, as draw.io's default perimeter has them."""

from __future__ import annotations

from canvas.geometry.box import Box
from canvas.geometry.vec import Vec
from canvas.kernels.routing.terminal import ALL_SIDES, Terminal
from canvas.shapes.perimeters import on_box


def box_end(
    x: float,
    y: float,
    w: float = 100.0,
    h: float = 60.0,
    *,
    fixed: tuple[float, float] | None = None,
    jetty: float = 20.0,
    sides: frozenset[str] = ALL_SIDES,
) -> Terminal:
    """Return the end at a rectangle, floating or fixed."""
    box = Box(x, y, w, h)
    point = None if fixed is None else Vec(*fixed)
    return Terminal(box, point, lambda toward, orthogonal: on_box(box, toward, orthogonal), sides, jetty)
