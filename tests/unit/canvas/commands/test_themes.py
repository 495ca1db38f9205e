"""Tests of the document's palette."""

from __future__ import annotations

from canvas.commands import pages, themes
from canvas.drawing.themes import Role, palette_of
from tests.support.test_editor import TestEditor


def role(theme: str, name: str) -> Role:
    found = palette_of(theme).role(name)
    assert found is not None
    return found


def styled_like(one: Role) -> dict[str, str]:
    return {"style__fill": one.fill, "style__stroke": one.stroke, "style__font_color": one.text}


def test_a_palette_restyles_every_page_in_one_step() -> None:
    """DOC-22."""
    t = TestEditor()
    a = t.shape(0, 0, **styled_like(role("standard", "c5")))
    own = t.shape(0, 0, style__fill="#123456")
    pages.add(t.editor)
    b = t.shape(0, 0, locked=True, **styled_like(role("standard", "c2")))
    before, steps = t.snapshot(), t.steps()
    assert themes.apply_palette(t.editor, "vivid")
    assert t.steps() == steps + 1
    assert t.record(a).get("style.fill") == role("vivid", "c5").fill
    assert t.record(b).get("style.font_color") == role("vivid", "c2").text
    assert t.record(own).get("style.fill") == "#123456"
    assert themes.current(t.editor).id == "vivid"
    assert t.editor.defaults.values("rect")["style.fill"] == role("vivid", "c6").fill
    t.editor.undo()
    assert t.snapshot() == before
    assert themes.current(t.editor).id == "standard"
    assert t.editor.defaults.values("rect")["style.fill"] == role("standard", "c6").fill


def test_the_same_palette_and_an_unknown_one_do_nothing() -> None:
    t = TestEditor()
    assert not themes.apply_palette(t.editor, "standard")
    assert not themes.apply_palette(t.editor, "nonsense")


def test_a_quick_style_colours_what_a_thing_has() -> None:
    t = TestEditor()
    a, text = t.shape(0, 0, style__gradient="#ffffff"), t.shape(0, 0, kind="text", style__fill="none")
    line = t.connector(a, text)
    t.select(a, text, line)
    blue = role("standard", "c5")
    steps = t.steps()
    assert themes.apply_role(t.editor, "c5")
    assert t.steps() == steps + 1
    assert {k: t.record(a).get(k) for k in blue.values} == blue.values
    assert t.record(a).get("style.gradient") is None
    assert t.record(line).get("style.stroke") == blue.stroke
    assert "style.fill" not in t.record(line).values
    assert (t.record(text).get("style.fill"), t.record(text).get("style.font_color")) == ("none", blue.stroke)
    assert not themes.apply_role(t.editor, "nonsense")
