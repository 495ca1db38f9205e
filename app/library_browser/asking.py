"""What the library asks and tells the user in dialogs: a port, and its form with real dialogs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from app.dialogs.confirm import ConfirmDialog, Question
from app.dialogs.error import ErrorDialog, Problem


class Asking(Protocol):
    """Asks and tells the user; every method returns when the user has answered."""

    def confirm(self, question: Question) -> bool:
        """Return True when the user wants it done."""

    def tell(self, problem: Problem) -> None:
        """Show what went wrong."""

    def choose_files(self) -> Sequence[Path]:
        """Return the diagram files that the user chose to open; none when the dialog was closed."""


@dataclass(frozen=True, slots=True)
class DialogAsking:
    """Asks in dialogs over a window.

    Attributes:
        window: returns the window to stand over, or None while there is none.
    """

    window: Callable[[], QWidget | None]

    def confirm(self, question: Question) -> bool:
        """Return True when the user wants it done."""
        return ConfirmDialog(question, self.window()).exec() == QDialog.DialogCode.Accepted

    def tell(self, problem: Problem) -> None:
        """Show what went wrong."""
        ErrorDialog(problem, self.window()).exec()

    def choose_files(self) -> Sequence[Path]:
        """Return the diagram files that the user chose to open."""
        tr = QCoreApplication.translate
        kinds = tr("LibraryBrowser", "Diagrams (*.drawio *.xml *.drawio.svg *.drawio.png *.svg *.png)")
        every = tr("LibraryBrowser", "All files (*)")
        title = tr("LibraryBrowser", "Choose diagrams")
        names, _ = QFileDialog.getOpenFileNames(self.window(), title, "", f"{kinds};;{every}")
        return [Path(name) for name in names]
