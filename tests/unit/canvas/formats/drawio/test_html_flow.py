from __future__ import annotations

from canvas.formats.drawio.html_flow import Flow
from canvas.model.records import Run, plain_text

BOLD = (("bold", True),)


def test_spaces_collapse_across_pieces() -> None:
    flow = Flow()
    for text in ("  a ", " b", "\n c "):
        flow.text(text, ())
    assert flow.runs() == (Run("a b c"),)


def test_a_space_has_the_marks_of_where_it_stood() -> None:
    flow = Flow()
    flow.text("a ", BOLD)
    flow.text("b", ())
    assert flow.runs() == (Run("a ", BOLD), Run("b"))


def test_a_block_ends_the_line_only_when_more_comes() -> None:
    flow = Flow()
    flow.text("a", ())
    flow.block()
    flow.block()
    flow.text("b", ())
    flow.block()
    assert plain_text(flow.runs()) == "a\nb"


def test_the_larger_of_two_margins_holds() -> None:
    flow = Flow()
    flow.text("a", ())
    flow.block(12.0)
    flow.block(24.0)
    flow.text("b", ())
    assert flow.runs() == (Run("a\n"), Run("\n", (("size", 20.0),)), Run("b"))


def test_breaks_rules_tabs_and_kept_spaces() -> None:
    flow = Flow()
    flow.tab(())
    flow.text("a", ())
    flow.tab(())
    flow.text(" b  c\nd", (), keep_spaces=True)
    flow.line_break((), rule=True)
    assert flow.runs() == (Run("a\t b  c\nd"), Run("\n", (("rule", True),)))
