"""Screens of the gallery: dialogs."""

from __future__ import annotations

from gallery_stage import Gallery, scene
from PySide6.QtWidgets import QDialog

from app.actions.shortcuts_sheet import ShortcutsSheet
from app.dialogs.about import AboutDialog
from app.dialogs.confirm import ConfirmDialog, delete_for_ever
from app.dialogs.error import ErrorDialog, Problem
from app.dialogs.export import ExportDialog
from app.dialogs.passphrase import CreatePassphraseDialog, UnlockDialog
from app.settings_dialog.keyboard_page import KeyboardPage
from app.workbench.settings_opening import settings_dialog


@scene("dialog-about")
def _about(gallery: Gallery) -> QDialog:
    return AboutDialog((("AIO Canvas", "0.1.0"), ("Python", "3.11"), ("Qt for Python", "6.11")), gallery.window)


@scene("dialog-confirm")
def _confirm(gallery: Gallery) -> QDialog:
    return ConfirmDialog(delete_for_ever("Checkout architecture"), gallery.window)


@scene("dialog-error")
def _error(gallery: Gallery) -> QDialog:
    problem = Problem("This diagram cannot be opened", "It was written by a newer version.", "Install that version.")
    return ErrorDialog(problem, gallery.window)


@scene("dialog-export")
def _export(gallery: Gallery) -> QDialog:
    return ExportDialog(("Overview", "Data model"), 0, None, gallery.window)


@scene("dialog-passphrase-new")
def _passphrase_new(gallery: Gallery) -> QDialog:
    return CreatePassphraseDialog(parent=gallery.window)


@scene("dialog-passphrase-unlock")
def _passphrase(gallery: Gallery) -> QDialog:
    return UnlockDialog(parent=gallery.window)


def _settings(page: str, search: str = "") -> None:
    """Add a page of the settings to the gallery."""

    @scene(f"settings-{page}{'-search' if search else ''}")
    def shown(gallery: Gallery) -> QDialog:
        dialog = settings_dialog(gallery.window, page)
        dialog.search.setText(search)
        return dialog


for _page in ("general", "appearance", "canvas", "keyboard", "library", "privacy"):
    _settings(_page)
_settings("general", "snap")
_settings("keyboard", "zeppelin")


@scene("settings-keyboard-conflict")
def _conflict(gallery: Gallery) -> QDialog:
    dialog = settings_dialog(gallery.window, "keyboard")
    keyboard = dialog.findChild(KeyboardPage)
    if isinstance(keyboard, KeyboardPage):
        keyboard.list.go_to("arrange.group")
        keyboard.recorder.recorded.emit("Ctrl+D")
    return dialog


@scene("shortcuts-sheet")
def _sheet(gallery: Gallery) -> QDialog:
    return ShortcutsSheet(gallery.window.registry, gallery.window)
