"""Rows of the library become what the home screen shows."""

from __future__ import annotations

from app.library_browser.entries import entries_of_hits, entry_of, list_everything
from sync.store.records import DocumentInfo, DocumentKind, SearchHit
from tests.support.session import Shelf


def row(thumbnail: str | None = None, **changes: int) -> DocumentInfo:
    return DocumentInfo("d", DocumentKind.DIAGRAM, "w", "Plan", 1, 2, thumbnail=thumbnail, **changes)


def test_a_row_keeps_what_is_shown() -> None:
    entry = entry_of(row(trashed_ms=5))
    assert (entry.id, entry.title, entry.edited_ms, entry.trashed, entry.version) == ("d", "Plan", 2, True, 0)


def test_another_picture_is_another_version() -> None:
    assert entry_of(row("ab" * 32)).version != entry_of(row("ac" * 32)).version


def test_a_hit_in_the_text_brings_its_surroundings_and_one_in_the_title_does_not() -> None:
    known = {"d": entry_of(row())}
    inside = SearchHit("d", "Plan", "shape", "the\n light house", ())
    title = SearchHit("d", "Plan", "", "Plan", ())
    gone = SearchHit("x", "Gone", "", "Gone", ())
    assert [entry.snippet for entry in entries_of_hits([inside, title, gone], known)] == ["the light house", ""]


def test_the_trash_is_part_of_the_list(shelf: Shelf) -> None:
    kept, thrown = shelf.session.create("Kept"), shelf.session.create("Thrown")
    shelf.ask(lambda store: store.documents.trash(thrown))
    assert {entry.id: entry.trashed for entry in shelf.ask(list_everything)} == {kept: False, thrown: True}
