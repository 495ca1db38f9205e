"""Tests of pages."""

from __future__ import annotations

from canvas.commands import layers, pages
from tests.support.test_editor import TestEditor


def names(t: TestEditor) -> list[str]:
    return [t.document.records.pages[p].name for p in t.editor.view.pages()]


def test_a_new_page_comes_behind_the_current_one_and_is_shown() -> None:
    t = TestEditor()
    first = t.editor.page
    third = pages.add(t.editor)
    t.editor.set_page(first)
    second = pages.add(t.editor, "Between")
    assert t.editor.view.pages() == (first, second, third)
    assert names(t) == ["Page-1", "Between", "Page-2"]
    assert t.editor.page == second
    assert len(t.editor.view.layers(second)) == 1
    t.editor.undo()
    assert t.editor.page == first


def test_renaming() -> None:
    t = TestEditor()
    assert pages.rename(t.editor, t.editor.page, " Start ")
    assert names(t) == ["Start"]
    assert not pages.rename(t.editor, t.editor.page, "Start")
    assert not pages.rename(t.editor, t.editor.page, "  ")
    assert not pages.rename(t.editor, "gone", "x")


def test_reordering() -> None:
    t = TestEditor()
    first = t.editor.page
    second, third = pages.add(t.editor), pages.add(t.editor)
    assert pages.move(t.editor, third, 0)
    assert t.editor.view.pages() == (third, first, second)
    assert not pages.move(t.editor, third, 0)
    assert pages.move(t.editor, third, 99)
    assert t.editor.view.pages() == (first, second, third)
    assert not pages.move(t.editor, "gone", 0)


def test_values_of_a_page() -> None:
    t = TestEditor()
    page = t.editor.page
    assert pages.set_value(t.editor, page, "background", "#ffeeee")
    assert not pages.set_value(t.editor, page, "background", "#ffeeee")
    assert pages.set_value(t.editor, page, "background", None)
    assert "background" not in t.document.records.pages[page].values
    assert not pages.set_value(t.editor, "gone", "grid", False)


def test_duplicating_copies_layers_and_shapes() -> None:
    t = TestEditor()
    first = t.editor.page
    front = layers.add(t.editor, "Front")
    a, b = t.shape(10, 20, text="A"), t.shape(300, 20)
    t.connector(a, b)
    copy = pages.duplicate(t.editor, first)
    assert t.editor.page == copy
    assert names(t) == ["Page-1", "Page-1 copy"]
    new_a, new_b, new_line = t.shapes()
    assert t.record(new_a).text == "A"
    assert t.editor.view.ends(new_line) == (new_a, new_b)
    assert t.document.records.layers[t.editor.view.place(new_a)[1]].name == "Front"
    assert t.editor.view.place(a) == (first, front)
    assert pages.duplicate(t.editor, "gone") == ""
    empty = pages.add(t.editor)
    assert pages.duplicate(t.editor, empty) != ""


def test_deleting_shows_the_neighbour_and_is_one_step() -> None:
    t = TestEditor()
    first = t.editor.page
    second = pages.add(t.editor)
    a = t.shape(0, 0)
    assert pages.delete(t.editor, second)
    assert t.editor.page == first
    assert not t.exists(a)
    t.editor.undo()
    assert t.exists(a)
    assert t.editor.view.pages() == (first, second)
    assert t.editor.view.place(a)[0] == second
    assert pages.delete(t.editor, first)
    assert t.editor.page == second
    assert not pages.delete(t.editor, second)


def test_a_read_only_diagram_keeps_its_pages() -> None:
    t = TestEditor()
    first = t.editor.page
    second = pages.add(t.editor)
    t.editor.read_only = True
    assert pages.add(t.editor) == ""
    assert pages.duplicate(t.editor, first) == ""
    assert not pages.delete(t.editor, first)
    assert t.editor.page == second


def test_stepping_stops_at_both_ends() -> None:
    t = TestEditor()
    first = t.editor.page
    second = pages.add(t.editor)
    pages.step(t.editor, 1)
    assert t.editor.page == second
    pages.step(t.editor, -1)
    pages.step(t.editor, -1)
    assert t.editor.page == first
