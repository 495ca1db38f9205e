from __future__ import annotations

import pytest

from canvas.drawing.text import TextBlock
from canvas.geometry.box import Box
from canvas.model.records import Run, plain
from tests.support.text_engine import FixedTextEngine


def lines(block: TextBlock) -> list[str]:
    layout = FixedTextEngine().layout(block)
    rows: dict[float, str] = {}
    for run in layout.runs:
        rows[run.baseline] = rows.get(run.baseline, "") + run.text
    return list(rows.values())


def test_blocks_are_keys() -> None:
    a, b = TextBlock(plain("x"), Box(0, 0, 1, 1)), TextBlock(plain("x"), Box(0, 0, 1, 1))
    assert len({a, b}) == 1


def test_the_fixed_engine_measures_letters_and_places_them() -> None:
    layout = FixedTextEngine().layout(TextBlock(plain("abcd"), Box(0, 0, 100, 50), valign="bottom", align="right"))
    assert layout.box == pytest.approx(Box(100 - 4 * 7.2, 50 - 14.4, 4 * 7.2, 14.4))
    assert layout.lines == (layout.box,)


def test_the_fixed_engine_breaks_at_the_width_and_at_newlines() -> None:
    assert lines(TextBlock(plain("one two\nthree"), Box(0, 0, 40, 9), wrap=True)) == ["one", "two", "three"]
    assert lines(TextBlock(plain("one two\nthree"), Box(0, 0, 40, 9))) == ["one two", "three"]


def test_the_fixed_engine_follows_marks() -> None:
    runs = (
        FixedTextEngine()
        .layout(
            TextBlock((Run("a"), Run("b", (("bold", True), ("color", "#ff0000"), ("size", 24.0)))), Box(0, 0, 9, 9))
        )
        .runs
    )
    assert [(r.text, r.font.size, r.font.weight, r.color) for r in runs] == [
        ("a", 12, 400, "#000000"),
        ("b", 24, 700, "#ff0000"),
    ]
