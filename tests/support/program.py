"""The whole program offscreen over one profile, with a test as its user."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtWidgets import QApplication

from app.bootstrap import build_window
from app.desktop import Desktop
from app.dialogs.confirm import Question
from app.dialogs.error import Problem
from app.main_window import MainWindow
from app.theme.theme import ThemeChoice
from app.widgets.toast import Message
from tests.support.library import KEY, ticking_clock


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


@contextmanager
def program_in(folder: Path) -> Iterator[Program]:
    """Return a program and end everything that it started."""
    made = Program(folder)
    yield made
    for desktop in made.running:
        desktop.finish(discard=True)
        window_of(desktop).close()
        window_of(desktop).deleteLater()
        desktop.deleteLater()
    QApplication.sendPostedEvents()
