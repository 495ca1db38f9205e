"""Tests of default looks."""

from __future__ import annotations

from canvas.commands import default_looks
from tests.support.test_editor import TestEditor


def test_a_default_is_set_for_its_family_used_and_reset() -> None:
    t = TestEditor()
    a = t.shape(0, 0, style__fill="#ff0000")
    line = t.connector(a, a)
    usual = t.editor.defaults.values("rect")
    assert not default_looks.has_default(t.editor)
    assert default_looks.use_as_default(t.select(a).editor)
    assert t.editor.defaults.values("ellipse")["style.fill"] == "#ff0000"
    assert default_looks.has_default(t.editor)
    assert not default_looks.has_default(t.select(line).editor)
    assert default_looks.selected_families(t.select(line, a).editor) == ("connector", "shape")
    assert default_looks.reset_default(t.editor)
    assert t.editor.defaults.values("rect") == usual
    t.editor.undo()
    assert t.editor.defaults.values("rect")["style.fill"] == "#ff0000"
    assert default_looks.reset_default(t.select().editor)
    assert t.editor.defaults.values("rect") == usual


def test_what_cannot_be() -> None:
    t = TestEditor()
    assert not default_looks.use_as_default(t.editor)
    assert not default_looks.reset_default(t.editor)
