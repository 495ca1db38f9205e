"""Questions and problems in real dialogs."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from app.dialogs.confirm import ConfirmDialog, delete_for_ever
from app.dialogs.error import ErrorDialog, Problem
from app.library_browser.asking import DialogAsking


def when_dialog_stands(act: Callable[[QDialog], None]) -> None:
    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QDialog):
            act(dialog)
        else:
            QTimer.singleShot(10, look)

    QTimer.singleShot(0, look)


@pytest.mark.parametrize("yes", [True, False])
def test_the_button_is_the_answer(qtbot: QtBot, yes: bool) -> None:
    def press(dialog: QDialog) -> None:
        assert isinstance(dialog, ConfirmDialog)
        (dialog.confirm if yes else dialog.cancel).click()

    when_dialog_stands(press)
    assert DialogAsking(lambda: None).confirm(delete_for_ever("Plan")) is yes


def test_a_problem_is_shown_until_it_is_closed(qtbot: QtBot) -> None:
    seen: list[type[QDialog]] = []

    def close(dialog: QDialog) -> None:
        seen.append(type(dialog))
        dialog.accept()

    when_dialog_stands(close)
    DialogAsking(lambda: None).tell(Problem("No", "It did not work."))
    assert seen == [ErrorDialog]
