"""The passphrase dialog as a prompt: it stays until the passphrase is right or the user gives up."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from app.passphrase_prompt import DialogPrompt
from sync.errors import KeyUnavailableError
from sync.store.keys import PassphraseKey, resolve_key
from tests.support.library import CHEAP

GOOD = "four unrelated words here"


def type_in(prompt: DialogPrompt, text: str) -> None:
    """Fill the dialog and press its button, once it stands."""
    dialog = prompt.dialog
    assert dialog is not None
    dialog.field.edit.setText(text)
    if hasattr(dialog, "again"):
        dialog.again.edit.setText(text)
        dialog.understood.setChecked(True)
    dialog.ok.click()


def test_a_new_passphrase_and_later_the_same(qtbot: QtBot, tmp_path: Path) -> None:
    prompt = DialogPrompt()
    QTimer.singleShot(0, lambda: type_in(prompt, GOOD))
    key = resolve_key(tmp_path / "p", [PassphraseKey(prompt, CHEAP)])
    prompt.close()
    tries = iter(["wrong words", GOOD])
    hints: list[str] = []

    def answer() -> None:
        assert prompt.dialog is not None
        hints.append(prompt.dialog.hint.text())
        text = next(tries)
        if text != GOOD:
            QTimer.singleShot(50, answer)
        type_in(prompt, text)

    QTimer.singleShot(0, answer)
    assert resolve_key(tmp_path / "p", [PassphraseKey(prompt, CHEAP)]) == key
    assert "does not open" in hints[1]
    prompt.close()
    assert prompt.dialog is None


def test_closing_the_dialog_gives_up(qtbot: QtBot, tmp_path: Path) -> None:
    prompt = DialogPrompt()
    QTimer.singleShot(0, lambda: prompt.dialog.reject() if prompt.dialog is not None else None)
    with pytest.raises(KeyUnavailableError):
        resolve_key(tmp_path / "p", [PassphraseKey(prompt, CHEAP)])
    assert prompt.given_up
    prompt.close()
