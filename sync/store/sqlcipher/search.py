"""Full-text search by FTS5 inside the encrypted file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sync.protocol.limits import MAX_INDEXED_CHARACTERS
from sync.store.records import SearchHit
from sync.store.search_query import MATCH_END, MATCH_START, hit_from_snippet, indexable, match_expression
from sync.store.sqlcipher.catalogue import document_number
from sync.store.sqlcipher.connection import Connection

_SNIPPET_WORDS = 12
# Looked at per wanted hit when only the best one of each document is wanted.
_CANDIDATES_PER_HIT = 20


class SqlSearchIndex:
    """Implements SearchIndex."""

    __slots__ = ("_connection",)

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def index_text(self, document: str, entries: Iterable[tuple[str, str]]) -> None:
        """Make (record id, text) the searched content of a document; only differences are written."""
        number = document_number(self._connection, document)
        # The empty record is the title, which the catalogue keeps.
        wanted = {record: indexable(text, MAX_INDEXED_CHARACTERS) for record, text in entries if record and text}
        with self._connection.transaction():
            rows = self._connection.rows(
                "SELECT record, content FROM texts WHERE document = ? AND record <> ''", (number,)
            )
            present = dict(rows)
            self._connection.executemany(
                "DELETE FROM texts WHERE document = ? AND record = ?",
                [(number, record) for record in present.keys() - wanted.keys()],
            )
            self._connection.executemany(
                "INSERT INTO texts (document, record, content) VALUES (?, ?, ?)"
                " ON CONFLICT (document, record) DO UPDATE SET content = excluded.content",
                [(number, record, text) for record, text in wanted.items() if present.get(record) != text],
            )

    def search(self, query: str, limit: int = 50, per_document: bool = True) -> Sequence[SearchHit]:
        """Find records that hold every word of the query, each as a prefix; best first."""
        expression = match_expression(query)
        if expression is None or limit <= 0:
            return []
        wanted = limit * _CANDIDATES_PER_HIT if per_document else limit
        rows = self._connection.rows(
            "SELECT d.id, d.title, t.record, snippet(texts_index, 0, ?, ?, '…', ?)"
            " FROM texts_index JOIN texts t ON t.number = texts_index.rowid JOIN documents d ON d.number = t.document"
            " WHERE texts_index MATCH ? AND d.trashed_ms IS NULL ORDER BY texts_index.rank LIMIT ?",
            (MATCH_START, MATCH_END, _SNIPPET_WORDS, expression, wanted),
        )
        hits: list[SearchHit] = []
        seen: set[str] = set()
        for document, title, record, marked in rows:
            if per_document and document in seen:
                continue
            seen.add(document)
            hits.append(hit_from_snippet(document, title, record, marked))
            if len(hits) == limit:
                break
        return hits
