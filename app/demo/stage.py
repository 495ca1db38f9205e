"""A real window without a display, and a hand that moves mouse and keys on it."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.bootstrap import build_window
from app.demo.events import PICTURE, tell
from app.desktop import Desktop
from app.dialogs.confirm import Question
from app.dialogs.error import Problem
from app.errors import AppError
from app.main_window import MainWindow
from app.theme.theme import ThemeChoice
from app.workbench.open_tab import OpenTab

LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier
PATIENCE_S = 30.0


class Unattended:
    """Answers for a user who is not there: confirms nothing, chooses nothing, and ends the tour at a problem."""

    def confirm(self, question: Question) -> bool:
        """Refuse."""
        del question
        return False

    def tell(self, problem: Problem) -> None:
        """Stop: a tour with a problem is no tour."""
        raise AppError(f"{problem.title}: {problem.text}", problem.advice)

    def choose_files(self) -> Sequence[Path]:
        """Choose nothing."""
        return ()


class Stage:
    """One window of the tour."""

    def __init__(self, profile: Path, pictures: Path, theme: ThemeChoice = ThemeChoice.LIGHT) -> None:
        """Open the library, whose key is the first line of standard input, and show the window.

        Args:
            profile: directory of the throw-away profile.
            pictures: where screenshots go.
            theme: looks of the window.
        """
        key = bytes.fromhex(sys.stdin.readline().strip())
        self.pictures = pictures
        self.desktop: Desktop = build_window(profile, key, theme=theme, asking=Unattended())
        window = self.desktop.window
        if not isinstance(window, MainWindow):
            raise TypeError("the tour needs the real window")
        self.window = window
        self.desktop.start()
        self.settle()

    @property
    def tab(self) -> OpenTab:
        """The diagram in front."""
        front = self.window.front()
        if front is None:
            raise AppError("no diagram is open")
        return front

    def settle(self) -> None:
        """Let everything that is due happen."""
        QCoreApplication.sendPostedEvents()
        QCoreApplication.processEvents()

    def wait(self, done: Callable[[], bool]) -> None:
        """Run the event loop until something is so.

        Raises:
            AppError: it does not become so in time.
        """
        until = time.perf_counter() + PATIENCE_S
        while not done():
            if time.perf_counter() > until:
                raise AppError("the tour waited in vain")
            QCoreApplication.processEvents()

    def close(self) -> None:
        """Close the library and take all widgets down; Python would do it at its end in no order, and Qt crashes on that."""
        self.desktop.finish(discard=False)
        for widget in QApplication.topLevelWidgets():
            widget.close()
            widget.deleteLater()
        QCoreApplication.sendPostedEvents(None, int(QEvent.Type.DeferredDelete.value))

    def picture(self, name: str) -> None:
        """Keep a screenshot of the window."""
        if self.window.front() is not None:
            self.tab.view.settle()
        self.settle()
        path = self.pictures / f"{name}.png"
        self.window.grab().save(str(path))
        tell(PICTURE, path=str(path))

    # ------------------------------------------------------------------ mouse and keys

    def drag(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        """Press the mouse at a point of the canvas, move and release it; view pixels."""
        view = self.tab.view
        middle = QPoint((start[0] + end[0]) // 2, (start[1] + end[1]) // 2)
        QTest.mousePress(view, LEFT, NONE, QPoint(*start))
        for point in (middle, QPoint(*end)):
            QTest.mouseMove(view, point)
        QTest.mouseRelease(view, LEFT, NONE, QPoint(*end))
        self.settle()

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """Press a key on the canvas."""
        QTest.keyClick(self.tab.view, key, modifiers)
        self.settle()

    def write_label(self, at: tuple[int, int], text: str) -> None:
        """Double-click a shape, type its label and leave with Esc."""
        QTest.mouseDClick(self.tab.view, LEFT, NONE, QPoint(*at))
        self.settle()
        field = self.tab.view.label_field
        field.selectAll()
        QTest.keyClicks(field, text)
        QTest.keyClick(field, Qt.Key.Key_Escape)
        self.settle()
