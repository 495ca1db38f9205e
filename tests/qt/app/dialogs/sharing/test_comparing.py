from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.collaboration.room_state import Comparing
from app.dialogs.sharing.comparing import ComparingCard


def test_it_asks_for_these_digits_and_answers_for_this_question(qtbot: QtBot) -> None:
    card = ComparingCard()
    qtbot.addWidget(card)
    assert card.isHidden()
    card.show_question(Comparing("q", "482913", "Ana"))
    assert card.digits.text() == "482 913"
    assert card.digits.accessibleName() == "4 8 2 9 1 3"
    assert "Ana" in card.question.text()
    answers = []
    card.answered.connect(lambda id_, same: answers.append((id_, same)))
    QTest.mouseClick(card.match, Qt.MouseButton.LeftButton)
    QTest.mouseClick(card.differ, Qt.MouseButton.LeftButton)
    assert answers == [("q", True), ("q", False)]
    card.show_question(None)
    assert card.isHidden()


def test_enter_agrees_to_nothing(qtbot: QtBot) -> None:
    card = ComparingCard()
    qtbot.addWidget(card)
    card.show_question(Comparing("q", "482913"))
    assert not card.match.isDefault()
    assert not card.match.autoDefault()
    assert "other screen" in card.question.text()


def test_it_says_how_many_wait_after_this_one(qtbot: QtBot) -> None:
    card = ComparingCard()
    qtbot.addWidget(card)
    card.show_question(Comparing("q", "482913"))
    assert card.others.isHidden()
    for after, said in ((1, "Somebody else"), (3, "3 others")):
        card.show_question(Comparing("q", "482913", after=after))
        assert not card.others.isHidden()
        assert said in card.others.text()
