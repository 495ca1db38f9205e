"""Tests of the looks of the selection."""

from __future__ import annotations

from canvas.commands import style
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


def test_looks_are_copied_and_pasted_whole() -> None:
    t = TestEditor()
    a = t.shape(0, 0, style__fill="#ff0000", style__bold=True, x__note="n")
    b = t.shape(200, 0, style__stroke="#00ff00", w=77.0)
    copied = style.copy_style(t.select(a).editor)
    assert copied == {"style.fill": "#ff0000", "style.bold": True}
    assert style.paste_style(t.select(b).editor, copied)
    assert {k: v for k, v in t.record(b).values.items() if k.startswith("style.")} == copied
    assert t.record(b).w == 77
    assert style.copy_style(t.select().editor) == {}
    assert not style.paste_style(t.select(b).editor, {})


def test_looks_become_the_default() -> None:
    t = TestEditor()
    t.select(t.shape(0, 0, style__fill="#ff0000"))
    style.use_as_default(t.editor, "rect")
    assert t.editor.defaults.values("rect")["style.fill"] == "#ff0000"
