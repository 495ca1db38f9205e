"""One window from its start to its end: first run, restoring, unsaved edits."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.desktop import Desktop
from app.theme.theme import ThemeChoice
from sync.errors import DiskFullError
from sync.store.ports import Store
from tests.support.diagram_files import SHOP
from tests.support.program import Program, program_in, window_of
from tests.support.session import draw


@pytest.fixture
def program(qtbot: QtBot, tmp_path: Path) -> Iterator[Program]:
    with program_in(tmp_path / "profile") as made:
        yield made


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
    hints = window_of(desktop).workbench.area.hints
    assert hints.isVisible()
    assert len(hints.texts()) == 3
    assert program.told == []
    draw(desktop.session.diagrams[front.id], "Harbour")
    window_of(desktop).workbench.catch_up()
    assert not hints.isVisible()
    assert not window_of(desktop).settings.settings.hints


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
    assert program.told == []


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


def test_st16_rows_of_others_that_the_disk_refuses_are_tried_again_at_the_end_and_nobody_is_asked(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    """ST-16: nothing of one's own is at stake, and "one edit is not saved" would be untrue."""
    monkeypatch.setattr("sync.store.writer.REST_SECONDS", 0.05)
    desktop, tries = program.start(), list[int]()

    def refused_at_first(_store: Store) -> None:
        tries.append(len(tries))
        if len(tries) < 6:
            raise DiskFullError("no space left")

    rows = desktop.session.library.thread.write(refused_at_first)
    assert window_of(desktop).close()
    assert rows.done()
    assert program.answers.questions == []


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
