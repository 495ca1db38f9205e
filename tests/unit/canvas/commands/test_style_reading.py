"""Tests of what an inspector shows."""

from __future__ import annotations

from canvas.commands.style_reading import MIXED, Reading, read
from canvas.commands.text import set_label
from canvas.geometry.box import Box
from canvas.model.records import Run
from tests.support.test_editor import TestEditor


def test_nothing_selected() -> None:
    assert read(TestEditor().editor) == Reading()


def test_one_shape() -> None:
    t = TestEditor()
    t.select(t.shape(10, 20, style__fill="#ff0000", rotation=30.0))
    found = read(t.editor)
    assert (found.count, found.shapes, found.connectors, found.kind) == (1, 1, 0, "rect")
    assert (found.box, found.rotation) == (Box(10, 20, 100, 60), 30)
    assert found.values["style.fill"] == "#ff0000"
    assert found.values["style.stroke"] == "#000000"
    assert found.editable


def test_where_shapes_differ() -> None:
    t = TestEditor()
    a, b = t.shape(0, 0, style__fill="#ff0000"), t.shape(0, 0, kind="ellipse", rotation=5.0, locked=True)
    line = t.connector(a, b)
    t.select(a, b, line)
    found = read(t.editor)
    assert (found.count, found.shapes, found.connectors, found.kind) == (3, 2, 1, "")
    assert found.values["style.fill"] is MIXED
    assert found.rotation is MIXED
    assert found.values["locked"] is MIXED
    assert found.values["style.stroke_width"] == 1.0
    assert repr(MIXED) == "MIXED"


def test_only_lines_have_no_box() -> None:
    t = TestEditor()
    t.select(t.connector(source__point=(0, 0), target__point=(9, 9)))
    found = read(t.editor)
    assert found.box is None
    assert found.rotation is None


def test_what_is_locked_cannot_be_edited() -> None:
    t = TestEditor()
    t.select(t.shape(0, 0, locked=True))
    assert not read(t.editor).editable


def test_what_labels_show_counts_as_theirs() -> None:
    t = TestEditor()
    a, b = t.shape(0, 0, text="ab"), t.shape(0, 0, text="c", style__bold=True)
    set_label(t.editor, a, (Run("a", (("bold", True), ("script", "sup"))), Run("b")))
    t.select(a)
    found = read(t.editor).values
    assert found["style.bold"] is MIXED
    assert found["text.weight"] is MIXED
    assert found["mark.script"] is MIXED
    assert (found["mark.code"], found["style.italic"], found["text.any"]) == (None, False, True)
    t.select(b)
    assert read(t.editor).values["text.weight"] == 700.0
    t.select(t.shape(0, 0))
    found = read(t.editor).values
    assert (found["text.any"], found["mark.list"], found["param.jiggle"]) == (False, None, 1.0)
