"""Tests of selecting what is alike."""

from __future__ import annotations

from canvas.commands.select_same import select_same
from tests.support.test_editor import TestEditor, ids


def test_by_fill_outline_kind_text_and_all() -> None:
    t = TestEditor()
    a = t.shape(0, 0, style__fill="#ff0000")
    b = t.shape(200, 0, style__fill="#ff0000", kind="ellipse")
    c = t.shape(400, 0, style__stroke="#00ff00")
    d = t.shape(600, 0, style__fill="#ff0000", style__bold=True)
    t.shape(800, 0, style__fill="#ff0000", hidden=True)
    line = t.connector(a, b)
    expected = {"fill": {a, b, d}, "stroke": {a, b, d}, "kind": {a, c, d}, "text": {a, b, c}, "all": {a}}
    for what, wanted in expected.items():
        t.select(a)
        assert select_same(t.editor, what) == len(wanted)
        assert ids(t.selection) == wanted, what
    t.select(line)
    assert select_same(t.editor, "fill") == 1
    t.select()
    assert select_same(t.editor, "all") == 0
