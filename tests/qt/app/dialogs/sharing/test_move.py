"""Moving a diagram: every way says what becomes of it, of the original and of the others."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.dialogs.sharing.move import NETWORK, PERSONAL, MoveDialog, MoveFacts

TARGETS = ((PERSONAL, "My diagrams"), ("t" * 32, "Pier team"), (NETWORK, "This network"))


def pick(dialog: MoveDialog, number: int) -> None:
    dialog.target.setCurrentIndex(number)
    dialog.target.activated.emit(number)


def test_what_is_shared_can_be_taken_out_or_copied(qtbot: QtBot) -> None:
    dialog = MoveDialog(MoveFacts("Harbour", "Harbour team", TARGETS))
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.confirm.text() == "Move it"
    assert "Nobody else sees" in dialog.becomes.text()
    assert "what was there before" in dialog.becomes.text()
    assert "Others keep what they have" in dialog.stays.text()
    QTest.mouseClick(dialog.take_out, Qt.MouseButton.LeftButton)
    assert dialog.confirm.text() == "Copy it"
    assert "not kept in step" in dialog.stays.text()
    pick(dialog, 1)
    assert "Everybody in that team" in dialog.becomes.text()
    with qtbot.waitSignal(dialog.chosen) as chosen:
        QTest.mouseClick(dialog.confirm, Qt.MouseButton.LeftButton)
    assert chosen.args == ["t" * 32, False]


def test_who_may_not_take_it_out_is_told_and_gets_a_copy(qtbot: QtBot) -> None:
    dialog = MoveDialog(MoveFacts("Harbour", "Harbour team", TARGETS, "Only admins can."))
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.take_out.isEnabled()
    assert dialog.stays.text() == "Only admins can."
    with qtbot.waitSignal(dialog.chosen) as chosen:
        QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert chosen.args == [PERSONAL, False]


def test_ones_own_goes_as_it_is(qtbot: QtBot) -> None:
    dialog = MoveDialog(MoveFacts("Harbour", "", TARGETS[1:]))
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.take_out.isVisible()
    pick(dialog, 1)
    assert "No server takes part" in dialog.becomes.text()
    assert "begins anew" not in dialog.becomes.text()
    assert "deleted or changed before does not go along" in dialog.becomes.text()
    with qtbot.waitSignal(dialog.chosen) as chosen:
        QTest.mouseClick(dialog.confirm, Qt.MouseButton.LeftButton)
    assert chosen.args == [NETWORK, False]
