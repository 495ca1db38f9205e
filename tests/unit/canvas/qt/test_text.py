from __future__ import annotations

import subprocess
import sys

import pytest

from canvas.drawing.text import Font, TextBlock
from canvas.geometry.box import Box
from canvas.model.records import Run
from canvas.qt.text import INDENT, QtTextEngine

BOX = Box(10, 20, 120, 100)


def block(*runs: Run, box: Box = BOX, **choices: object) -> TextBlock:
    return TextBlock(runs, box, **{"wrap": True, **choices})  # type: ignore[arg-type]


def texts(engine: QtTextEngine, given: TextBlock) -> list[str]:
    return [run.text for run in engine.layout(given).runs]


def test_lines_break_at_spaces_and_hyphens_but_not_at_slashes() -> None:
    given = block(Run("alpha/beta/gamma/delta/epsilon well-known thing"))
    assert texts(QtTextEngine(), given) == ["alpha/beta/gamma/delta/epsilon", "well-known thing"]
    narrow = block(Run("well-known"), box=Box(0, 0, 40, 50))
    assert texts(QtTextEngine(), narrow) == ["well-", "known"]


def test_a_long_word_sticks_out_on_both_sides() -> None:
    layout = QtTextEngine().layout(block(Run("supercalifragilisticexpialidocious"), box=Box(0, 0, 60, 20)))
    assert len(layout.runs) == 1
    assert layout.box.x < 0
    assert layout.box.right > 60
    assert layout.box.x + layout.box.w / 2 == pytest.approx(30)


def test_line_height_is_css_1_2_and_the_baseline_is_where_browsers_put_it() -> None:
    layout = QtTextEngine().layout(block(Run("One\nTwo"), valign="top"))
    assert [round(line.h, 3) for line in layout.lines] == [14.4, 14.4]
    # Arimo at 12 px: ascent 11 and descent 3 in whole pixels, so half the leading is 0.2.
    assert layout.runs[0].baseline == pytest.approx(20 + 0.2 + 11)
    assert layout.runs[1].baseline == pytest.approx(20 + 14.4 + 11.2)


@pytest.mark.parametrize(("valign", "top"), [("top", 20.0), ("middle", 20 + (100 - 14.4) / 2), ("bottom", 120 - 14.4)])
def test_vertical_alignment(valign: str, top: float) -> None:
    assert QtTextEngine().layout(block(Run("x"), valign=valign)).box.y == pytest.approx(top)


def test_horizontal_alignment_and_the_paragraphs_own() -> None:
    engine = QtTextEngine()
    left = engine.layout(block(Run("x"), align="left")).runs[0]
    right = engine.layout(block(Run("x"), align="right")).runs[0]
    assert left.x == 10
    assert right.x + right.width == pytest.approx(130)
    own = engine.layout(block(Run("a\n", (("align", "right"),)), Run("b"), align="left"))
    assert own.runs[0].x + own.runs[0].width == pytest.approx(130)
    assert own.runs[1].x == 10


def test_marks_change_fonts_and_colours() -> None:
    runs = (
        QtTextEngine()
        .layout(
            block(
                Run("b", (("bold", True),)),
                Run("i", (("italic", True),)),
                Run("s", (("size", 24.0), ("color", "#cc0000"))),
                Run("l", (("link", "https://example.org/"),)),
                Run("c", (("code", True), ("background", "#eeeeee"))),
                wrap=False,
            )
        )
        .runs
    )
    assert [run.font.weight for run in runs] == [700, 400, 400, 400, 400]
    assert runs[1].font.italic
    assert (runs[2].font.size, runs[2].color) == (24.0, "#cc0000")
    assert (runs[3].link, runs[3].font.underline) == ("https://example.org/", True)
    assert (runs[4].font.family, runs[4].background) == ("Courier New", "#eeeeee")
    assert len({run.baseline for run in runs}) == 1


def test_bold_is_really_bold_and_wider() -> None:
    engine = QtTextEngine()
    plain, bold = (engine.shaped("Hello world", Font(weight=weight)).width for weight in (400, 700))
    assert plain == pytest.approx(59.3, abs=0.2)
    assert bold == pytest.approx(64.6, abs=0.3)


def test_scripts_are_smaller_and_moved() -> None:
    base, sup, sub = (
        QtTextEngine()
        .layout(block(Run("x"), Run("2", (("script", "sup"),)), Run("3", (("script", "sub"),)), wrap=False))
        .runs
    )
    assert sup.font.size == sub.font.size == 10
    assert sup.baseline < base.baseline < sub.baseline


def test_lists_are_indented_and_numbered_per_level() -> None:
    ordered, inner = (("list", "ordered"),), (("list", "ordered"), ("indent", 2.0))
    given = block(
        Run("a\n", ordered), Run("b\n", ordered), Run("c\n", inner), Run("d\n", ordered),
        Run("e\n", (("list", "bullet"),)), Run("f"), Run("\n"), Run("g\n", ordered), align="left",
    )  # fmt: skip
    layout = QtTextEngine().layout(given)
    assert [run.text for run in layout.runs] == [
        "1.",
        "a",
        "2.",
        "b",
        "1.",
        "c",
        "3.",
        "d",
        "\u2022",
        "e",
        "f",
        "1.",
        "g",
    ]
    assert [run.x for run in layout.runs if run.text in "acf"] == [10 + INDENT, 10 + 2 * INDENT, 10]
    assert all(run.x < 10 + INDENT for run in layout.runs if run.text in {"1.", "2."} and run.x < 50)


def test_a_rule_is_a_line_across_the_box() -> None:
    layout = QtTextEngine().layout(block(Run("a\n"), Run("\n", (("rule", True),)), Run("b"), valign="top"))
    assert len(layout.rules) == 1
    assert (layout.rules[0].box.x, layout.rules[0].box.w) == (10, 120)
    assert layout.runs[0].baseline < layout.rules[0].box.y < layout.runs[1].baseline


def test_a_newline_at_the_end_opens_no_further_line() -> None:
    engine = QtTextEngine()
    assert len(engine.layout(block(Run("a\n"))).lines) == 1
    assert len(engine.layout(block(Run("a\n\nb"))).lines) == 3


def test_characters_beyond_the_basic_plane_keep_their_places() -> None:
    shaped = QtTextEngine().shaped("a\U0001f600b", Font())
    assert shaped.x_of(0) == 0
    assert shaped.x_of(3) == pytest.approx(shaped.width)
    assert shaped.x_of(0) < shaped.x_of(1) < shaped.x_of(2) < shaped.x_of(3)


def test_right_to_left_text_breaks_and_keeps_its_order() -> None:
    given = block(Run("שלום עולם שלום עולם"), box=Box(0, 0, 60, 50))
    assert len(QtTextEngine().layout(given).lines) == 2
    first, second = QtTextEngine().layout(block(Run("שלום "), Run("עולם", (("bold", True),)), wrap=False)).runs
    assert (first.text, second.text) == ("עולם", "שלום ")


def test_fractional_sizes_scale_evenly() -> None:
    engine = QtTextEngine()
    twelve, odd = engine.shaped("Hello world", Font(size=12)).width, engine.shaped("Hello world", Font(size=12.6)).width
    assert odd / twelve == pytest.approx(12.6 / 12, rel=0.003)


def test_the_cache_is_bounded_and_returns_the_same_layout() -> None:
    engine = QtTextEngine(blocks=4, strings=4)
    first = engine.layout(block(Run("a")))
    assert engine.layout(block(Run("a"))) is first
    for number in range(10):
        engine.layout(block(Run(str(number))))
    again = engine.layout(block(Run("a")))
    assert again is not first
    assert again == first


SCRIPT = """
from canvas.qt.app_runtime import headless_app
headless_app()
from canvas.qt.text import QtTextEngine
from canvas.drawing.text import TextBlock
from canvas.model.records import Run
from canvas.geometry.box import Box
print(QtTextEngine().layout(TextBlock((Run("The quick brown fox jumps"), Run(" over", (("bold", True),))), Box(0, 0, 70, 9), wrap=True)))
"""


def test_layout_is_the_same_in_another_process_without_widgets() -> None:
    here = QtTextEngine().layout(
        TextBlock((Run("The quick brown fox jumps"), Run(" over", (("bold", True),))), Box(0, 0, 70, 9), wrap=True)
    )
    there = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True, timeout=60)
    assert there.stdout.strip() == repr(here)


def test_a_paragraph_may_have_a_line_height_of_its_own() -> None:
    layout = QtTextEngine().layout(block(Run("One\n", (("line_height", 2.0),)), Run("Two"), valign="top"))
    assert [round(line.h, 3) for line in layout.lines] == [24.0, 14.4]
    huge = QtTextEngine().layout(block(Run("One", (("line_height", 1e9),))))
    assert huge.lines[0].h == pytest.approx(120.0)
    odd = QtTextEngine().layout(block(Run("One", (("line_height", True),))))
    assert round(odd.lines[0].h, 3) == 14.4
