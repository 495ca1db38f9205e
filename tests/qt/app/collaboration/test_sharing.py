"""When a program begins to share: not before its first picture, unless a shared diagram is opened, or the user asks for it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.collaboration.network.founding import founded
from app.collaboration.sharing import Sharing
from app.desktop import Desktop
from sync.engine.records import Row, SharingRow
from sync.protocol.identifiers import new_id
from tests.support.program import Program, program_in, window_of


@pytest.fixture
def program(qtbot: QtBot, tmp_path: Path) -> Iterator[Program]:
    with program_in(tmp_path / "profile") as made:
        yield made


def found_workspace(desktop: Desktop, *documents: str) -> str:
    """Put a workspace into the library that shares these diagrams."""
    library = desktop.session.library
    workspace, rows = founded(library.info.identity, new_id(), desktop.session.now_ms())
    shared: list[Row] = [SharingRow(document, workspace, "diagram") for document in documents]
    library.submit(lambda store: store.shared.write([*rows, *shared])).result()
    return workspace


def test_who_shares_nothing_starts_nothing_before_he_asks(program: Program) -> None:
    window = window_of(program.start())
    QApplication.processEvents()
    assert window.sharing.is_possible
    assert window.sharing.running is None
    assert window.registry.action("file.join").isEnabled()
    together = window.sharing.together()
    assert together is window.sharing.running
    assert window.sharing.together() is together


def test_a_library_that_shares_begins_after_the_first_picture(qtbot: QtBot, program: Program) -> None:
    first = program.start()
    found_workspace(first)
    assert first.finish()
    window = window_of(program.start())
    assert window.tabs
    assert window.sharing.running is None
    qtbot.waitUntil(lambda: window.sharing.running is not None)


def test_a_shared_diagram_begins_before_its_tab_is_there(program: Program) -> None:
    first = program.start()
    (document,) = window_of(first).tabs
    workspace = found_workspace(first, document)
    assert first.finish()
    window = window_of(program.start())
    assert list(window.tabs) == [document]
    assert window.sharing.running is not None
    team = window.sharing.team_of(document)
    assert team is not None
    assert team.workspace == workspace
    assert window.presence.part(document) is not None


def test_whether_a_title_may_be_changed_is_known_before_anybody_shares(program: Program) -> None:
    first = program.start()
    mine, other = first.session.create("Mine"), first.session.create("Harbour")
    found_workspace(first, other)  # Whose log does not know the diagram: nobody may write in it.
    assert first.finish()
    window = window_of(program.start())
    assert window.sharing.running is None
    why = window.home.model._why_not_renamed
    assert why(mine) == ""
    assert window.sharing.running is None, "nothing begins for a diagram that is one's own"
    assert why(other) != ""


def test_a_window_that_cannot_share_yet_says_so(program: Program) -> None:
    sharing = Sharing(program.start().session.library)
    assert not sharing.is_possible
    assert sharing.team_of("nothing") is None
    sharing.begin_if_shared()
    sharing.close()
    with pytest.raises(RuntimeError):
        sharing.together()
