"""The composition root of the desktop program: joins clock, key, library, theme and window, and runs the event loop."""

from __future__ import annotations

import getpass
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from app.canvas_view.accessible import install as make_canvas_accessible
from app.collecting import uncollected
from app.desktop import Desktop
from app.dialogs.error import Problem
from app.errors import AppError, DisplayError, ProfileError
from app.first_picture import after_first_picture
from app.library.opening import find_key, open_profile_library
from app.library.session import LibrarySession
from app.library.store_signals import StoreSignals
from app.library.thumbnails import ThumbnailMaker
from app.library_browser.asking import Asking, DialogAsking
from app.library_browser.browser import LibraryBrowser
from app.main_window import MainWindow
from app.passphrase_prompt import DialogPrompt
from app.places import log_folder, profile_folder
from app.program_log import report_unexpected, start_log
from app.settings.keeper import SettingsKeeper
from app.settings.settings_file import read
from app.single_instance import InstanceServer, hand_over
from app.theme.theme import ThemeChoice, ThemeController
from app.widgets.toast import Message
from app.window_collector import WindowCollector
from app.workbench.questions import FileQuestions
from canvas.model.records import Snapshot
from canvas.qt.memory import keep_freed_memory
from sync.errors import ProfileLockedError
from sync.store.keys import KeySource

if TYPE_CHECKING:
    from app.collaboration.network.together import Together
    from sync.engine.effects import Tell

NAME = "AIO Canvas"
DESKTOP_FILE = "org.aiocanvas.aio-canvas"
SCALE_VARIABLE = "QT_SCALE_FACTOR"
"""Environment variable of Qt; what stands there already goes before the setting."""
DONE, FAILED = 0, 1


def now_ms() -> int:
    """Return Unix milliseconds."""
    return time.time_ns() // 1_000_000


def run_editor(
    files: Sequence[Path],
    *,
    environ: Mapping[str, str],
    sources: Sequence[KeySource] = (),
    theme: ThemeChoice | None = None,
) -> int:
    """Open the editor and return when it is closed.

    Args:
        files: imported and shown; when another window has the library they are shown there.
        environ: the process environment; may hold the library's passphrase.
        sources: key sources instead of the standard ones.
        theme: instead of what the user chose the last time.

    Returns:
        The exit code: 0 done, 1 the library cannot be opened.

    Raises:
        DisplayError: there is no screen.
    """
    check_display(environ)
    stop_log = start_log(log_folder())
    try:
        # Qt takes the scale when the application is made.
        if (scale := read(profile_folder()).settings.ui_scale) and SCALE_VARIABLE not in environ:
            os.environ[SCALE_VARIABLE] = f"{scale:g}"
        _application()
        if hand_over(profile_folder(), files):
            return DONE
        return _run(files, environ, sources, theme)
    finally:
        stop_log()


def build_window(
    profile: Path,
    key: bytes,
    *,
    theme: ThemeChoice | None = None,
    clock: Callable[[], int] = now_ms,
    asking: Asking | None = None,
    files: FileQuestions | None = None,
) -> Desktop:
    """Open a library and build the window over it; nothing is shown and no event loop runs.

    Call `start` of what is returned to show it and `finish` to close it.

    Args:
        profile: directory of the profile; made when it is new.
        key: its key.
        theme: instead of what the user chose the last time.
        clock: Unix milliseconds.
        asking: questions and problems; None for real dialogs over the window.
        files: file dialogs of the window; None for real ones.

    Raises:
        ProfileError: the library cannot be opened; nothing was changed.
    """
    controller = _theme(_application(), theme)
    make_canvas_accessible()
    signals = StoreSignals()
    library = open_profile_library(profile, key, clock, on_saved=signals.on_saved, on_failure=signals.on_failure)
    try:
        session = LibrarySession(library, clock)
        windows: list[QWidget] = []
        asking = asking if asking is not None else DialogAsking(lambda: windows[0] if windows else None)
        browser = LibraryBrowser(session, signals, asking, _read_snapshot)
        settings = SettingsKeeper(profile)
        if theme is not None:
            settings.change(theme=theme.value)
        with controller.unstyled():
            window = MainWindow(session, controller, browser, time.monotonic, settings, asking, files)
        windows.append(window)
        session.pictures = ThumbnailMaker(library, lambda: window.tools, browser.note_change, window.shown_pictures)
        _let_share(window)
        desktop = Desktop(window, session, signals, browser, asking, settings)
        window.closing.connect(desktop.on_window_closed)
    except BaseException:
        library.close(discard=True)
        raise
    return desktop


def _let_share(window: MainWindow) -> None:
    """Let the window share and join; what that takes is loaded when it is needed, after the first picture at the earliest."""
    window.sharing.begin = lambda: _begin_sharing(window)
    window.teams.team_of = window.sharing.team_of
    window.registry.refresh()
    after_first_picture(window, window.account.start)  # First: others are to see the name of the account.
    after_first_picture(window, window.sharing.begin_if_shared)
    window.account.changed.connect(
        lambda _state: window.sharing.begin_for_account() if window.account.line is not None else None
    )


def _begin_sharing(window: MainWindow) -> Together:
    """Join the window with the workspaces that the library shares; nothing is announced before the user opens a room."""
    from app.collaboration.network.addresses import local_addresses
    from app.collaboration.network.neighbourhood import Place
    from app.collaboration.network.news import Listeners
    from app.collaboration.network.relay_teams import RelayTeams
    from app.collaboration.network.together import Together
    from app.collaboration.warning_words import warning_words
    from app.workbench.newcomers_link import NewcomersLink
    from app.workbench.parting_link import PartingLink
    from app.workbench.share_link import Knocking, tell_reopened
    from sync.transports.lan.discovery import Network

    def warn(warning: Tell) -> None:
        words = warning_words(warning.what)
        if words:
            window.say(words, "warning")

    def receive(document: str) -> None:
        if document:
            window.open_diagram(document)
        else:
            window.teams.members_changed()

    listeners = Listeners(
        window.teams.handle, window.teams.members_changed, warn, window.teams.copies.take, window.teams.arrived
    )
    place = Place(Network(), local_addresses())
    together = Together(window.session, window.network, getpass.getuser(), place, listeners, window.reopen, receive)
    together.reopens = lambda: window.settings.settings.reopen_rooms
    together.reopened = lambda document: tell_reopened(window, document)
    knocking = Knocking(window)
    together.knocked, together.calmed = knocking.begun, knocking.over
    teams = window.sharing.relay = RelayTeams(together, window.account, window)
    teams.refused.connect(lambda why: window.say(why, "warning"))
    together.start()
    NewcomersLink(window, together).look()
    PartingLink(window, together).look()
    return together


def check_display(environ: Mapping[str, str]) -> None:
    """Make sure that there is a screen: without one Qt would end the process with a message about plug-ins.

    Raises:
        DisplayError: there is none.
    """
    needed = sys.platform.startswith("linux") and "QT_QPA_PLATFORM" not in environ
    if needed and not (environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY")):
        raise DisplayError(
            "the editor needs a display, and there is none",
            "The other commands work without one: aio-canvas export, convert, info, validate, library.",
        )


def _run(
    files: Sequence[Path], environ: Mapping[str, str], sources: Sequence[KeySource], theme: ThemeChoice | None
) -> int:
    application, profile = _application(), profile_folder()
    _theme(application, theme or ThemeChoice(read(profile).settings.theme))
    prompt = DialogPrompt()
    try:
        key = find_key(profile, environ, prompt, sources)
        with uncollected():
            desktop = build_window(profile, key, theme=theme)
    except ProfileError as error:
        prompt.close()
        if isinstance(error.__cause__, ProfileLockedError) and hand_over(profile, files):
            return DONE
        if not prompt.given_up:
            DialogAsking(lambda: None).tell(_problem(error))
        return FAILED
    prompt.close()
    # The program ends when the library is closed, not when the window disappears: it may have to stay open.
    application.setQuitOnLastWindowClosed(False)
    desktop.ended.connect(application.quit)
    server = InstanceServer(profile)
    server.requested.connect(desktop.take_files)
    undo = (report_unexpected(lambda kind: desktop.browser.told.emit(_unexpected(kind))), _closing_on_signals(desktop))
    try:
        desktop.start(files)
        application.exec()
    finally:
        for stop in undo:
            stop()
        server.close()
        desktop.finish(discard=True)
    return DONE


def _application() -> QApplication:
    """Return the one application, made when there is none."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    application = QApplication([NAME])
    application.setApplicationName("aio-canvas")
    application.setApplicationDisplayName(NAME)
    application.setDesktopFileName(DESKTOP_FILE)
    keep_freed_memory()
    WindowCollector(application)
    return application


def _theme(application: QApplication, choice: ThemeChoice | None) -> ThemeController:
    """Return the application's one theme controller."""
    found = application.findChild(ThemeController)
    if not isinstance(found, ThemeController):
        return ThemeController(application, choice or ThemeChoice.SYSTEM)
    if choice is not None:
        found.choose(choice)
    return found


def _read_snapshot(data: bytes, name: str) -> Snapshot:
    """Read a file; the readers and their XML library are loaded with the first one."""
    from app.exporting.reading import read_snapshot

    return read_snapshot(data, name)


def _closing_on_signals(desktop: Desktop) -> Callable[[], None]:
    """Close like by the window's button on Ctrl+C or when the session ends; returns what ends that.

    Python sees a signal when it runs next, which the timers of the desktop see to.
    """
    if threading.current_thread() is not threading.main_thread():
        return lambda: None
    before = {
        number: signal.signal(number, lambda _number, _frame: QTimer.singleShot(0, desktop.window.close))
        for number in (signal.SIGINT, signal.SIGTERM)
    }

    def stop() -> None:
        for number, handler in before.items():
            signal.signal(number, handler)

    return stop


def _problem(error: AppError) -> Problem:
    return Problem(QCoreApplication.translate("Bootstrap", "The library cannot be opened"), str(error), error.advice)


def _unexpected(kind: str) -> Message:
    text = QCoreApplication.translate(
        "Bootstrap", "Something went wrong inside the program (%1). What was called saved is safe."
    )
    return Message(text.replace("%1", kind), "danger")
