from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from app.dialogs.passphrase import CreatePassphraseDialog, UnlockDialog

GOOD = "plumb otter cello grape"


@pytest.fixture
def create(qtbot: QtBot) -> CreatePassphraseDialog:
    dialog = CreatePassphraseDialog()
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_a_library_is_made_only_when_everything_fits(qtbot: QtBot, create: CreatePassphraseDialog) -> None:
    assert not create.ok.isEnabled()
    create.field.edit.setText(GOOD)
    assert not create.ok.isEnabled()
    create.again.edit.setText(GOOD[:-1])
    assert create.hint.text() == "The two passphrases differ."
    create.again.edit.setText(GOOD)
    assert not create.ok.isEnabled()
    create.understood.setChecked(True)
    assert create.ok.isEnabled()
    with qtbot.waitSignal(create.submitted) as submitted:
        qtbot.mouseClick(create.ok, Qt.MouseButton.LeftButton)
    assert submitted.args == [GOOD]
    assert not create.again.isEnabled()


def test_short_ones_are_not_taken(create: CreatePassphraseDialog) -> None:
    create.understood.setChecked(True)
    for field in (create.field, create.again):
        field.edit.setText("short")
    assert not create.ok.isEnabled()
    assert "10" in create.hint.text()


def test_the_text_is_hidden_until_asked_for(qtbot: QtBot, create: CreatePassphraseDialog) -> None:
    assert create.field.edit.echoMode() == QLineEdit.EchoMode.Password
    qtbot.mouseClick(create.field.eye, Qt.MouseButton.LeftButton)
    assert create.field.edit.echoMode() == QLineEdit.EchoMode.Normal
    assert create.field.eye.accessibleName() == "Hide the passphrase"


def test_a_wrong_passphrase_is_told_and_can_be_typed_again(qtbot: QtBot) -> None:
    dialog = UnlockDialog()
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.ok.isEnabled()
    dialog.field.edit.setText("secret words")
    with qtbot.waitSignal(dialog.submitted) as submitted:
        qtbot.keyClick(dialog.field.edit, Qt.Key.Key_Return)
    assert submitted.args == ["secret words"]
    assert not dialog.field.isEnabled()
    dialog.show_wrong()
    assert dialog.field.isEnabled()
    assert "does not open this library" in dialog.hint.text()
    assert dialog.field.edit.selectionLength() == len("secret words")
