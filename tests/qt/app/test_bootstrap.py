"""The whole program offscreen: first run, restoring, unsaved edits, two windows, endings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.bootstrap import build_window, check_display, run_editor
from app.desktop import Desktop
from app.dialogs.confirm import Question
from app.dialogs.error import ErrorDialog, Problem
from app.errors import DisplayError, ProfileError
from app.main_window import MainWindow
from app.places import HOME_VARIABLE, profile_folder
from app.theme.theme import ThemeChoice
from app.widgets.toast import Message
from sync.store.keys import RawKey
from tests.support.diagram_files import SHOP
from tests.support.library import KEY, OTHER_KEY, ticking_clock
from tests.support.session import draw


@dataclass
class Answers:
    yes: bool = False
    questions: list[Question] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def confirm(self, question: Question) -> bool:
        self.questions.append(question)
        return self.yes

    def tell(self, problem: Problem) -> None:
        self.problems.append(problem)

    def choose_files(self) -> Sequence[Path]:
        return ()


@dataclass
class Program:
    """Starts the program over one profile, as often as a test wants."""

    folder: Path
    answers: Answers = field(default_factory=Answers)
    running: list[Desktop] = field(default_factory=list)
    told: list[Message] = field(default_factory=list)

    def start(self, files: Sequence[Path] = (), theme: ThemeChoice | None = None) -> Desktop:
        desktop = build_window(self.folder, KEY, theme=theme, clock=ticking_clock(), asking=self.answers)
        self.running.append(desktop)
        desktop.browser.told.connect(self.told.append)
        desktop.start(files)
        return desktop


def window_of(desktop: Desktop) -> MainWindow:
    assert isinstance(desktop.window, MainWindow)
    return desktop.window


@pytest.fixture
def program(qtbot: QtBot, tmp_path: Path) -> Iterator[Program]:
    made = Program(tmp_path / "profile")
    yield made
    for desktop in made.running:
        desktop.finish(discard=True)
        window_of(desktop).close()
        window_of(desktop).deleteLater()
        desktop.deleteLater()
    QApplication.sendPostedEvents()


def disk(desktop: Desktop, pragma: str) -> None:
    """Set how many pages the database may have."""

    def limit(store: Any) -> None:
        (pages,) = store.connection.row("PRAGMA page_count")
        store.connection.row(f"PRAGMA max_page_count = {pragma or pages}")

    desktop.session.library.submit(limit).result()


def test_the_first_run_opens_an_empty_diagram_and_says_how_to_begin(program: Program) -> None:
    desktop = program.start()
    front = window_of(desktop).front()
    assert front is not None
    assert front.diagram.title == "Untitled diagram"
    assert "rectangle" in program.told[0].text


def test_a_later_run_shows_what_was_open(qtbot: QtBot, program: Program) -> None:
    desktop = program.start(theme=ThemeChoice.DARK)
    (document,) = window_of(desktop).tabs
    shape = draw(desktop.session.diagrams[document], "Harbour")
    assert desktop.finish()
    again = program.start()
    front = window_of(again).front()
    assert front is not None
    assert front.diagram.document.records.shapes[shape].text == "Harbour"
    assert window_of(again).theme.choice is ThemeChoice.DARK
    assert program.told[1:] == []


def test_home_is_restored_as_home_and_a_purged_tab_is_skipped(program: Program) -> None:
    desktop = program.start()
    (document,) = window_of(desktop).tabs
    window_of(desktop).show_home()
    desktop.keep_state()
    desktop.session.library.submit(lambda store: store.documents.purge(document)).result()
    desktop.session.forget(document)
    window_of(desktop).close_tab(document)
    desktop.finish()
    again = program.start()
    assert window_of(again).front() is None
    assert window_of(again).tabs == {}
    assert program.answers.problems == []


def test_files_of_the_command_line_are_shown(qtbot: QtBot, program: Program, tmp_path: Path) -> None:
    path = tmp_path / "shop.drawio"
    path.write_text(SHOP)
    window = window_of(program.start([path]))
    qtbot.waitUntil(lambda: window.front() is not None)
    assert [tab.diagram.title for tab in window.tabs.values()] == ["shop"]


def test_an_unclean_end_is_told(program: Program, tmp_path: Path) -> None:
    desktop = program.start()
    desktop.session.library.thread.flush().result()
    copy = tmp_path / "copy"
    copy.mkdir()
    for path in program.folder.iterdir():
        if path.is_file() and path.suffix != ".lock":
            (copy / path.name).write_bytes(path.read_bytes())
    desktop.finish()
    program.folder = copy
    program.start()
    assert "saved is here" in program.told[-1].text


def test_closing_with_a_full_disk_asks_and_the_window_stays(qtbot: QtBot, program: Program) -> None:
    desktop = program.start()
    window = window_of(desktop)
    (document,) = window.tabs
    disk(desktop, "")
    draw(desktop.session.diagrams[document], "x" * 400_000)
    assert not window.close()
    assert window.isVisible()
    assert len(program.answers.questions) == 1
    disk(desktop, "1000000")
    desktop._retry()
    desktop.session.library.thread.flush().result()
    assert window.close()
    assert len(program.answers.questions) == 1
    again = program.start()
    assert len(again.session.open(document).document.records.shapes) == 1


def test_giving_up_unsaved_edits_closes(program: Program) -> None:
    desktop = program.start()
    (document,) = window_of(desktop).tabs
    disk(desktop, "")
    draw(desktop.session.diagrams[document], "x" * 400_000)
    program.answers.yes = True
    assert window_of(desktop).close()
    again = program.start()
    assert again.session.open(document).document.records.shapes == {}


def test_a_failure_is_tried_again_by_itself(qtbot: QtBot, program: Program) -> None:
    desktop = program.start()
    (document,) = window_of(desktop).tabs
    diagram = desktop.session.diagrams[document]
    desktop._retry_timer.setInterval(10)
    disk(desktop, "")
    draw(diagram, "x" * 400_000)
    qtbot.waitUntil(lambda: bool(diagram.state.failure))
    disk(desktop, "1000000")
    qtbot.waitUntil(lambda: not diagram.state.failure and not diagram.state.pending)
    qtbot.waitUntil(lambda: not desktop._retry_timer.isActive())


def test_a_library_in_use_or_under_another_key_is_not_opened(program: Program) -> None:
    program.start()
    with pytest.raises(ProfileError, match="in use"):
        build_window(program.folder, KEY)
    program.running[0].finish()
    with pytest.raises(ProfileError):
        build_window(program.folder, OTHER_KEY)


# ---------------------------------------------------------------------------------------------- the event loop


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
        import subprocess
        import sys

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
