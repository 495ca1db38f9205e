"""Tests of editing a label."""

from __future__ import annotations

from canvas.commands import tables
from canvas.commands.delete import delete
from canvas.geometry.vec import Vec
from canvas.kernels import tables as kernel
from canvas.model.records import plain
from canvas.scene.overlays import TextField
from tests.support.test_editor import TestEditor


def editing(text: str = "") -> tuple[TestEditor, str]:
    t = TestEditor()
    a = t.shape(0, 0, text=text)
    assert t.machine.edit_text(a)
    return t, a


def test_the_field_lies_on_the_shape() -> None:
    t, a = editing("A")
    assert t.figures(TextField) == [TextField(a, t.box(a))]
    assert t.preview.cursor == "text"


def test_typing_is_one_step_until_a_pause() -> None:
    t, a = editing()
    t.type("hello")
    t.now_ms += 2000
    t.type(" you")
    t.machine.pause_typing()
    t.type("!")
    assert t.record(a).text == "hello you!"
    t.editor.undo()
    t.editor.undo()
    assert t.record(a).text == "hello"
    t.editor.undo()
    assert t.record(a).text == ""


def test_escape_ctrl_enter_a_press_beside_and_a_blur_finish() -> None:
    t, a = editing()
    t.key("Escape")
    assert t.state == "select.idle"
    t.machine.edit_text(a)
    t.hold(ctrl=True).key("Return").hold()
    assert t.state == "select.idle"
    t.machine.edit_text(a)
    t.pointer_down(50, 30).pointer_up()
    assert t.state == "select.editing_text"
    t.pointer_down(500, 300).pointer_up()
    assert t.state == "select.idle"
    t.machine.edit_text(a)
    t.machine.finish_text()
    t.machine.finish_text()
    assert t.state == "select.idle"


def test_the_press_that_finishes_also_selects() -> None:
    t, _a = editing()
    b = t.shape(300, 0)
    t.click(350, 30)
    assert (t.state, t.selection) == ("select.idle", (b,))


def test_other_keys_belong_to_the_field() -> None:
    t, a = editing()
    assert not t.key_down("Left")
    assert not t.key_down("Space")
    assert t.at(a) == (0, 0)


def test_a_shape_deleted_elsewhere_ends_the_editing_and_others_do_not() -> None:
    t, a = editing()
    other = t.shape(300, 300)
    delete(t.editor, (other,))
    assert t.machine.editing == a
    delete(t.editor, (a,))
    assert t.state == "select.idle"
    assert not t.machine.type_label(plain("x"), 0.0)


def test_tab_and_enter_go_from_cell_to_cell() -> None:
    t = TestEditor()
    table = tables.insert(t.editor, 2, 2, at=Vec(400, 300))
    found = kernel.read(t.graph, table)
    t.machine.edit_text(found.cells[0, 0])
    t.type("a").key("Tab").type("b").key("Return").type("d")
    assert t.machine.editing == found.cells[1, 1]
    t.key("Tab")
    grown = kernel.read(t.graph, table)
    assert len(grown.rows) == 3
    assert t.machine.editing == grown.cells[2, 0]
    t.hold(shift=True).key("Tab").hold()
    assert t.machine.editing == found.cells[1, 1]
    t.key("Return").key("Return")
    assert t.machine.editing == ""
    texts = [t.record(c).text for _, c in sorted(found.cells.items())]
    assert texts == ["a", "b", "", "d"]
