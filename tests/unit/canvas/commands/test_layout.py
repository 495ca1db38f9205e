"""What a layout takes in, and that it is one step of undo."""

from __future__ import annotations

from canvas.commands import layout
from canvas.geometry.vec import Vec
from canvas.kernels.layout.request import Method
from tests.support.test_editor import TestEditor


def test_several_selected_shapes_are_laid_out_among_themselves() -> None:
    t = TestEditor()
    a, b, _ = t.shape(0, 0), t.shape(200, 0), t.shape(400, 0)
    t.editor.select((a, b))
    assert layout.scope(t.editor) == (a, b)


def test_one_selected_container_lays_out_what_is_in_it() -> None:
    t = TestEditor()
    box = t.container(0, 0)
    a, b = t.shape(10, 10, parent=box), t.shape(120, 10, parent=box)
    t.editor.select((box,))
    assert layout.scope(t.editor) == (a, b)


def test_without_a_selection_the_page_is_laid_out() -> None:
    t = TestEditor()
    a, b = t.shape(0, 0), t.shape(200, 0)
    t.connector(a, b)
    assert layout.scope(t.editor) == (a, b)


def test_one_shape_is_too_little() -> None:
    t = TestEditor()
    t.shape(0, 0)
    assert layout.request(t.editor, Method.TREE) is None


def test_a_read_only_diagram_is_not_laid_out() -> None:
    t = TestEditor()
    t.shape(0, 0)
    t.shape(200, 0)
    t.editor.read_only = True
    assert layout.request(t.editor, Method.TREE) is None
    assert t.notices


def test_locked_shapes_are_pinned() -> None:
    t = TestEditor()
    a, b = t.shape(0, 0, locked=True), t.shape(200, 0)
    asked = layout.request(t.editor, Method.FORCE)
    assert asked is not None
    assert {node.id: node.pinned for node in asked.nodes} == {a: True, b: False}


def test_a_layout_is_one_step_of_undo() -> None:
    t = TestEditor()
    a, b = t.shape(0, 0), t.shape(200, 0)
    before = dict(t.document.records.shapes)
    asked = layout.request(t.editor, Method.LAYERED)
    assert asked is not None
    assert layout.place(t.editor, asked, {a: Vec(50, 30), b: Vec(50, 400)})
    assert t.document.records.shapes[b].y == 370
    t.editor.undo()
    assert dict(t.document.records.shapes) == before


def test_tidying_is_one_step_of_undo_and_says_when_nothing_changes() -> None:
    t = TestEditor()
    t.shape(0, 0)
    t.shape(143, 7)
    before = dict(t.document.records.shapes)
    assert layout.tidy(t.editor)
    assert not layout.tidy(t.editor)
    t.editor.undo()
    assert dict(t.document.records.shapes) == before
