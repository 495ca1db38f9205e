"""The composition root: the library that cannot be opened, two starts, the event loop."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.bootstrap import build_window, check_display, run_editor
from app.dialogs.error import ErrorDialog
from app.errors import DisplayError, ProfileError
from app.main_window import MainWindow
from app.places import HOME_VARIABLE, profile_folder
from sync.store.keys import RawKey
from tests.support.diagram_files import SHOP
from tests.support.library import KEY, OTHER_KEY
from tests.support.program import Program, program_in


@pytest.fixture
def program(qtbot: QtBot, tmp_path: Path) -> Iterator[Program]:
    with program_in(tmp_path / "profile") as made:
        yield made


def test_a_library_in_use_or_under_another_key_is_not_opened(program: Program) -> None:
    program.start()
    with pytest.raises(ProfileError, match="in use"):
        build_window(program.folder, KEY)
    program.running[0].finish()
    with pytest.raises(ProfileError):
        build_window(program.folder, OTHER_KEY)


@pytest.fixture
def home(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "home"))
    return tmp_path / "home"


def when_window_stands(action: Callable[[MainWindow], object]) -> None:
    """Do something as soon as the program shows its window."""

    def look() -> None:
        windows = [one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow) and one.isVisible()]
        if windows:
            action(windows[0])
        else:
            QTimer.singleShot(20, look)

    QTimer.singleShot(0, look)


def run(files: Sequence[Path] = (), key: bytes = KEY) -> int:
    return run_editor(files, environ={"QT_QPA_PLATFORM": "offscreen"}, sources=[RawKey(key)])


def test_the_editor_runs_until_its_window_is_closed(home: Path) -> None:
    when_window_stands(lambda window: window.close())
    assert run() == 0
    assert (profile_folder() / "library.db").exists()
    assert (home / "log" / "aio-canvas.log").exists()


def test_a_second_start_hands_its_files_over_and_ends(qtbot: QtBot, home: Path, tmp_path: Path) -> None:
    path = tmp_path / "shop.drawio"
    path.write_text(SHOP)
    codes: list[int] = []
    titles: list[list[str]] = []

    def second(window: MainWindow) -> None:
        window.browser.import_finished.connect(lambda _files: finish(window))
        script = (
            "import sys; from pathlib import Path; from app.bootstrap import run_editor;"
            "sys.exit(run_editor([Path(sys.argv[1])], environ={'QT_QPA_PLATFORM': 'offscreen'}))"
        )
        process = subprocess.Popen([sys.executable, "-c", script, str(path)])

        def look() -> None:
            if process.poll() is None:
                QTimer.singleShot(20, look)
            else:
                codes.append(process.returncode)

        look()

    def finish(window: MainWindow) -> None:
        titles.append([tab.diagram.title for tab in window.tabs.values()])
        if codes:
            window.close()
        else:
            QTimer.singleShot(20, lambda: finish(window))

    when_window_stands(second)
    assert run() == 0
    assert codes == [0]
    assert "shop" in titles[-1]


def test_a_wrong_key_is_explained_and_the_program_ends(home: Path) -> None:
    when_window_stands(lambda window: window.close())
    assert run() == 0
    seen: list[str] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, ErrorDialog):
            seen.append(dialog._problem.advice)
            dialog.accept()
        else:
            QTimer.singleShot(20, look)

    QTimer.singleShot(0, look)
    assert run(key=OTHER_KEY) == 1
    assert seen
    assert seen[0]


def test_without_a_display_the_error_says_what_still_works() -> None:
    with pytest.raises(DisplayError) as caught:
        check_display({})
    assert "export" in caught.value.advice
    check_display({"WAYLAND_DISPLAY": "wayland-0"})
    check_display({"QT_QPA_PLATFORM": "offscreen"})
