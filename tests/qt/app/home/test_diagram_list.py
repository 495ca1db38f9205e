from __future__ import annotations

import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from app.home.diagram_list import DiagramList, column_count
from app.home.diagram_model import DiagramModel
from app.home.entries import DiagramEntry
from tests.qt.app.screens import NOW_MS, sample_entries

MANY = 10_000


@pytest.fixture
def view(qtbot: QtBot) -> DiagramList:
    model = DiagramModel(lambda: NOW_MS)
    model.set_entries(sample_entries(9))
    made = DiagramList(model)
    qtbot.addWidget(made)
    made.resize(1170, 600)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


@pytest.mark.parametrize(("width", "columns"), [(200, 1), (500, 2), (900, 3), (1164, 4), (2000, 6)])
def test_columns(width: int, columns: int) -> None:
    assert column_count(width) == columns


def test_cards_fill_the_width(view: DiagramList) -> None:
    tops = [view.visualRect(view.model().index(row, 0)).top() for row in range(5)]
    assert tops[0] == tops[3]
    assert tops[4] > tops[0]
    view.show_as_cards(False)
    assert view.visualRect(view.model().index(1, 0)).top() == 52


def test_enter_and_double_click_open(qtbot: QtBot, view: DiagramList) -> None:
    view.setCurrentIndex(view.model().index(2, 0))
    with qtbot.waitSignal(view.open_requested) as opened:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert opened.args == ["2"]
    center = view.visualRect(view.model().index(1, 0)).center()
    with qtbot.waitSignal(view.open_requested) as opened:
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=center)
        qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=center)
    assert opened.args == ["1"]


def test_delete_goes_to_the_trash_and_in_the_trash_for_ever(qtbot: QtBot, view: DiagramList) -> None:
    view.setCurrentIndex(view.model().index(0, 0))
    with qtbot.waitSignal(view.trash_requested) as trashed:
        qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert trashed.args == ["0"]
    model = view.model()
    assert isinstance(model, DiagramModel)
    model.set_entries([DiagramEntry("x", "Gone", 1, trashed=True)])
    view.setCurrentIndex(model.index(0))
    with qtbot.assertNotEmitted(view.open_requested), qtbot.waitSignal(view.delete_requested):
        qtbot.keyClick(view, Qt.Key.Key_Return)
        qtbot.keyClick(view, Qt.Key.Key_Delete)


def test_f2_edits_the_title_in_place(qtbot: QtBot, view: DiagramList) -> None:
    model = view.model()
    assert isinstance(model, DiagramModel)
    view.setCurrentIndex(model.index(0))
    qtbot.keyClick(view, Qt.Key.Key_F2)
    edit = view.viewport().findChild(QLineEdit)
    assert isinstance(edit, QLineEdit)
    with qtbot.waitSignal(model.renamed) as renamed:
        qtbot.keyClicks(edit, "Plan B")
        qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert renamed.args == ["0", "Plan B"]


def test_menus_of_live_and_of_deleted_diagrams(qtbot: QtBot, view: DiagramList) -> None:
    live = [action.text() for action in view.menu(sample_entries(2)[1]).actions() if not action.isSeparator()]
    assert live == ["Open", "Rename", "Remove star", "Duplicate", "Move to trash"]
    gone = view.menu(DiagramEntry("x", "Gone", 1, trashed=True))
    restore, delete = (action for action in gone.actions() if not action.isSeparator())
    with qtbot.waitSignal(view.restore_requested) as restored:
        restore.trigger()
    assert restored.args == ["x"]
    with qtbot.waitSignal(view.delete_requested):
        delete.trigger()


@pytest.mark.parametrize("cards", [True, False])
def test_ten_thousand_diagrams_list_and_scroll_without_delay(view: DiagramList, cards: bool) -> None:
    model = view.model()
    assert isinstance(model, DiagramModel)
    asked: set[str] = set()

    def provide(document_id: str, _version: int) -> QImage | None:
        asked.add(document_id)
        return None

    model.set_thumbnails(provide)
    view.show_as_cards(cards)
    begin = time.process_time()
    model.set_entries(sample_entries(MANY))
    view.viewport().grab()
    shown = time.process_time() - begin
    begin = time.process_time()
    for place in range(0, view.verticalScrollBar().maximum(), max(1, view.verticalScrollBar().maximum() // 20)):
        view.verticalScrollBar().setValue(place)
        view.viewport().grab()
    frame = (time.process_time() - begin) / 20
    assert view.verticalScrollBar().maximum() > MANY * 40 / 4
    # Only what was seen was asked for; the times leave room for slow machines.
    assert len(asked) < 700
    assert shown < 1.0
    assert frame < 0.05


def test_a_title_that_is_not_ones_own_to_change_is_not_edited_and_says_why(qtbot: QtBot, view: DiagramList) -> None:
    model = view.model()
    assert isinstance(model, DiagramModel)
    asked: list[str] = []

    def why_not(document: str) -> str:
        asked.append(document)
        return "You can look at it." if document == "0" else ""

    model.set_why_not_renamed(why_not)
    view.viewport().grab()
    assert asked == [], "what is painted asks nobody"
    view.setCurrentIndex(model.index(0))
    with qtbot.waitSignal(view.rename_refused) as refused:
        qtbot.keyClick(view, Qt.Key.Key_F2)
    assert refused.args == ["You can look at it."]
    assert view.viewport().findChild(QLineEdit) is None
    for row, why in ((0, "You can look at it."), (1, "")):
        entry = model.entry(model.index(row))
        assert entry is not None
        menu = view.menu(entry)
        rename = next(action for action in menu.actions() if action.text() == "Rename")
        assert rename.isEnabled() is not bool(why)
        assert menu.toolTipsVisible() is bool(why)
        assert not why or rename.toolTip() == why
