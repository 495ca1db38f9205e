"""What the editor screen asks about files: a port, and its form with real dialogs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from app.dialogs.export import ExportDialog
from app.exporting.options import ExportOptions


class FileQuestions(Protocol):
    """Asks where and how to write files; every method returns when the user has answered."""

    def save_as(self, suggested: Path, kinds: str) -> Path | None:
        """Return the file the user chose, or None."""

    def export_options(self, pages: Sequence[str], current: int, last: ExportOptions | None) -> ExportOptions | None:
        """Return what to export, or None.

        Args:
            pages: names of the pages.
            current: number of the page in front, from 0.
            last: what was chosen last time.
        """

    def choose_bundle(self) -> Path | None:
        """Return the file from another computer that the user chose, or None."""

    def choose_pictures(self) -> Sequence[Path]:
        """Return the picture files the user chose; none when the dialog was closed."""


@dataclass(frozen=True, slots=True)
class FileDialogs:
    """Asks in dialogs over a window."""

    window: QWidget

    def save_as(self, suggested: Path, kinds: str) -> Path | None:
        """Return the file the user chose, or None."""
        title = QCoreApplication.translate("Files", "Save")
        name, _ = QFileDialog.getSaveFileName(self.window, title, str(suggested), kinds)
        return Path(name) if name else None

    def export_options(self, pages: Sequence[str], current: int, last: ExportOptions | None) -> ExportOptions | None:
        """Return what to export, or None."""
        dialog = ExportDialog(pages, current, last, self.window)
        return dialog.options() if dialog.exec() == QDialog.DialogCode.Accepted else None

    def choose_bundle(self) -> Path | None:
        """Return the file from another computer that the user chose, or None."""
        tr = QCoreApplication.translate
        kinds = tr("Files", "Files from another computer (*.aiobundle)")
        name, _ = QFileDialog.getOpenFileName(self.window, tr("Files", "Open a file from another computer"), "", kinds)
        return Path(name) if name else None

    def choose_pictures(self) -> Sequence[Path]:
        """Return the picture files the user chose."""
        tr = QCoreApplication.translate
        kinds = tr("Files", "Pictures (*.png *.jpg *.jpeg *.gif *.webp *.bmp *.svg)")
        names, _ = QFileDialog.getOpenFileNames(self.window, tr("Files", "Choose pictures"), "", kinds)
        return [Path(name) for name in names]
