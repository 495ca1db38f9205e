"""The palette over a window: typing, walking, choosing, leaving."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.palette.items import Answer, Group, PaletteItem
from app.palette.palette import CommandPalette
from app.palette.rows import ANSWER
from tests.qt.app.screens import paint_preview


class Window(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.field = QLineEdit(self)
        self.field.setAccessibleName("Field")
        self.resize(1000, 700)
        self.ran: list[str] = []

    def item(self, title: str, **values: str) -> PaletteItem:
        return replace(PaletteItem(title, title, Group.ACTION, lambda: self.ran.append(title)), **values)


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    made = Window()
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.field.setFocus()
    return made


@pytest.fixture
def palette(window: Window) -> CommandPalette:
    items = [
        window.item("Copy", key="Ctrl+C"),
        window.item("Copy style"),
        window.item("Paste", reason="Nothing copied"),
    ]
    made = CommandPalette(items, (("Suggested", items[:2]), ("Recent", items[2:])), paint_preview, window)
    made.show_over(window)
    return made


def shown(palette: CommandPalette) -> list[str]:
    return [palette.list.item(place).text() for place in range(palette.list.count())]


def test_suggestions_stand_under_their_headings_and_the_first_is_chosen(palette: CommandPalette) -> None:
    assert shown(palette) == ["Suggested", "Copy", "Copy style", "Recent", "Paste"]
    assert palette.search.accessibleDescription() == "Copy"


def test_typing_narrows_and_enter_runs_once_and_gives_the_keyboard_back(
    qtbot: QtBot, window: Window, palette: CommandPalette
) -> None:
    QTest.keyClicks(palette.search, "sty")
    assert shown(palette) == ["Copy style"]
    with qtbot.waitSignal(palette.ran):
        QTest.keyClick(palette.search, Qt.Key.Key_Return)
    assert window.ran == ["Copy style"]
    assert window.field.hasFocus()


def test_arrows_walk_around_and_skip_headings(palette: CommandPalette) -> None:
    walked: list[str] = []
    for _ in range(3):
        QTest.keyClick(palette.search, Qt.Key.Key_Down)
        walked.append(palette.list.currentItem().text())
    QTest.keyClick(palette.search, Qt.Key.Key_Up)
    assert [*walked, palette.list.currentItem().text()] == ["Copy style", "Paste", "Copy", "Paste"]


def test_what_is_not_possible_says_why_and_does_nothing(window: Window, palette: CommandPalette) -> None:
    QTest.keyClicks(palette.search, "paste")
    answer = palette.list.currentItem().data(ANSWER)
    assert isinstance(answer, Answer)
    assert answer.item.reason == palette.list.currentItem().toolTip() == "Nothing copied"
    QTest.keyClick(palette.search, Qt.Key.Key_Return)
    assert window.ran == []
    assert palette.isVisible()


def test_nothing_found_is_said(palette: CommandPalette) -> None:
    QTest.keyClicks(palette.search, "zeppelin")
    assert shown(palette) == []
    assert palette._nothing.isVisible()
    QTest.keyClick(palette.search, Qt.Key.Key_Return)
    assert palette.isVisible()


@pytest.mark.parametrize("way", ["escape", "beside"])
def test_leaving_gives_the_keyboard_back(window: Window, palette: CommandPalette, way: str) -> None:
    if way == "escape":
        QTest.keyClick(palette.search, Qt.Key.Key_Escape)
    else:
        QTest.mouseClick(palette, Qt.MouseButton.LeftButton, pos=QPoint(4, 4))
    assert not palette.isVisible()
    assert window.field.hasFocus()


def test_the_keyboard_does_not_leave_the_palette_by_tab(palette: CommandPalette) -> None:
    QTest.keyClick(palette.search, Qt.Key.Key_Tab)
    assert palette.search.hasFocus()


def test_it_covers_the_window_whatever_its_size(window: Window, palette: CommandPalette) -> None:
    window.resize(960, 600)
    assert palette.size() == window.size()
    assert palette.rect().contains(palette._box.surface_rect())
