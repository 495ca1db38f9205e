"""A whole program and a real relay, for tests of the account's dialogs; steps are filled in as a person would."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.account.state import Phase
from app.dialogs.account.step_dialog import StepDialog
from app.main_window import MainWindow
from app.widgets.check_box import CheckBox
from tests.support.relay import OWNER, PASSWORD
from tests.support.stage import Stage


class AccountStage:
    """Drives one program's account."""

    def __init__(self, folder: Path, bot: QtBot) -> None:
        self.stage = Stage(folder)
        self.bot = bot
        self.window: MainWindow = self.stage.window
        self.window.resize(1200, 800)
        self.window.show()
        QApplication.processEvents()

    def end(self) -> None:
        for dialog in self.dialogs():
            dialog.close()
        self.stage.end()

    def dialogs(self) -> list[StepDialog]:
        """Return the step dialogs that are open, the one in front last."""
        found = [each for each in QApplication.topLevelWidgets() if isinstance(each, StepDialog) and each.isVisible()]
        return sorted(found, key=lambda each: each is QApplication.activeModalWidget())

    @property
    def dialog(self) -> StepDialog:
        return self.dialogs()[-1]

    @property
    def step(self) -> str:
        """Id of the step that is shown; "" for none."""
        found = self.dialogs()
        return found[-1]._step.id if found else ""

    @property
    def problem(self) -> str:
        """What went wrong, as it stands in the dialog."""
        dialog = self.dialog
        return dialog.problem.text() if not dialog.problem.isHidden() else ""

    def fill(self, **values: str) -> None:
        """Type into lines, tick ticks, and press the main button."""
        dialog = self.dialog
        for name, text in values.items():
            field = dialog.fields[name]
            if isinstance(field, CheckBox):
                field.setChecked(bool(text))
            else:
                field.edit.clear()
                QTest.keyClicks(field.edit, text)
        assert dialog.confirm.isEnabled()
        QTest.mouseClick(dialog.confirm, Qt.MouseButton.LeftButton)

    def link(self, name: str) -> None:
        """Do something else instead."""
        QTest.mouseClick(self.dialog.links[name], Qt.MouseButton.LeftButton)

    def until_step(self, step: str) -> None:
        """Wait until a step is shown and takes input ("": until there is no dialog)."""
        self.bot.waitUntil(lambda: self.step == step and not (step and self.dialog._busy), timeout=15_000)

    def until_problem(self, part: str) -> None:
        self.bot.waitUntil(lambda: part in self.problem, timeout=15_000)

    def until_phase(self, phase: Phase) -> None:
        self.bot.waitUntil(lambda: self.window.account.state.phase is phase, timeout=15_000)

    def sign_in(self, url: str, email: str = OWNER, password: str = PASSWORD) -> None:
        """Sign in by the dialog."""
        self.sign_in_steps(url, email, password)
        self.until_phase(Phase.SIGNED_IN)

    def sign_in_steps(self, url: str, email: str = OWNER, password: str = PASSWORD) -> None:
        """Hand in address and password."""
        self.stage.do("file.sign_in")
        self.fill(url=url)
        self.until_step("password")
        self.fill(email=email, password=password)
