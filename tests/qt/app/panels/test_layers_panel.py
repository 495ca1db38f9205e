from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QToolButton
from pytestqt.qtbot import QtBot

from app.panels.layers_panel import LayerItem, LayersPanel

LAYERS = (
    LayerItem("b", "Notes", locked=True),
    LayerItem("a", "Ground", active=True),
    LayerItem("c", "Old", visible=False),
)


@pytest.fixture
def panel(qtbot: QtBot) -> LayersPanel:
    made = LayersPanel()
    qtbot.addWidget(made)
    made.resize(244, 400)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.set_layers(LAYERS)
    return made


def test_rows_show_names_eyes_and_locks_within_the_panel(panel: LayersPanel) -> None:
    names = [button.accessibleName() for button in panel.list.findChildren(QToolButton)]
    assert names == ["Hide Notes", "Unlock Notes", "Hide Ground", "Lock Ground", "Show Old", "Lock Old"]
    row = panel.list.itemWidget(panel.list.item(0))
    assert row is not None
    panel.list.doItemsLayout()
    assert row.width() <= panel.list.viewport().width()
    assert panel.list.currentRow() == 1


def test_buttons_ask_for_the_opposite(qtbot: QtBot, panel: LayersPanel) -> None:
    eye, lock = panel.list.findChildren(QToolButton)[:2]
    with qtbot.waitSignal(panel.visible_changed) as visible:
        qtbot.mouseClick(eye, Qt.MouseButton.LeftButton)
    assert visible.args == ["b", False]
    with qtbot.waitSignal(panel.locked_changed) as locked:
        qtbot.mouseClick(lock, Qt.MouseButton.LeftButton)
    assert locked.args == ["b", False]


def test_clicking_activates(qtbot: QtBot, panel: LayersPanel) -> None:
    rect = panel.list.visualItemRect(panel.list.item(2))
    with qtbot.waitSignal(panel.activated) as activated:
        qtbot.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert activated.args == ["c"]


def test_f2_renames(qtbot: QtBot, panel: LayersPanel) -> None:
    qtbot.keyClick(panel.list, Qt.Key.Key_F2)
    row = panel.list.itemWidget(panel.list.item(1))
    assert row is not None
    edit = row.findChild(QLineEdit)
    assert isinstance(edit, QLineEdit)
    assert not edit.isReadOnly()
    with qtbot.waitSignal(panel.renamed) as renamed:
        qtbot.keyClicks(edit, "Base")
        qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert renamed.args == ["a", "Base"]
    assert edit.isReadOnly()


def test_order_by_menu_and_by_drag(qtbot: QtBot, panel: LayersPanel) -> None:
    seen: list[object] = []
    panel.reordered.connect(seen.append)
    panel.move_current(-1)
    panel.move_current(1)
    panel.move_current(5)
    assert seen == [("a", "b", "c"), ("b", "c", "a")]
    model = panel.list.model()
    with qtbot.waitSignal(panel.reordered) as reordered:
        model.moveRow(panel.list.rootIndex(), 2, panel.list.rootIndex(), 0)
    assert reordered.args == [("c", "b", "a")]


def test_adding_and_deleting_but_never_the_last(qtbot: QtBot, panel: LayersPanel) -> None:
    with qtbot.waitSignal(panel.add_requested):
        qtbot.mouseClick(panel.add_button, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(panel.delete_requested) as deleted:
        qtbot.keyClick(panel.list, Qt.Key.Key_Delete)
    assert deleted.args == ["a"]
    panel.set_layers(LAYERS[1:2])
    with qtbot.assertNotEmitted(panel.delete_requested):
        qtbot.keyClick(panel.list, Qt.Key.Key_Delete)
    assert [action.isEnabled() for action in panel.menu().actions() if not action.isSeparator()] == [
        True,
        False,
        False,
        False,
        False,
    ]


def test_the_selection_is_moved_to_a_layer_when_there_is_one(qtbot: QtBot, panel: LayersPanel) -> None:
    panel.set_movable(True)
    entry = next(action for action in panel.menu().actions() if action.text() == "Move selection here")
    with qtbot.waitSignal(panel.move_requested) as heard:
        entry.trigger()
    assert heard.args == ["a"]
