"""Opens the settings dialog of a window with what is true of its library now."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QDesktopServices

from app.places import log_folder
from app.settings_dialog import pages
from app.settings_dialog.account_facts import AccountFacts
from app.settings_dialog.account_page import AccountPage
from app.settings_dialog.devices_page import DevicesFacts, DevicesPage
from app.settings_dialog.dialog import SettingsDialog
from app.settings_dialog.facts import LibraryFacts, Wishes
from app.settings_dialog.keyboard_page import KeyboardPage
from sync.store.key_header import KeyKind, read_header

if TYPE_CHECKING:
    from app.main_window import MainWindow


def settings_dialog(window: MainWindow, first: str = "general") -> SettingsDialog:
    """Return the dialog of a window with a page in front."""
    keeper, facts = window.settings, library_facts(window)
    wishes = Wishes(window.back_up, open_folder)
    keyboard = KeyboardPage(keeper, window.registry.bound())
    account, devices = AccountPage(AccountFacts(window.account.state)), DevicesPage(DevicesFacts())
    made = (
        ("general", "sliders-horizontal", pages.general(keeper)),
        ("account", "user-round", account),
        ("devices", "laptop", devices),
        ("appearance", "palette", pages.appearance(keeper)),
        ("canvas", "frame", pages.canvas(keeper, window.registry)),
        ("keyboard", "keyboard", keyboard),
        ("library", "database", pages.library(facts, wishes)),
        ("privacy", "shield", pages.privacy(facts, wishes)),
    )
    dialog = SettingsDialog([(id_, icon, page, page) for id_, icon, page in made], first, window)
    keeper.changed.connect(dialog.refresh)
    _serve(window, account, devices)
    return dialog


def _serve(window: MainWindow, account: AccountPage, devices: DevicesPage) -> None:
    """Join the pages with the relay and the workspaces; what speaks to them is loaded with the first settings dialog."""
    from app.workbench.account_settings import AccountSettings
    from app.workbench.device_settings import DeviceSettings

    AccountSettings(window, account)
    DeviceSettings(window, devices)


def library_facts(window: MainWindow) -> LibraryFacts:
    """Return what the dialog shows of the library."""
    folder = window.session.library.info.directory
    size = sum(path.stat().st_size for path in folder.iterdir() if path.is_file())
    relay = window.account.state.relay if window.account.state.here else ""
    return LibraryFacts(folder, log_folder(), size, len(window.browser.entries), key_text(folder), relay)


def key_text(folder: Path) -> str:
    """Return where the key of a profile comes from, in words."""
    header = read_header(folder)
    tr = QCoreApplication.translate
    if header is not None and header.kind is KeyKind.PASSPHRASE:
        return tr("Settings", "Your passphrase")
    if header is not None and header.kind is KeyKind.KEYRING:
        return tr("Settings", "The desktop's keyring")
    return tr("Settings", "Given by the command that opened it")


def open_folder(folder: Path) -> None:
    """Show a folder in the system's file manager."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
