"""Two open diagrams in two real libraries, joined by a wire that carries what an engine would."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from app.collaboration.shared_diagram import SharedDiagram
from app.collecting import collect_again
from app.library.diagram import Diagram
from canvas.model.canonical import records_hash
from canvas.model.plan import Create, Plan, Set
from sync.engine.effects import (
    ApplyUpdate,
    DocumentStatus,
    NewWriter,
    PresenceChanged,
    ReadState,
    ReplaceDocument,
    StatusChanged,
    TakeSnapshot,
)
from sync.engine.events import (
    EditMade,
    Event,
    Poisoned,
    PresenceShown,
    SnapshotTaken,
    StateRead,
    WindowClosed,
    WindowOpened,
)
from sync.protocol.presence import Presence
from tests.support.session import Shelf, draw, held, open_shelf


@dataclass
class Seen:
    """What the window was asked for."""

    statuses: list[DocumentStatus] = field(default_factory=list)
    presence: list[tuple[str, Presence | None]] = field(default_factory=list)
    reopened: int = 0

    def show_status(self, status: DocumentStatus) -> None:
        self.statuses.append(status)

    def show_presence(self, device: str, presence: Presence | None) -> None:
        self.presence.append((device, presence))

    def open_again(self) -> None:
        self.reopened += 1


class Later:
    """Keeps what is asked until a test answers."""

    def __init__(self) -> None:
        self.asked: list[tuple[bytes, Callable[[bytes], None]]] = []

    def ask(self, state: bytes, answer: Callable[[bytes], None]) -> None:
        self.asked.append((state, answer))

    def drop(self) -> None:
        self.asked.clear()


class Side:
    """One person's library with the shared diagram open."""

    def __init__(self, folder: Path, state: bytes | None = None) -> None:
        self.shelf: Shelf = open_shelf(folder)
        session = self.shelf.session
        document = session.create("Harbour") if state is None else session.add_state(state, "Harbour")
        self.diagram: Diagram = session.open(document)
        self.events: list[Event] = []
        self.seen = Seen()
        self.hashes = Later()
        self.shared = SharedDiagram(self.diagram, self.events.append, self.seen, self.hashes)
        self.shared.begin()

    @property
    def edits(self) -> list[EditMade]:
        return [event for event in self.events if isinstance(event, EditMade)]

    def hash(self) -> bytes:
        return records_hash(self.diagram.document.records)


@pytest.fixture
def sides(tmp_path: Path) -> Iterator[tuple[Side, Side]]:
    ana = Side(tmp_path / "ana")
    ben = Side(tmp_path / "ben")
    ben.shared.handle(ApplyUpdate(ben.diagram.id, "", ana.diagram.document.state()))
    ana.shared.handle(ApplyUpdate(ana.diagram.id, "", ben.diagram.document.state()))
    yield ana, ben
    for side in (ana, ben):
        side.shelf.close()


def carry(source: Side, target: Side) -> None:
    """Store what the source has drawn, and apply it at the target."""
    source.shelf.settle()
    for edit in source.edits:
        target.shared.handle(ApplyUpdate(target.diagram.id, "d", edit.update))
    source.events.clear()


def test_the_engine_learns_who_writes(sides: tuple[Side, Side]) -> None:
    ana, _ = sides
    assert ana.events[0] == WindowOpened(ana.diagram.id, ana.diagram.writer)
    ana.shared.close()
    assert ana.events[-1] == WindowClosed(ana.diagram.id)
    draw(ana.diagram)
    ana.shelf.settle()
    assert not ana.edits


def test_what_the_library_had_no_room_for_when_the_window_closed_leaves_once_it_is_there(
    sides: tuple[Side, Side], monkeypatch: pytest.MonkeyPatch
) -> None:
    ana, _ = sides
    with monkeypatch.context() as patched:
        patched.setattr(ana.shelf.library.thread, "_has_room", lambda _data: False)
        draw(ana.diagram)
    assert ana.diagram.state.held
    ana.shared.close()
    assert not ana.edits
    ana.shelf.session.retry()
    assert [edit.number for edit in ana.edits] == [1]


def test_both_draw_and_see_the_same(sides: tuple[Side, Side]) -> None:
    ana, ben = sides
    mine, theirs = draw(ana.diagram, "Pier"), draw(ben.diagram, "Crane")
    carry(ana, ben)
    carry(ben, ana)
    assert {mine, theirs} <= ana.diagram.document.records.shapes.keys()
    assert ana.hash() == ben.hash()


def test_the_engine_hears_of_an_edit_when_the_library_has_it_and_its_rows_are_stored_behind_it(
    sides: tuple[Side, Side],
) -> None:
    """ENG-21."""
    ana, _ = sides
    found: list[int] = []
    with held(ana.shelf):
        draw(ana.diagram)
        assert [edit.number for edit in ana.edits] == [1]
        assert ana.diagram.state.pending
        ana.shelf.library.thread.write(lambda store: found.append(len(store.log.load(ana.diagram.id).updates)))
        before = len(found)
    ana.shelf.settle()
    stored = len(ana.shelf.ask(lambda store: store.log.load(ana.diagram.id)).updates)
    assert (before, found) == (0, [stored])


@pytest.mark.parametrize(
    ("status", "follow"),
    [
        (DocumentStatus(), False),
        (DocumentStatus(relay=True), True),
        (DocumentStatus(peers=("d",)), True),
        (DocumentStatus(relay=True, may_write=False), False),
    ],
)
def test_edits_wait_for_their_rows_while_a_path_is_open(
    sides: tuple[Side, Side], status: DocumentStatus, follow: bool
) -> None:
    ana, _ = sides
    ana.shared.handle(StatusChanged(ana.diagram.id, status))
    assert ana.diagram.rows_follow is follow


def test_undo_takes_back_ones_own_work_among_others(sides: tuple[Side, Side]) -> None:
    ana, ben = sides
    shape = draw(ana.diagram, "Pier")
    carry(ana, ben)
    ben.diagram.history.apply(Plan("Paint", (Set(shape, "style.fill", "#ff0000"),)))
    carry(ben, ana)
    ana.diagram.history.apply(Plan("Move", (Set(shape, "x", 77.0),)))
    carry(ana, ben)
    ana.diagram.history.undo()
    carry(ana, ben)
    record = ben.diagram.document.records.shapes[shape]
    assert record.x != 77.0
    assert record.get("style.fill") == "#ff0000"
    assert ana.hash() == ben.hash()


def test_what_cannot_be_applied_is_told_to_the_engine(sides: tuple[Side, Side]) -> None:
    ana, _ = sides
    ana.shared.handle(ApplyUpdate(ana.diagram.id, "d", b"\xff" * 9))
    assert ana.events[-1] == Poisoned(ana.diagram.id)
    ana.shared.handle(ReplaceDocument(ana.diagram.id, b""))
    ana.shared.handle(NewWriter(ana.diagram.id))
    assert ana.seen.reopened == 2


def test_a_snapshot_is_the_state_with_the_hash_of_its_records(sides: tuple[Side, Side]) -> None:
    ana, _ = sides
    ana.shared.handle(TakeSnapshot(ana.diagram.id, 5))
    assert ana.events[-1] == SnapshotTaken(ana.diagram.id, ana.diagram.document.state(), ana.hash(), 5)


def test_somebodys_state_is_answered_with_what_it_leads_to(sides: tuple[Side, Side]) -> None:
    ana, ben = sides
    draw(ben.diagram)
    other = ben.diagram.document.state()
    ana.shared.handle(ReadState(ana.diagram.id, 6, other))
    ((state, found),) = ana.hashes.asked
    assert state == other
    found(ben.hash())
    assert ana.events[-1] == StateRead(ana.diagram.id, ben.hash(), 6)


def test_with_the_window_the_question_is_over(sides: tuple[Side, Side]) -> None:
    ana, ben = sides
    ana.shared.handle(ReadState(ana.diagram.id, 6, ben.diagram.document.state()))
    ana.shared.close()
    assert ana.hashes.asked == []


def test_presence_and_status_pass_through(sides: tuple[Side, Side]) -> None:
    ana, _ = sides
    ana.shared.say(Presence(0, name="Ana"))
    assert ana.events[-1] == PresenceShown(ana.diagram.id, Presence(0, name="Ana"))
    ana.shared.handle(PresenceChanged(ana.diagram.id, "d", None))
    assert ana.seen.presence == [("d", None)]
    status = DocumentStatus(unsent=3)
    ana.shared.handle(StatusChanged(ana.diagram.id, status))
    assert ana.seen.statuses == [status] == [ana.shared.status]


def test_edits_that_come_at_once_are_one_change_and_nothing_overtakes_them(sides: tuple[Side, Side]) -> None:
    ana, ben = sides
    waiting: list[Callable[[], None]] = []
    shared = SharedDiagram(ben.diagram, ben.events.append, ben.seen, ben.hashes, waiting.append)
    changes: list[int] = []
    ben.diagram.document.subscribe(lambda told, _origin: changes.append(len(told)))
    shapes = {draw(ana.diagram, name) for name in ("Pier", "Crane", "Mole")}
    ana.shelf.settle()
    for edit in ana.edits:
        shared.handle(ApplyUpdate(ben.diagram.id, "d", edit.update))
    assert not changes
    waiting[-1]()
    assert changes == [3]
    assert shapes <= ben.diagram.document.records.shapes.keys()
    ana.events.clear()
    last = draw(ana.diagram, "Quay")
    ana.shelf.settle()
    shared.handle(ApplyUpdate(ben.diagram.id, "d", ana.edits[0].update))
    shared.handle(TakeSnapshot(ben.diagram.id, 7))
    waiting[-1]()
    assert changes == [3, 1]
    assert last in ben.diagram.document.records.shapes
    assert not any(isinstance(event, SnapshotTaken) for event in ben.events), "the edit is seen first"
    waiting[-1]()
    assert [event.ticket for event in ben.events if isinstance(event, SnapshotTaken)] == [7]


def test_a_whole_document_that_comes_in_is_left_out_of_garbage_collection(sides: tuple[Side, Side]) -> None:
    ana, ben = sides
    ana.diagram.document.apply(Plan("Much", tuple(Create(f"s{number}", {"x": 1.0}) for number in range(3_000))))
    collect_again()
    ben.shared.handle(ApplyUpdate(ben.diagram.id, "d", ana.diagram.document.state()))
    assert len(ben.diagram.document.records.shapes) >= 3_000
    assert gc.get_threshold()[0] > 0
    assert gc.get_freeze_count() > 3_000
    ana.shelf.settle()
    ana.events.clear()
    collect_again()
    draw(ana.diagram)
    carry(ana, ben)
    assert not gc.get_freeze_count()
