"""Sheets of paper: everything is on one of them, and no larger than asked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.printing.sheets import MOST_SHEETS, Fit, sheets
from canvas.geometry.box import Box, union

A4 = (700.0, 1000.0)
SIZE = st.floats(1, 20_000)


def test_a_small_page_is_printed_at_real_size_in_the_middle_of_one_sheet() -> None:
    (sheet,) = sheets(Box(100, 100, 200, 100), A4, Fit())
    assert sheet.scale == 1.0
    assert sheet.part.center == Box(100, 100, 200, 100).center


def test_a_large_page_is_made_smaller_to_fit_one_sheet() -> None:
    (sheet,) = sheets(Box(0, 0, 1400, 500), A4, Fit())
    assert sheet.scale == pytest.approx(0.5)


def test_a_page_can_be_spread_over_several_sheets() -> None:
    found = sheets(Box(0, 0, 1400, 2000), A4, Fit(2, 2))
    assert len(found) == 4
    assert found[0].scale == 1.0
    assert [(s.part.x, s.part.y) for s in found] == [(0, 0), (700, 0), (0, 1000), (700, 1000)]


def test_real_size_takes_as_many_sheets_as_it_needs() -> None:
    assert len(sheets(Box(0, 0, 1500, 900), A4, Fit(0, 0, 1.0))) == 3
    assert len(sheets(Box(0, 0, 1500, 900), A4, Fit(0, 0, 2.0))) == 10


@given(SIZE, SIZE, st.integers(0, 4), st.integers(0, 4), st.floats(0.05, 8))
def test_every_part_of_the_content_is_on_a_sheet(w: float, h: float, columns: int, rows: int, scale: float) -> None:
    found = sheets(Box(-50, 30, w, h), A4, Fit(columns, rows, scale))
    assert 0 < len(found) <= MOST_SHEETS
    if columns and rows:
        assert len(found) <= columns * rows
    around = union(s.part for s in found)
    assert around is not None
    assert around.inflated(0.1).contains_box(Box(-50, 30, w, h))
