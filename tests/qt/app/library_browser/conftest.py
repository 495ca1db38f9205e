from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from app.dialogs.confirm import Question
from app.dialogs.error import Problem
from app.exporting.reading import read_snapshot
from app.library.opening import open_profile_library
from app.library.session import LibrarySession
from app.library.store_signals import StoreSignals
from app.library.thumbnails import ThumbnailMaker
from app.library_browser.browser import LibraryBrowser
from canvas.qt.painter import PaintTools
from tests.support.library import KEY, ticking_clock


@dataclass
class Answers:
    """Answers questions as a test decides and keeps what was told."""

    yes: bool = True
    files: Sequence[Path] = ()
    questions: list[Question] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def confirm(self, question: Question) -> bool:
        self.questions.append(question)
        return self.yes

    def tell(self, problem: Problem) -> None:
        self.problems.append(problem)

    def choose_files(self) -> Sequence[Path]:
        return self.files


@pytest.fixture
def signals(qapp: object) -> StoreSignals:
    return StoreSignals()


@pytest.fixture
def session(signals: StoreSignals, tmp_path: Path) -> Iterator[LibrarySession]:
    library = open_profile_library(
        tmp_path / "profile", KEY, ticking_clock(), on_saved=signals.on_saved, on_failure=signals.on_failure
    )
    yield LibrarySession(library, ticking_clock())
    library.close(discard=True)


@pytest.fixture
def answers() -> Answers:
    return Answers()


@pytest.fixture
def browser(session: LibrarySession, signals: StoreSignals, answers: Answers) -> Iterator[LibraryBrowser]:
    made = LibraryBrowser(session, signals, answers, read_snapshot)
    session.pictures = ThumbnailMaker(session.library, PaintTools, made.note_change)
    yield made
    made.close()
