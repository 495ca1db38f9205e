"""Tests of what bands select and what goes around many shapes."""

from __future__ import annotations

from canvas.geometry.box import Box
from canvas.geometry.spatial_index import SpatialIndex
from canvas.geometry.vec import Vec
from canvas.scene.outline_boxes import ROUGH, UPRIGHT
from canvas.scene.outlines import Outlines

LINE = (Vec(40, 40), Vec(90, 60))
EXACT = Box(40, 40, 50, 20)


class Page:
    """A shape at (0, 0, 100, 100), one at (300, 0, 50, 50), and a line whose box is known too large."""

    def __init__(self, rough: Box) -> None:
        self.index = SpatialIndex()
        self.routed: list[str] = []
        boxes = [Box(0, 0, 100, 100), Box(300, 0, 50, 50), rough]
        rows = self.index.put_many(zip(("a", "b", "line"), boxes, strict=True))
        self.outlines = Outlines(self.index, self.points)
        self.outlines.put(rows, boxes, (UPRIGHT, UPRIGHT, ROUGH))

    def points(self, shape_id: str) -> tuple[Vec, ...]:
        self.routed.append(shape_id)
        return LINE if shape_id == "line" else ()

    def exact(self, shape_id: str) -> Box:
        assert shape_id == "line"
        return EXACT


def test_a_line_whose_rough_box_is_inside_anyway_is_not_routed() -> None:
    page = Page(Box(20, 20, 80, 80))
    assert page.outlines.around(("a", "line"), page.exact) == Box(0, 0, 100, 100)
    assert page.routed == []


def test_a_line_that_may_reach_beyond_is_routed_once() -> None:
    page = Page(Box(20, 20, 400, 400))
    for _ in range(2):
        assert page.outlines.around(("a", "line"), page.exact) == Box(0, 0, 100, 100)
    assert page.routed == ["line"]
    assert page.outlines.around(("b", "line"), page.exact) == Box(40, 0, 310, 60)
    assert page.outlines.around(("line",), page.exact) == EXACT
    assert page.outlines.around((), page.exact) is None


def test_a_band_asks_about_doubtful_ones_once() -> None:
    page = Page(Box(20, 20, 400, 400))
    asked: list[str] = []

    def is_selected(shape_id: str) -> bool:
        asked.append(shape_id)
        return True

    for _ in range(2):
        rows = page.outlines.within(Box(-10, -10, 200, 200), True, is_selected)
        assert sorted(page.index.named(rows)) == ["a", "line"]
    assert asked == ["line"]
    page.outlines.free(page.index.row("a"))
    assert page.index.named(page.outlines.within(Box(-10, -10, 200, 200), True, is_selected)) == ("line",)
