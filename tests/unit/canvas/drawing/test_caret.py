from __future__ import annotations

import pytest

from canvas.drawing.caret import caret_line
from canvas.drawing.text import Font, TextBlock
from canvas.geometry.box import Box
from canvas.model.records import Run, plain
from tests.support.text_engine import FixedTextEngine

BOX = Box(0.0, 0.0, 100.0, 60.0)
LETTER = 6.0
"""Width of a letter of size 10 in the engine without fonts; lines are 12 high."""


def block(*texts: str, align: str = "left", valign: str = "top") -> TextBlock:
    runs = tuple(Run(text, (("bold", True),) if i % 2 else ()) for i, text in enumerate(texts))
    return TextBlock(runs, BOX, Font(size=10.0), align=align, valign=valign)


@pytest.mark.parametrize(
    ("offset", "x", "top"),
    [
        (0, 0.0, 0.0),
        (2, 2 * LETTER, 0.0),
        (5, 5 * LETTER, 0.0),
        (6, 0.0, 12.0),
        (8, 2 * LETTER, 12.0),
        (99, 5 * LETTER, 12.0),
    ],
)
def test_a_caret_stands_before_its_character(offset: int, x: float, top: float) -> None:
    upper, lower = caret_line(FixedTextEngine(), block("Hello\nworld"), offset)
    assert (upper.x, upper.y) == pytest.approx((x, top))
    assert (lower.x, lower.y) == pytest.approx((x, top + 12.0))


def test_it_goes_on_from_run_to_run() -> None:
    upper, _ = caret_line(FixedTextEngine(), block("ab", "cd", "ef"), 3)
    assert upper.x == pytest.approx(3 * LETTER)


def test_it_stands_in_an_empty_line_after_the_text() -> None:
    upper, _ = caret_line(FixedTextEngine(), block("ab\n"), 3)
    assert upper.y == pytest.approx(12.0)
    assert upper.x == pytest.approx(0.0)


def test_an_empty_label_has_its_caret_in_the_middle() -> None:
    centred = TextBlock(plain(""), BOX, Font(size=10.0))
    upper, lower = caret_line(FixedTextEngine(), centred, 0)
    assert upper.x == lower.x == pytest.approx(50.0)
    assert (upper.y + lower.y) / 2 == pytest.approx(30.0)
