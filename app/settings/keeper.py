"""The settings in force, kept on the disk and told to whoever follows them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.errors import OutputError
from app.settings.settings_file import Loaded, load, save
from app.settings.values import Settings


class SettingsKeeper(QObject):
    """Holds the settings of a profile.

    Signals:
        changed(Settings): these are in force now.
        failed(str): they could not be written; they are in force until the program ends.
    """

    changed = Signal(object)
    failed = Signal(str)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        """Read the settings of a profile.

        Args:
            folder: of the profile; exists.
            parent: owner.
        """
        super().__init__(parent)
        self._folder = folder
        self.loaded: Loaded = load(folder)
        self._settings = self.loaded.settings

    @property
    def settings(self) -> Settings:
        """What is in force."""
        return self._settings

    def change(self, **values: Any) -> None:  # noqa: ANN401  any field of Settings
        """Put other values into force and on the disk; a value that is in force already changes nothing."""
        self.put(replace(self._settings, **values))

    def put(self, settings: Settings) -> None:
        """Put all settings into force and on the disk."""
        if settings == self._settings:
            return
        self._settings = settings
        self.changed.emit(settings)
        try:
            save(self._folder, settings)
        except OutputError as error:
            self.failed.emit(str(error))
