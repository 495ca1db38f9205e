from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.panels.title_field import TitleField


@pytest.fixture
def title(qtbot: QtBot) -> TitleField:
    made = TitleField("Title")
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.set_title("Plan")
    made.setFocus()
    made.selectAll()
    return made


def test_enter_renames(qtbot: QtBot, title: TitleField) -> None:
    with qtbot.waitSignal(title.renamed) as renamed:
        qtbot.keyClicks(title, "  New   plan ")
        qtbot.keyClick(title, Qt.Key.Key_Return)
    assert renamed.args == ["New plan"]
    assert title.text() == "New plan"


@pytest.mark.parametrize("text", ["", "   ", "Plan"])
def test_an_empty_or_equal_title_changes_nothing(qtbot: QtBot, title: TitleField, text: str) -> None:
    with qtbot.assertNotEmitted(title.renamed):
        title.clear()
        qtbot.keyClicks(title, text)
        qtbot.keyClick(title, Qt.Key.Key_Return)
    assert title.text() == "Plan"


def test_escape_puts_the_old_title_back(qtbot: QtBot, title: TitleField) -> None:
    with qtbot.assertNotEmitted(title.renamed):
        qtbot.keyClicks(title, "Other")
        qtbot.keyClick(title, Qt.Key.Key_Escape)
    assert title.text() == "Plan"


def test_typing_is_not_disturbed_by_news(qtbot: QtBot, title: TitleField) -> None:
    qtbot.keyClicks(title, "Mine")
    title.set_title("Theirs")
    assert title.text() == "Mine"
