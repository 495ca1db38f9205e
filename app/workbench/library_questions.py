"""What the shape library asks: names and files. A port, and its form with real dialogs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from app.dialogs.name import NameDialog


class LibraryQuestions(Protocol):
    """Every method returns when the user has answered."""

    def name(self, title: str, confirm: str, name: str = "") -> str:
        """Return the name that the user typed, "" when the dialog was closed."""

    def choose_libraries(self) -> Sequence[Path]:
        """Return the library files that the user chose."""

    def save_library(self, suggested: Path) -> Path | None:
        """Return the file to write a library into."""


@dataclass(frozen=True, slots=True)
class LibraryDialogs:
    """Asks in dialogs over a window."""

    window: QWidget

    def name(self, title: str, confirm: str, name: str = "") -> str:
        """Return the name that the user typed."""
        dialog = NameDialog(title, confirm, name, self.window)
        return dialog.name() if dialog.exec() == QDialog.DialogCode.Accepted else ""

    def choose_libraries(self) -> Sequence[Path]:
        """Return the library files that the user chose."""
        tr = QCoreApplication.translate
        kinds = tr("ShapeLibrary", "Shape libraries (*.aiolib *.xml *.drawiolib)")
        names, _ = QFileDialog.getOpenFileNames(self.window, tr("ShapeLibrary", "Choose shape libraries"), "", kinds)
        return [Path(name) for name in names]

    def save_library(self, suggested: Path) -> Path | None:
        """Return the file to write a library into."""
        tr = QCoreApplication.translate
        kinds = tr("ShapeLibrary", "Shape library (*.aiolib)")
        name, _ = QFileDialog.getSaveFileName(self.window, tr("ShapeLibrary", "Export library"), str(suggested), kinds)
        return Path(name) if name else None
