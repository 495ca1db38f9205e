"""A workspace at work while the network thread does not get to what the window says."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.collaboration.network.founding import founded
from app.collaboration.network.news import Listeners
from app.collaboration.network.workspace import WorkspaceAtWork
from app.collaboration.people import Naming
from sync.engine.effects import MembershipChanged
from sync.engine.events import EditMade, WindowClosed, WindowOpened
from sync.engine.records import Row
from sync.errors import DiskFullError, StorageError
from sync.runtime.handoff import LIMIT
from sync.runtime.network_thread import NetworkThread
from sync.runtime.status import PathsStatus
from sync.store.sqlcipher.shared import SqlSharedStore
from tests.support.session import Shelf, open_shelf
from tests.support.workspace import ANA, NOW, identifier

PLAN = identifier("plan")


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    opened = open_shelf(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def thread() -> Iterator[NetworkThread]:
    started = NetworkThread(lambda name, error: pytest.fail(f"{name}: {error}"))
    started.start()
    yield started
    started.stop()


@pytest.fixture
def work(qapp: QApplication, shelf: Shelf, thread: NetworkThread) -> Iterator[WorkspaceAtWork]:
    """A workspace of one person, at work."""
    workspace, rows = founded(shelf.library.info.identity, ANA.user, NOW)
    shelf.ask(lambda store: store.shared.write(rows))
    nobody = Listeners(lambda _effect: None, lambda: None, lambda _tell: None, lambda _kept: None)
    begun = WorkspaceAtWork(thread, shelf.library, workspace, lambda: NOW, nobody)
    yield begun
    begun.close()


def _hold(held: threading.Event, go_on: threading.Event) -> None:
    held.set()
    go_on.wait(60)


def test_run4_what_a_window_says_comes_to_the_engine_however_much_waits(
    thread: NetworkThread, work: WorkspaceAtWork
) -> None:
    """RUN-4: without one edit the engine would seal those behind it as if there were none, and nobody could apply them; without the
    word that a window shows a diagram, that window would be shown nothing.
    """
    held, go_on = threading.Event(), threading.Event()
    thread.call(partial(_hold, held, go_on))
    # A line that has only just begun takes what was told before.
    assert held.wait(60)
    try:
        for _ in range(LIMIT):
            work.tell(WindowClosed(PLAN))
        work.tell(EditMade(PLAN, "00" * 8, 1, b"\0\0"))
        work.tell(WindowOpened(PLAN, "00" * 8))
        assert len(work._line.handoff) == LIMIT + 2
    finally:
        go_on.set()


def test_run4_answers_and_what_people_are_called_reach_the_window_however_much_waits(
    qapp: QApplication, work: WorkspaceAtWork
) -> None:
    """RUN-4: nothing says it again, so a name that was written anew would have waited for the next change."""
    answered: list[int] = []
    for number in range(LIMIT + 1):
        work.on_gui(lambda n=number: answered.append(n))  # type: ignore[misc]
    for name in ("Harbour", "Harbour team"):
        work._tell(Naming(workspace=name), "naming")
    assert len(work._inbox.handoff) == LIMIT + 2
    while len(work._inbox.handoff):
        qapp.processEvents()
    assert work.naming.workspace == "Harbour team"
    assert answered == list(range(LIMIT + 1))


def test_a_disk_that_refuses_that_a_team_left_its_relay_is_told_of_and_tried_again(
    work: WorkspaceAtWork, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Told in a handler of the log's news, where an error would have reached nobody and ended what follows the log."""
    refused: list[StorageError] = []
    followed: list[bool] = []
    home: list[bool] = []
    work.unnoted, work.came_home = refused.append, lambda: home.append(True)
    work.log_moved = lambda: followed.append(True)
    work.relay = "http://relay.example.org"
    # It follows its owner to a relay, and its log does not say so here yet.
    work._take(PathsStatus())
    assert work.relay

    def full(_shared: SqlSharedStore, _rows: Sequence[Row]) -> None:
        raise DiskFullError("no space left")

    with monkeypatch.context() as disk:
        disk.setattr(SqlSharedStore, "write", full)
        work._take(MembershipChanged(2))
    assert (len(refused), followed, home) == (1, [True], [])
    assert work.relay
    work._take(PathsStatus())
    assert (work.relay, home, len(refused)) == ("", [True], 1)
    work._take(PathsStatus())
    assert home == [True]
