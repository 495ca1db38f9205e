"""Pages in their bar, layers in their panel."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from app.actions.catalogue import ALL
from tests.support.stage import CTRL, Stage


def names(stage: Stage) -> list[str]:
    tabs = stage.window.workbench.area.pages.tabs
    return [tabs.tabText(i) for i in range(tabs.count())]


def test_a_page_is_added_shown_and_undone(stage: Stage) -> None:
    stage.box()
    first = stage.editor.page
    stage.window.workbench.area.pages.add_button.click()
    assert len(names(stage)) == 2
    assert stage.editor.page != first
    assert stage.shapes == []
    stage.key(Qt.Key.Key_Z, CTRL, stage.view)
    assert len(names(stage)) == 1
    assert stage.editor.page == first
    assert len(stage.shapes) == 1


def test_every_action_of_the_catalogue_does_something(stage: Stage) -> None:
    assert stage.window.registry.bound() == ALL


def test_a_page_is_renamed_in_place(stage: Stage) -> None:
    bar = stage.window.workbench.area.pages
    stage.window.registry.action("page.rename").trigger()
    field = bar.tabs.findChild(QLineEdit)
    assert isinstance(field, QLineEdit)
    QTest.keyClicks(field, "Overview")
    stage.key(Qt.Key.Key_Return, widget=field)
    assert names(stage) == ["Overview"]
    assert stage.editor.records.pages[stage.editor.page].name == "Overview"


def test_pages_are_changed_by_click_and_key_and_remember_their_place(stage: Stage) -> None:
    stage.wheel((300, 300), -2)
    first, camera = stage.editor.page, stage.editor.camera
    stage.do("page.add")
    second = stage.editor.page
    stage.window.workbench.area.pages.tabs.setCurrentIndex(0)
    assert stage.editor.page == first
    assert stage.editor.camera == camera
    stage.key(Qt.Key.Key_PageDown, CTRL, stage.view)
    assert stage.editor.page == second
    stage.key(Qt.Key.Key_PageUp, CTRL, stage.view)
    assert stage.editor.page == first


def test_a_page_is_duplicated_and_deleted(stage: Stage) -> None:
    stage.box()
    stage.do("page.duplicate")
    assert len(names(stage)) == 2
    assert len(stage.shapes) == 1
    stage.do("page.delete")
    assert len(names(stage)) == 1
    assert len(stage.shapes) == 1


def test_a_hidden_layer_is_not_painted_and_a_locked_one_is_not_touched(stage: Stage) -> None:
    a = stage.box()
    stage.key(Qt.Key.Key_Escape)
    layer = stage.editor.layer
    panel = stage.window.workbench.layers
    panel.visible_changed.emit(layer, False)
    assert not stage.editor.scene.is_painted(a)
    stage.click((260, 230))
    assert stage.selected == ()
    panel.visible_changed.emit(layer, True)
    panel.locked_changed.emit(layer, True)
    stage.click((260, 230))
    assert stage.selected == ()
    panel.locked_changed.emit(layer, False)
    stage.click((260, 230))
    assert stage.selected == (a,)


def test_a_new_layer_takes_new_shapes(stage: Stage) -> None:
    first = stage.editor.layer
    stage.window.workbench.layers.add_requested.emit()
    second = stage.editor.layer
    assert second != first
    a = stage.box()
    assert stage.editor.view.place(a)[1] == second
    stage.window.workbench.layers.delete_requested.emit(second)
    assert a not in stage.editor.records.shapes
    stage.key(Qt.Key.Key_Z, CTRL, stage.view)
    assert a in stage.editor.records.shapes
