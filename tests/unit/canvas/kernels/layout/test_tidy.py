"""Straight rows and columns."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from canvas.geometry.box import Box
from canvas.kernels.layout.tidy import tidy_up
from tests.support.test_editor import TestEditor

BOX = st.tuples(*(st.integers(0, 600) for _ in range(2)), *(st.integers(10, 200) for _ in range(2)))
GRID = 10.0


def after(t: TestEditor) -> dict[str, Box]:
    edits = tidy_up(t.graph, tuple(t.document.records.shapes), GRID)
    boxes = {}
    for s in t.document.records.shapes:
        box, moved = t.graph.box(s), edits.get(s, {})
        x, y = moved.get("x", box.x), moved.get("y", box.y)
        assert isinstance(x, float | int)
        assert isinstance(y, float | int)
        boxes[s] = Box(x, y, box.w, box.h)
    return boxes


def test_a_crooked_grid_becomes_straight() -> None:
    t = TestEditor()
    a, b = t.shape(3, 5), t.shape(148, -4)
    c, d = t.shape(-2, 110), t.shape(155, 103)
    boxes = after(t)
    assert boxes[a].center.y == boxes[b].center.y
    assert boxes[c].center.y == boxes[d].center.y
    assert boxes[a].center.x == boxes[c].center.x
    assert boxes[b].center.x == boxes[d].center.x


def test_the_left_top_corner_stays() -> None:
    t = TestEditor()
    t.shape(13, 40)
    t.shape(200, 47)
    boxes = after(t)
    assert (min(b.x for b in boxes.values()), min(b.y for b in boxes.values())) == (13, 40)


def test_shapes_of_different_sizes_are_centred_in_their_row() -> None:
    t = TestEditor()
    small, large = t.shape(0, 30, 40, 20), t.shape(80, 0, 100, 100)
    boxes = after(t)
    assert boxes[small].center.y == boxes[large].center.y


def test_one_shape_is_left_alone() -> None:
    t = TestEditor()
    assert tidy_up(t.graph, (t.shape(1, 2),), GRID) == {}


@given(st.lists(BOX, min_size=2, max_size=8))
def test_nothing_overlaps_afterwards(boxes: list[tuple[int, int, int, int]]) -> None:
    t = TestEditor()
    for x, y, w, h in boxes:
        t.shape(x, y, w, h)
    found = list(after(t).values())
    for i, a in enumerate(found):
        for b in found[:i]:
            assert max(a.x - b.right, b.x - a.right, a.y - b.bottom, b.y - a.bottom) >= GRID - 1e-6
