"""A diagram whose newest stored state is broken is loaded from the one before, or refused in plain words."""

from __future__ import annotations

import pytest

from app.errors import DiagramError
from app.library.diagram import open_diagram
from sync.store.records import Append
from tests.support.library import writer_for
from tests.support.session import Shelf, draw

NOISE = b"\x01\x01\xff\xff\xff\xff\x0f\x00" + b"\xff" * 40


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
