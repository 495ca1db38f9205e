"""One running window with its library: starting where the user left, keeping edits safe, ending in the right order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from app.dialogs.confirm import quit_unsaved
from app.library.background import in_background
from app.library.session import LibrarySession
from app.library.store_signals import StoreSignals
from app.library.upkeep import Upkeep
from app.library_browser.asking import Asking
from app.library_browser.browser import LibraryBrowser
from app.library_browser.wording import untitled
from app.session_state import SETTING, TabState, WindowState, decode_state, encode_state, without_missing
from app.settings.keeper import SettingsKeeper
from app.settings.settings_file import Loaded
from app.widgets.toast import Message
from sync.store.ports import Store
from sync.store.records import JsonValue
from sync.store.writer import Saved, SaveFailure

RETRY_MS = 3000
"""Pause between attempts to store what the disk refused."""
UPKEEP_MS = 2500
"""A diagram that was not edited for this long gets its text index, pictures and load cache brought up to date."""
STATE_MS = 5000
"""How often the window's state is kept, if it changed."""


class EditorWindow(Protocol):
    """What is used of the main window."""

    def open_diagram(self, document_id: str, state: TabState | None = None) -> bool:
        """Show a diagram in a tab."""

    def open_files(self, paths: Sequence[Path]) -> None:
        """Import files and show what they became."""

    def window_state(self) -> WindowState:
        """Return what is to be restored at the next start."""

    def restore_state(self, state: WindowState) -> None:
        """Bring back place, tabs and panels."""

    def close_all_tabs(self) -> None:
        """Let go of every diagram."""

    def refuse_close(self) -> None:
        """Stay open, although the user closed it."""

    def close(self) -> bool:
        """Close as the user would; return whether it did."""

    def show(self) -> None:
        """Become visible."""

    def raise_(self) -> None:
        """Come to the front."""

    def activateWindow(self) -> None:
        """Take the keyboard."""


class Desktop(QObject):
    """Drives a window and its library from start to end; lives on the GUI thread.

    Attributes:
        window: the main window.
        session: the open library.
        signals: the bridge from the store thread.
        browser: what the home screen shows.
        settings: what the user prefers.

    Signals:
        ended: everything is on the disk, or was given up by the user, and the library is closed.
    """

    ended = Signal()

    def __init__(
        self,
        window: EditorWindow,
        session: LibrarySession,
        signals: StoreSignals,
        browser: LibraryBrowser,
        asking: Asking,
        settings: SettingsKeeper,
    ) -> None:
        """Join the parts; nothing is shown before `start`.

        Args:
            window: the main window.
            session: the open library.
            signals: the bridge from the store thread.
            browser: what the home screen shows.
            asking: dialogs.
            settings: what the user prefers.
        """
        super().__init__()
        self.window = window
        self.session = session
        self.signals = signals
        self.browser = browser
        self._asking = asking
        self.settings = settings
        self._upkeep = Upkeep(session)
        self._kept_state: JsonValue = None
        self._closed = False
        self._retry_timer = self._every(RETRY_MS, self._retry)
        self._upkeep_timer = self._every(UPKEEP_MS, self._upkeep.tick)
        self._state_timer = self._every(STATE_MS, self.keep_state)
        # Methods of a QObject, so that Qt knows on which thread they are to be called.
        signals.saved.connect(self._on_saved)
        signals.failed.connect(self._on_failed)

    def start(self, files: Sequence[Path] = ()) -> None:
        """Show the window as it was left; on the first run an empty diagram, ready to draw on."""
        info = self.session.library.info
        state = self.stored_state()
        self.window.restore_state(replace(state, active=-1) if self.settings.settings.start == "home" else state)
        if info.first_run and not files:
            self.window.open_diagram(self.session.create(untitled()))
        self.window.show()
        if files:
            self.window.open_files(files)
        if info.unclean:
            self.browser.told.emit(Message(_after_crash(), "info"))
        elif self.settings.loaded.wrong:
            self.browser.told.emit(Message(_damaged_settings(self.settings.loaded), "warning"))
        self._upkeep_timer.start()
        self._state_timer.start()

    def take_files(self, files: Sequence[Path]) -> None:
        """Come to the front and open files: another start of the program hands them over."""
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()
        if files:
            self.window.open_files(files)

    def stored_state(self) -> WindowState:
        """Return the state that was kept the last time, without tabs whose diagrams are gone."""

        def read(store: Store) -> WindowState:
            state = decode_state(store.session.get(SETTING))
            return without_missing(
                state, frozenset(tab.document for tab in state.tabs if _is_here(store, tab.document))
            )

        return self.session.library.submit(read).result()

    def keep_state(self) -> None:
        """Keep where the user is, if that is not what was kept before."""
        state = encode_state(self.window.window_state())
        if state != self._kept_state:
            self._kept_state = state
            in_background(
                self.session.library, "keeping the window's state", lambda store: store.session.set(SETTING, state)
            )

    def finish(self, *, discard: bool = False) -> bool:
        """Store everything and close the library.

        Args:
            discard: give up what cannot be stored, without asking.

        Returns:
            False when edits cannot be stored and the user wants to keep them: everything goes on.
        """
        if self._closed:
            return True
        self.keep_state()
        self.session.retry()
        self.session.library.thread.flush().exception()
        # Rows of what others wrote may be refused by the disk all the same: closing tries for a moment, and asks nobody.
        stored = not self.session.unsaved
        if not stored and not discard and not self._asking.confirm(quit_unsaved(max(1, self.session.unsaved))):
            self._retry_timer.start()
            return False
        for timer in (self._retry_timer, self._upkeep_timer, self._state_timer):
            timer.stop()
        self.browser.close()
        self.window.close_all_tabs()
        for document_id in tuple(self.session.diagrams):
            self.session.close(document_id)
        self.session.library.close(discard=not stored)
        self._closed = True
        self.ended.emit()
        return True

    def on_window_closed(self) -> None:
        """End with the window, or keep it open when its edits must not be lost."""
        if not self.finish():
            self.window.refuse_close()

    def _on_saved(self, saved: Saved) -> None:
        self.session.note_saved(saved)

    def _on_failed(self, failure: SaveFailure) -> None:
        self.session.note_failure(failure)
        self._retry_timer.start()

    def _retry(self) -> None:
        self.session.retry()
        if not self.session.unsaved and self.session.library.thread.failure is None:
            self._retry_timer.stop()

    def _every(self, interval_ms: int, action: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setInterval(interval_ms)
        timer.timeout.connect(action)
        return timer


def _damaged_settings(loaded: Loaded) -> str:
    tr = QCoreApplication.translate
    text = tr("Desktop", "Some settings could not be read and have their defaults.")
    if loaded.kept is None:
        return text
    return f"{text} {tr('Desktop', 'The old file is kept as %1.').replace('%1', loaded.kept.name)}"


def _after_crash() -> str:
    return QCoreApplication.translate(
        "Desktop", "The program was not closed properly the last time. Everything that was called saved is here."
    )


def _is_here(store: Store, document_id: str) -> bool:
    return store.documents.has(document_id) and store.documents.get(document_id).trashed_ms is None
