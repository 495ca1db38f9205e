from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from canvas.qt.lod import ELLIPSE, RECT, RHOMBUS, TEXT
from canvas.qt.pixel_runs import Target, write
from canvas.qt.pixel_shapes import LARGEST, Shapes, shape_runs

WIDTH, HEIGHT = 60, 40
PAPER, BORDER, INSIDE = 0xFFFFFFFF, 0xFF000001, 0xFF000002


def painted(*shapes: tuple[int, int, int, int, int], border: int = BORDER, inside: int = INSIDE) -> NDArray[np.uint32]:
    """Return a picture of shapes (silhouette, x, y, w, h) in a region that begins at (10, 5)."""
    target = Target(np.full((HEIGHT, WIDTH), PAPER, np.uint32), 10, 5, 45, 30)
    kind, x, y, w, h = np.array(shapes, np.int64).T
    colors = (np.full(len(shapes), color, np.uint32) for color in (border, inside))
    write(target, *shape_runs(Shapes(np.arange(len(shapes)), kind, x, y, w, h, *colors), target))
    return target.pixels


@pytest.mark.parametrize("size", [(1, 1), (2, 5), (3, 3), (9, 4), (LARGEST, LARGEST), (LARGEST + 1, 3), (30, 30)])
def test_a_rectangle_is_an_inside_with_a_border(size: tuple[int, int]) -> None:
    w, h = size
    part = painted((RECT, 2, 0, w, h))[5 : 5 + h, 12 : 12 + w]
    assert (part[1:-1, 1:-1] == INSIDE).all()
    if min(w, h) >= 3:
        assert (part[[0, -1]] == BORDER).all()
        assert (part[:, [0, -1]] == BORDER).all()
    assert (part != PAPER).all()
    assert (painted((RECT, 2, 0, w, h)) != PAPER).sum() == w * h


@pytest.mark.parametrize("kind", [ELLIPSE, RHOMBUS])
def test_round_and_pointed_shapes_leave_their_corners_out(kind: int) -> None:
    part = painted((kind, 5, 5, 16, 12))[10:22, 15:31]
    assert part[0, 0] == part[0, -1] == part[-1, 0] == part[-1, -1] == PAPER
    assert part[6, 8] == INSIDE
    assert part[6, 0] == BORDER
    assert (part == part[::-1]).all()
    assert (part == part[:, ::-1]).all()


def test_text_is_a_bar_in_the_middle() -> None:
    part = painted((TEXT, 0, 0, 12, 9))[5:14, 10:22]
    assert (part[3:6] == INSIDE).all()
    assert (part[:3] == PAPER).all()
    assert (part[6:] == PAPER).all()


@pytest.mark.parametrize("kind", [RECT, ELLIPSE, TEXT])
@pytest.mark.parametrize("at", [(-6, 4), (40, 4), (5, -6), (5, 26), (-6, -6), (40, 26)])
def test_what_sticks_out_of_the_region_is_cut(kind: int, at: tuple[int, int]) -> None:
    shape = (kind, *at, 11, 10)
    cut = painted(shape)
    inside = np.zeros((HEIGHT, WIDTH), np.bool_)
    inside[5:35, 10:55] = True
    assert (cut[~inside] == PAPER).all()
    # The same shape wholly inside, moved to where it is cut.
    middle = painted((kind, 20, 10, 11, 10))[15:25, 30:41]
    for y in range(10):
        for x in range(11):
            place = 5 + at[1] + y, 10 + at[0] + x
            if 5 <= place[0] < 35 and 10 <= place[1] < 55:
                assert cut[place] == middle[y, x]


def test_what_is_outside_or_has_no_colour_is_left_out() -> None:
    assert (painted((RECT, 46, 0, 5, 5), (RECT, -200, -200, 90, 90)) == PAPER).all()
    assert set(np.unique(painted((RECT, 1, 1, 5, 5), inside=0)).tolist()) == {PAPER, BORDER}
    assert set(np.unique(painted((RECT, 1, 1, 5, 5), border=0)).tolist()) == {PAPER, INSIDE}
