from __future__ import annotations

import pytest

from app.canvas_view.label_caret import byte_offset, kept_place, units_before


def test_qt_counts_units_and_documents_count_bytes() -> None:
    text = "aé😀b"
    assert [byte_offset(text, units) for units in (0, 1, 2, 4, 5)] == [0, 1, 3, 7, 8]
    assert byte_offset(text, 3) == 3
    assert byte_offset(text, 99) == 8
    assert units_before(text) == 5


@pytest.mark.parametrize(
    ("before", "after", "caret", "expected"),
    [
        ("hello", "oh hello", 5, 8),
        ("hello", "hello you", 2, 2),
        ("hello", "hello you", 5, 5),
        ("hello world", "world", 8, 2),
        ("hello world", "hello", 8, 5),
        ("abc", "aXc", 2, 2),
        ("b", "😀b", 1, 3),
        ("same", "same", 3, 3),
        ("", "new", 0, 0),
        ("gone", "", 3, 0),
    ],
)
def test_a_caret_stays_beside_its_characters(before: str, after: str, caret: int, expected: int) -> None:
    assert kept_place(before, after, caret) == expected
