from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from canvas.geometry.box import Box
from canvas.geometry.vec import Vec
from canvas.qt.lod import ELLIPSE, LINE, RECT, Swatch
from canvas.qt.lod_columns import LodColumns
from canvas.qt.pixel_fill import fill_pixels, mix
from canvas.qt.pixel_lines import Place
from canvas.qt.pixel_runs import Target
from canvas.qt.pixel_shapes import LARGEST
from tests.support.painted import HandPlaces

WHITE = 0xFFFFFF
RED, GREEN, BLUE = 0xFF0000, 0x00FF00, 0x0000FF


class View(NamedTuple):
    zoom: float
    x: int
    y: int
    width: int
    height: int


Shape = tuple[Swatch, Box, tuple[Vec, ...]]


def painted(shapes: list[Shape], view: View) -> NDArray[np.uint32]:
    named = {str(i): shape for i, shape in enumerate(shapes)}
    places = HandPlaces(
        {i: box for i, (_, box, _) in named.items()}, {i: points for i, (_, _, points) in named.items()}
    )
    columns = LodColumns(lambda i: named[i][0], places)
    rows = np.arange(len(shapes))
    columns.ensure(rows, str)
    pixels = np.full((view.height, view.width), 0xFF000000 | WHITE, np.uint32)
    target = Target(pixels, 0, 0, view.width, view.height)
    fill_pixels(target, Place(view.zoom, view.x, view.y), columns, rows, WHITE)
    return pixels


def rect(x: float, y: float, w: float, h: float, fill: int, kind: int = RECT) -> Shape:
    return Swatch(kind, fill, fill), Box(x, y, w, h), ()


def line(color: int, *points: tuple[float, float]) -> Shape:
    return Swatch(LINE, -1, color), Box(0, 0, 0, 0), tuple(Vec(*p) for p in points)


VIEW = View(1.0, 0, 0, 60, 50)


def test_what_comes_later_lies_in_front_whatever_its_size_or_kind() -> None:
    big, small, long = rect(10, 10, 20, 20, RED), rect(12, 12, 5, 5, GREEN), line(BLUE, (0, 14), (59, 14))
    assert painted([big, small], VIEW)[14, 14] & WHITE == GREEN
    assert painted([small, big], VIEW)[14, 14] & WHITE == RED
    over = painted([big, small, long], VIEW)[14, 14] & WHITE
    assert over not in {RED, GREEN}
    assert painted([long, big, small], VIEW)[14, 14] & WHITE == GREEN
    assert painted([big, long, small], VIEW)[14, 20] & WHITE not in {RED, WHITE}


def test_equal_shapes_that_overlap_keep_their_order() -> None:
    shapes = [rect(10 + n, 10, 8, 8, color) for n, color in enumerate((RED, GREEN, BLUE))]
    assert [int(painted(order, VIEW)[14, 13]) & WHITE for order in (shapes, shapes[::-1])] == [BLUE, RED]


def test_a_shape_without_paint_leaves_no_trace() -> None:
    assert (painted([rect(10, 10, 20, 20, -1)], VIEW) == 0xFFFFFFFF).all()


def test_ellipses_have_no_corners() -> None:
    pixels = painted([rect(10, 10, 20, 20, RED, ELLIPSE)], VIEW)
    assert pixels[10, 10] & WHITE == WHITE
    assert pixels[20, 20] & WHITE == RED


def test_any_part_has_the_pixels_of_the_whole() -> None:
    rng = np.random.default_rng(3)
    shapes: list[Shape] = []
    for n in range(120):
        x, y, w, h = (float(v) for v in rng.uniform((-20, -20, 1, 1), (60, 50, 3 * LARGEST, 2 * LARGEST)))
        color = int(rng.integers(0, WHITE))
        shapes.append(line(color, (x, y), (y, x + w), (w, h)) if n % 3 == 0 else rect(x, y, w, h, color, n % 2))
    whole = painted(shapes, View(0.9, -5, -5, 60, 50))
    for left, top, width, height in ((0, 0, 10, 50), (33, 7, 20, 9), (59, 49, 1, 1), (5, 20, 55, 30)):
        part = painted(shapes, View(0.9, left - 5, top - 5, width, height))
        assert (part == whole[top : top + height, left : left + width]).all()


def test_mixing() -> None:
    assert mix(np.array([0x000000]), np.array([0xFF8000]), 0.5).tolist() == [0x7F4000]
    assert mix(np.array([0x123456]), np.array([0xFFFFFF]), 0.0).tolist() == [0x123456]
