"""The library browser over a real library: every action shows in the list that follows it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from pytestqt.qtbot import QtBot

from app.home.entries import DiagramEntry
from app.library.session import LibrarySession
from app.library_browser.browser import LibraryBrowser
from app.widgets.toast import Message
from sync.store.records import DocumentKind
from tests.qt.app.library_browser.conftest import Answers
from tests.support.diagram_files import SHOP
from tests.support.session import draw, snapshot_with


def listed(qtbot: QtBot, browser: LibraryBrowser, act: Callable[[], object] | None = None) -> dict[str, DiagramEntry]:
    """Do something and return the list that follows, by id."""
    with qtbot.waitSignal(browser.listed) as waiting:
        (act or browser.refresh)()
    return {entry.id: entry for entry in waiting.args[0]}


def messages(browser: LibraryBrowser) -> list[Message]:
    told: list[Message] = []
    browser.told.connect(told.append)
    return told


def test_a_new_diagram_is_shown_and_listed(qtbot: QtBot, browser: LibraryBrowser) -> None:
    opened: list[str] = []
    browser.open_requested.connect(opened.append)
    entries = listed(qtbot, browser, browser.new_diagram)
    assert opened == list(entries)
    assert entries[opened[0]].title == "Untitled diagram"


def test_rename_star_and_copy(qtbot: QtBot, browser: LibraryBrowser, session: LibrarySession) -> None:
    document = session.create("Plan")
    listed(qtbot, browser)
    assert listed(qtbot, browser, lambda: browser.rename(document, "Harbour"))[document].title == "Harbour"
    assert listed(qtbot, browser, lambda: browser.star(document, True))[document].starred
    entries = listed(qtbot, browser, lambda: browser.duplicate(document))
    assert {entry.title for entry in entries.values()} == {"Harbour", "Harbour (copy)"}


def test_the_trash_can_be_left_again(qtbot: QtBot, browser: LibraryBrowser, session: LibrarySession) -> None:
    document = session.create("Plan")
    told, removed = messages(browser), []
    browser.removed.connect(removed.append)
    assert listed(qtbot, browser, lambda: browser.trash(document))[document].trashed
    assert (removed, told[-1].action) == ([document], "Undo")
    assert told[-1].run is not None
    assert not listed(qtbot, browser, told[-1].run)[document].trashed


def test_deleting_for_ever_asks_first(
    qtbot: QtBot, browser: LibraryBrowser, session: LibrarySession, answers: Answers
) -> None:
    document = session.create("Plan")
    listed(qtbot, browser)
    answers.yes = False
    browser.delete(document)
    assert document in listed(qtbot, browser)
    answers.yes = True
    assert listed(qtbot, browser, lambda: browser.delete(document)) == {}
    assert "Plan" in answers.questions[0].title


def test_texts_are_searched_and_an_old_answer_is_dropped(
    qtbot: QtBot, browser: LibraryBrowser, session: LibrarySession
) -> None:
    document = session.add(snapshot_with("The lighthouse keeper"), "Coast")
    listed(qtbot, browser)
    browser.search("keeper")
    browser._search()
    with qtbot.waitSignal(browser.found) as waiting:
        browser.search("lighth")
    query, entries = waiting.args
    assert query == "lighth"
    assert [(entry.id, entry.snippet) for entry in entries] == [(document, "The lighthouse keeper")]


def test_the_list_follows_edits_in_an_open_diagram(
    qtbot: QtBot, browser: LibraryBrowser, session: LibrarySession
) -> None:
    document = session.create("Plan")
    before = listed(qtbot, browser)[document].edited_ms
    diagram = session.open(document)
    assert listed(qtbot, browser, lambda: draw(diagram))[document].edited_ms > before


def test_what_fails_is_told(qtbot: QtBot, browser: LibraryBrowser) -> None:
    told = messages(browser)
    browser.star("0" * 32, True)
    qtbot.waitUntil(lambda: bool(told))
    assert told[0].level == "danger"
    browser.rename("0" * 32, "Harbour")
    assert len(told) == 2


def test_a_closed_library_is_told_too(browser: LibraryBrowser, session: LibrarySession) -> None:
    told = messages(browser)
    session.library.close()
    browser.refresh()
    assert told[0].level == "danger"


def test_files_are_imported_in_order_and_bad_ones_are_told(
    qtbot: QtBot, browser: LibraryBrowser, session: LibrarySession, answers: Answers, tmp_path: Path
) -> None:
    good, bad = tmp_path / "shop.drawio", tmp_path / "bad.drawio"
    good.write_text(SHOP)
    bad.write_text("<mxfile><diagram>no")
    answers.files = [bad, good, tmp_path / "missing.drawio"]
    opened: list[str] = []
    progress: list[tuple[int, int]] = []
    browser.open_requested.connect(opened.append)
    browser.import_progressed.connect(lambda done, of: progress.append((done, of)))
    with qtbot.waitSignal(browser.import_finished) as waiting:
        browser.choose_and_open()
    outcomes = [file.outcome for file in waiting.args[0]]
    qtbot.waitUntil(lambda: bool(answers.problems))
    assert outcomes == ["refused", "new", "refused"]
    assert "bad.drawio" in answers.problems[0].details
    assert "missing.drawio" in answers.problems[0].details
    assert [session.open(document).title for document in opened] == ["shop"]
    assert progress == [(0, 3), (1, 3), (2, 3), (3, 3)]


def test_the_import_of_many_files_says_how_far_it_is_and_can_be_stopped(
    qtbot: QtBot, browser: LibraryBrowser, tmp_path: Path
) -> None:
    path = tmp_path / "shop.drawio"
    path.write_text(SHOP)
    told = messages(browser)
    with qtbot.waitSignal(browser.import_finished):
        browser.import_files([path] * 8, show=False)
    assert told[0].text == "Importing: 0 of 8 files"
    assert (told[0].action, len(told)) == ("Stop", 9)


def test_nothing_is_told_after_the_end(browser: LibraryBrowser, session: LibrarySession) -> None:
    told = messages(browser)
    browser.close()
    session.library.close()
    browser._refresh_soon()
    browser.refresh()
    assert told == []
    assert not browser._refresh_timer.isActive()


def test_ten_thousand_diagrams_are_listed_by_two_queries(
    qtbot: QtBot, browser: LibraryBrowser, session: LibrarySession
) -> None:
    workspace = session.library.info.workspace

    def fill(store: Any) -> None:
        with store.transaction():
            for number in range(10_000):
                store.documents.create(DocumentKind.DIAGRAM, f"Plan {number}", workspace)

    session.library.submit(fill).result()
    statements: list[str] = []

    def trace(store: Any) -> None:
        store.connection._raw.set_trace_callback(statements.append)

    session.library.submit(trace).result()
    assert len(listed(qtbot, browser)) == 10_000
    assert len([one for one in statements if one.startswith("SELECT")]) == 2
