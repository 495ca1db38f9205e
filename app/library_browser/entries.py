"""From rows of the library to what the home screen shows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from app.home.entries import DiagramEntry
from sync.store.ports import Store
from sync.store.records import ALL_DIAGRAMS, DocumentInfo, DocumentQuery, SearchHit

_TRASH = DocumentQuery(trashed=True)
_VERSION_DIGITS = 12
"""Hex digits of a picture's hash that tell two pictures of one diagram apart."""


def list_everything(store: Store, personal: str | None = None) -> list[DiagramEntry]:
    """Return every diagram, those in the trash included: two queries, however many there are.

    Args:
        store: the open library.
        personal: id of the user's own workspace: diagrams of others are shared; None when it does not matter.
    """
    rows = (*store.documents.list(ALL_DIAGRAMS), *store.documents.list(_TRASH))
    return [entry_of(row, personal) for row in rows]


def entry_of(row: DocumentInfo, personal: str | None = None) -> DiagramEntry:
    """Return a row of the library as the home screen shows it."""
    return DiagramEntry(
        row.id,
        row.title,
        row.modified_ms,
        starred=row.starred,
        trashed=row.trashed_ms is not None,
        version=int(row.thumbnail[:_VERSION_DIGITS], 16) if row.thumbnail else 0,
        team="" if personal in (None, row.workspace) else row.workspace,
    )


def entries_of_hits(hits: Iterable[SearchHit], known: Mapping[str, DiagramEntry]) -> Sequence[DiagramEntry]:
    """Return what a search found, best first, with the text around each match; a hit in a title needs no such text.

    Args:
        hits: what the full-text search answered.
        known: entries by id; what is not among them was deleted meanwhile.
    """
    return [_with_snippet(known[hit.document], hit) for hit in hits if hit.document in known]


def _with_snippet(entry: DiagramEntry, hit: SearchHit) -> DiagramEntry:
    snippet = " ".join(hit.snippet.split()) if hit.record else ""
    return DiagramEntry(
        entry.id,
        entry.title,
        entry.edited_ms,
        entry.starred,
        entry.trashed,
        snippet=snippet,
        version=entry.version,
        team=entry.team,
    )
