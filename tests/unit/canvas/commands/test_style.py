"""Tests of the looks of the selection."""

from __future__ import annotations

import pytest

from canvas.commands import style
from canvas.commands.text import set_label
from canvas.model.records import Run
from tests.support.test_editor import TestEditor


def test_a_value_reaches_all_that_is_selected() -> None:
    t = TestEditor()
    a, b = t.shape(0, 0), t.shape(200, 0)
    t.select(a, b)
    assert style.set_values(t.editor, {"style.fill": "#123456"})
    assert t.record(a).get("style.fill") == t.record(b).get("style.fill") == "#123456"
    assert style.set_values(t.editor, {"style.fill": None}, (a,))
    assert "style.fill" not in t.record(a).values
    assert not style.set_values(t.editor, {"style.fill": None}, (a,))


def test_a_group_hands_its_looks_to_its_members() -> None:
    t = TestEditor()
    group = t.shape(0, 0, kind="group")
    a, b = t.shape(0, 0, parent=group), t.shape(0, 0, parent=group)
    assert style.styled(t.editor, (group, "gone")) == (a, b)


def test_a_dragged_slider_is_one_step() -> None:
    t = TestEditor()
    t.select(t.shape(0, 0))
    before = t.steps()
    for value in (90.0, 80.0, 70.0):
        style.set_values(t.editor, {"style.opacity": value}, gesture="slider")
    assert t.steps() == before + 1


def test_toggling_turns_on_unless_all_are_on() -> None:
    t = TestEditor()
    a, b = t.shape(0, 0, style__bold=True), t.shape(200, 0)
    t.select(a, b)
    style.toggle(t.editor, "style.bold")
    assert (t.record(a).get("style.bold"), t.record(b).get("style.bold")) == (True, True)
    style.toggle(t.editor, "style.bold")
    assert not t.record(b).get("style.bold")
    assert not style.toggle(t.select().editor, "style.bold")


def test_bold_wins_over_a_finer_weight() -> None:
    t = TestEditor()
    a = t.shape(0, 0, style__font_weight=500.0, text="A")
    t.select(a)
    style.toggle(t.editor, "style.bold")
    assert (t.record(a).get("style.bold"), t.record(a).get("style.font_weight")) == (True, None)
    style.toggle(t.editor, "style.bold")
    assert t.record(a).get("style.bold") is False
    style.set_values(t.editor, {"style.font_weight": 800.0})
    style.toggle(t.editor, "style.bold")
    assert t.record(a).get("style.font_weight") is None


@pytest.mark.parametrize(
    ("weight", "values"),
    [
        (400.0, (None, False)),
        (500.0, (500.0, False)),
        (600.0, (600.0, True)),
        (700.0, (None, True)),
        (900.0, (900.0, True)),
    ],
)
def test_regular_and_bold_are_said_as_others_say_them(weight: float, values: tuple[float | None, bool]) -> None:
    found = style.weight_values(weight)
    assert (found["style.font_weight"], found["style.bold"]) == values


def test_the_style_of_all_the_text_takes_over_that_of_parts() -> None:
    t = TestEditor()
    a = t.shape(0, 0, text="one two")
    t.select(a)
    before = t.snapshot()
    set_label(t.editor, a, (Run("one ", (("color", "#ff0000"), ("link", "https://a"))), Run("two", (("bold", True),))))
    marked = t.snapshot()
    assert style.set_values(t.editor, {"style.font_color": "#00ff00"})
    assert t.record(a).label == (Run("one ", (("link", "https://a"),)), Run("two", (("bold", True),)))
    style.toggle(t.editor, "style.bold")
    assert t.record(a).label[1] == Run("two")
    t.editor.undo()
    t.editor.undo()
    assert t.snapshot() == marked
    t.editor.undo()
    assert t.snapshot() == before


def test_looks_are_copied_and_pasted_whole() -> None:
    t = TestEditor()
    a = t.shape(0, 0, style__fill="#ff0000", style__bold=True, x__note="n", param__jiggle=2.0)
    b = t.shape(200, 0, style__stroke="#00ff00", w=77.0)
    copied = style.copy_style(t.select(a).editor)
    assert copied is not None
    assert copied.values == {"style.fill": "#ff0000", "style.bold": True, "param.jiggle": 2.0}
    before = t.snapshot()
    assert style.paste_style(t.select(b).editor, copied)
    assert {k: v for k, v in t.record(b).values.items() if k.startswith(("style.", "param."))} == copied.values
    assert t.record(b).w == 77
    t.editor.undo()
    assert t.snapshot() == before
    assert style.copy_style(t.select().editor) is None
    assert not style.paste_style(t.select(b).editor, None)
