from __future__ import annotations

import pytest

from canvas.drawing.text import Font, TextBlock
from canvas.formats.svg.paint import Definitions
from canvas.formats.svg.text import family_list, text_markup
from canvas.geometry.box import Box
from canvas.model.records import Run
from canvas.qt.painter import PaintTools

BOX = Box(0, 0, 100, 40)


@pytest.mark.parametrize(
    ("family", "expected"),
    [
        ("Helvetica", "Helvetica, Arimo, "),
        ("Times New Roman", "'Times New Roman', 'Liberation Serif'"),
        ("Courier New", "'Courier New', 'Liberation Mono'"),
        ("Evil'\"; x", "'Evil\"; x', "),
    ],
)
def test_families_come_with_fallbacks_of_the_same_widths(family: str, expected: str) -> None:
    assert family_list(family).startswith(expected)


def markup(tools: PaintTools, *runs: Run, **choices: object) -> str:
    return text_markup(TextBlock(runs, BOX, **choices), tools.engine, Definitions())  # type: ignore[arg-type]


def test_runs_stand_where_the_engine_put_them(tools: PaintTools) -> None:
    block = TextBlock((Run("One\nTwo"),), BOX)
    text = text_markup(block, tools.engine, Definitions())
    for run in tools.engine.layout(block).runs:
        assert f'y="{run.baseline:.3f}'.rstrip("0").rstrip(".") in text
        assert f">{run.text}</text>" in text


def test_looks_of_a_run(tools: PaintTools) -> None:
    text = markup(
        tools, Run("a<b", (("bold", True), ("italic", True), ("underline", True), ("strike", True), ("size", 20.0)))
    )
    for part in ('font-weight="700"', 'font-style="italic"', "underline line-through", 'font-size="20px"', "a&lt;b"):
        assert part in text


def test_backgrounds_clips_rotation_and_rules(tools: PaintTools) -> None:
    text = markup(tools, Run("a", (("background", "#ffff00"),)), background="#eeeeee", border="#ff0000", rotation=-90.0)
    assert text.count("<rect") == 2
    assert 'transform="rotate(-90 50 20)"' in text
    definitions = Definitions()
    cut = text_markup(TextBlock((Run("a"),), BOX, overflow="hidden"), tools.engine, definitions)
    assert 'clip-path="url(#c1)"' in cut
    assert "<clipPath" in definitions.markup()
    assert "<rect" in markup(tools, Run("\n", (("rule", True),)), Run("x"), font=Font())


def test_links_that_are_not_safe_stay_text(tools: PaintTools) -> None:
    assert "<a " not in markup(tools, Run("x", (("link", "javascript:y"),)))
    assert '<a href="https://y"' in markup(tools, Run("x", (("link", "https://y"),)))
