"""A diagram whose newest stored state is broken is loaded from the one before, or refused in plain words."""

from __future__ import annotations

import pytest

from app.errors import DiagramError
from app.library.diagram import open_diagram
from canvas.model.document import Document
from canvas.model.plan import Create, Delete, Origin, Plan, Splice
from sync.protocol.limits import WHOLE_DOCUMENT
from sync.protocol.yupdate import inspect_update
from sync.store.records import Append
from tests.support.library import writer_for
from tests.support.session import Shelf, draw, held

NOISE = b"\x01\x01\xff\xff\xff\xff\x0f\x00" + b"\xff" * 40


def writers(document: Document) -> int:
    """Return by how many writers a document was written."""
    return len(inspect_update(document.state(), WHOLE_DOCUMENT).clients)


def covers(shelf: Shelf, document: str) -> dict[str, int]:
    return dict(shelf.ask(lambda store: store.log.load(document)).heads)


def test_a_broken_newest_state_is_passed_over(shelf: Shelf) -> None:
    document = shelf.session.create("Plan")
    shape = draw(shelf.session.open(document), "Harbour")
    shelf.session.close(document)
    shelf.settle()
    heads = covers(shelf, document)
    shelf.ask(lambda store: store.log.compact(document, NOISE, heads))
    diagram = open_diagram(shelf.library, document)
    assert diagram.recovered
    assert diagram.document.records.shapes[shape].text == "Harbour"


def test_edits_made_after_a_recovery_are_kept(shelf: Shelf) -> None:
    document = shelf.session.create("Plan")
    heads = covers(shelf, document)
    shelf.ask(lambda store: store.log.compact(document, NOISE, heads))
    shape = draw(shelf.session.open(document), "Pier")
    shelf.session.close(document)
    shelf.settle()
    assert shelf.session.open(document).document.records.shapes[shape].text == "Pier"


def test_what_cannot_be_applied_at_all_is_refused_with_advice(shelf: Shelf) -> None:
    document = shelf.session.create("Plan")
    shelf.ask(lambda store: store.log.append([Append(writer_for(document), 1, NOISE)]))
    with pytest.raises(DiagramError, match="damaged") as caught:
        open_diagram(shelf.library, document)
    assert "backup" in caught.value.advice
    assert len(shelf.ask(lambda store: store.log.load(document)).updates) == 2


def test_a_listener_that_has_gone_is_told_nothing(shelf: Shelf) -> None:
    diagram = shelf.session.open(shelf.session.create("Plan"))
    heard: list[object] = []
    unsubscribe = diagram.subscribe(heard.append)
    unsubscribe()
    draw(diagram)
    assert heard == []


def test_an_edit_is_handed_on_once_the_library_has_taken_it_with_its_counter(shelf: Shelf) -> None:
    diagram = shelf.session.open(shelf.session.create("Plan"))
    handed: list[tuple[int, bytes]] = []
    draw(diagram)
    diagram.watch_edits(lambda number, update: handed.append((number, update)))
    with held(shelf):
        for _ in range(3):
            draw(diagram)
        assert [number for number, _ in handed] == [2, 3, 4]
        assert diagram.state.pending
    shelf.settle()
    stored = shelf.ask(lambda store: store.log.load(diagram.id)).updates
    assert [(update.counter, update.data) for update in stored[-3:]] == handed
    assert stored[-1].writer == diagram.writer
    diagram.watch_edits(None)
    draw(diagram)
    assert len(handed) == 3


def test_what_comes_from_others_is_not_written_as_ones_own(shelf: Shelf) -> None:
    diagram = shelf.session.open(shelf.session.create("Plan"))
    peer = Document(99, [diagram.document.state()])
    updates: list[bytes] = []
    peer.on_update(lambda update, _origin: updates.append(update))
    peer.apply(Plan("Draw", (Create("theirs", {"kind": "rect"}),)))
    diagram.document.apply_update(updates[0], Origin.REMOTE)
    shelf.settle()
    assert "theirs" in diagram.document.records.shapes
    assert diagram.edits == 0
    assert all(update.data != updates[0] for update in shelf.ask(lambda store: store.log.load(diagram.id)).updates)


def test_what_others_get_holds_nothing_that_was_deleted_or_changed(shelf: Shelf) -> None:
    """What is sealed when a diagram is shared is the state of its document."""
    document = shelf.session.create("Smuggled goods")
    diagram = shelf.session.open(document)
    secret = draw(diagram, "Secret berth")
    kept = draw(diagram, "Pier of old")
    diagram.history.apply(Plan("Delete", (Delete(secret),)))
    diagram.history.apply(Plan("Type", (Splice(kept, 5, 6, "seven"),)))
    diagram.rename("Harbour")
    state = diagram.document.state()
    assert b"Pier " in state
    for gone in (b"Secret", b"Smuggled", b"of old"):
        assert gone not in state


def test_what_moves_on_begins_with_one_hand(shelf: Shelf) -> None:
    """A copy of what a diagram shows tells nothing of how many drew it."""
    document = shelf.session.create("Harbour")
    for text in ("Pier", "Quay"):
        draw(shelf.session.open(document), text)
        shelf.session.close(document)
        shelf.settle()
    diagram = shelf.session.open(document)
    assert writers(diagram.document) > 1
    copy = shelf.session.open(shelf.session.add(diagram.content, diagram.title))
    assert copy.title == "Harbour"
    assert copy.content.shapes == diagram.content.shapes
    assert writers(copy.document) == 1
