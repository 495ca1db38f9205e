from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.dialogs.text_prompt import Prompt, TextPrompt


def complaint(text: str) -> str:
    return "Too short." if len(text) < 3 else ""


def opened(qtbot: QtBot, text: str = "") -> tuple[TextPrompt, list[str]]:
    dialog = TextPrompt(Prompt("Save as", "Name", "Save", text, complaint=complaint))
    qtbot.addWidget(dialog)
    answers: list[str] = []
    dialog.answered.connect(answers.append)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    dialog.open()
    return dialog, answers


def test_enter_takes_the_text(qtbot: QtBot) -> None:
    dialog, answers = opened(qtbot)
    assert not dialog.confirm.isEnabled()
    QTest.keyClicks(dialog.line, " Warning ")
    QTest.keyClick(dialog.line, Qt.Key.Key_Return)
    assert answers == ["Warning"]
    assert not dialog.isVisible()


def test_what_will_not_do_is_said(qtbot: QtBot) -> None:
    dialog, answers = opened(qtbot, "old name")
    QTest.keyClicks(dialog.line, "ab")
    assert dialog.complaint.text() == "Too short."
    QTest.keyClick(dialog.line, Qt.Key.Key_Return)
    assert answers == []
    assert dialog.isVisible()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert answers == []
