"""Upkeep waits until nobody draws."""

from __future__ import annotations

from app.library.upkeep import Upkeep
from tests.support.session import Shelf, draw


def found(shelf: Shelf, words: str) -> int:
    return len(shelf.ask(lambda store: store.search.search(words)))


def test_a_diagram_is_tended_when_it_is_at_rest(shelf: Shelf) -> None:
    upkeep = Upkeep(shelf.session)
    diagram = shelf.session.open(shelf.session.create("Plan"))
    upkeep.tick()
    draw(diagram, "Lighthouse")
    upkeep.tick()
    assert found(shelf, "lighthouse") == 0
    upkeep.tick()
    assert found(shelf, "lighthouse") == 1
