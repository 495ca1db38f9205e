"""After a field has what it was given, the next key is the canvas's."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from tests.support.stage import Stage

ENTER, ESCAPE = Qt.Key.Key_Return, Qt.Key.Key_Escape


@pytest.mark.parametrize(("end", "title"), [(ENTER, "Quay"), (ESCAPE, "Harbour")])
def test_after_the_title(stage: Stage, end: Qt.Key, title: str) -> None:
    stage.window.workbench.top.title.setFocus()
    stage.window.workbench.top.title.selectAll()
    stage.type("Quay")
    stage.key(end)
    assert stage.tab.diagram.title == title
    assert stage.view.hasFocus()


def test_after_a_title_that_stays_as_it_is(stage: Stage) -> None:
    stage.window.workbench.top.title.setFocus()
    stage.key(ENTER)
    assert stage.view.hasFocus()


@pytest.mark.parametrize("end", [ENTER, ESCAPE])
def test_after_the_name_of_a_page(stage: Stage, end: Qt.Key) -> None:
    stage.window.workbench.area.pages.edit_name(0)
    stage.type("Quay")
    stage.key(end)
    assert (stage.editor.records.pages[stage.editor.page].name == "Quay") is (end == ENTER)
    assert stage.view.hasFocus()


def test_after_a_number_arrows_move_the_shape(stage: Stage) -> None:
    a = stage.box()
    field = stage.window.workbench.inspector.arrange.fields["x"].edit
    field.setFocus()
    field.selectAll()
    stage.type("300")
    stage.key(ENTER)
    stage.key(Qt.Key.Key_Right)
    assert stage.shape(a).x == 301


def test_a_number_that_is_none_keeps_the_keyboard(stage: Stage) -> None:
    stage.box()
    field = stage.window.workbench.inspector.arrange.fields["x"].edit
    field.setFocus()
    field.selectAll()
    stage.type("3+")
    stage.key(ENTER)
    assert field.hasFocus()


def test_escape_empties_a_search_and_then_leaves_it(stage: Stage) -> None:
    search = stage.window.workbench.library.search
    search.setFocus()
    stage.type("cloud")
    stage.key(ESCAPE)
    assert search.text() == ""
    assert search.hasFocus()
    stage.key(ESCAPE)
    assert stage.view.hasFocus()
