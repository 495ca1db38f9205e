from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from canvas.geometry.box import Box
from canvas.kernels.reading_order import height_of, reading_rows


def test_rows_are_read_from_the_top_and_each_from_the_left() -> None:
    boxes = {"d": Box(0, 200, 90, 90), "b": Box(200, 8, 90, 90), "a": Box(0, 0, 90, 90), "c": Box(400, -5, 90, 90)}
    assert reading_rows(boxes) == [["a", "b", "c"], ["d"]]


def test_a_row_is_as_high_as_what_stands_in_it() -> None:
    assert height_of({"a": Box(0, 10, 5, 20), "b": Box(9, 0, 5, 15)}, ["a", "b"]) == Box(0, 0, 0, 30)


@given(st.dictionaries(st.text(max_size=3), st.builds(Box, *(st.integers(0, 300) for _ in range(4)))))
def test_everything_is_read_once(boxes: dict[str, Box]) -> None:
    assert sorted(k for row in reading_rows(boxes) for k in row) == sorted(boxes)
