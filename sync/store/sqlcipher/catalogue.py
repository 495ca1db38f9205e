"""The list of documents in SQL."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from typing import Any

from sync.errors import StoreError, UnknownDocumentError
from sync.protocol.identifiers import RandomBytes, checked_id, new_id
from sync.protocol.limits import MAX_TITLE_CHARACTERS
from sync.store.log_rules import checked_title
from sync.store.records import ALL_DIAGRAMS, DocumentInfo, DocumentKind, DocumentQuery, DocumentSort
from sync.store.search_query import indexable
from sync.store.sqlcipher.connection import Connection
from sync.store.sqlcipher.driver import SqlValue

_COLUMNS = "id, kind, workspace, title, created_ms, modified_ms, starred, trashed_ms, thumbnail"
_KINDS = {kind.value: kind for kind in DocumentKind}
_ORDER = {
    DocumentSort.MODIFIED: "modified_ms {0}, number {0}",
    DocumentSort.CREATED: "created_ms {0}, number {0}",
    DocumentSort.TITLE: "title_key {0}, number {0}",
}


def document_number(connection: Connection, document: str) -> int:
    """Return the internal number of a document.

    Raises:
        UnknownDocumentError: There is none with this id.
    """
    row = connection.row("SELECT number FROM documents WHERE id = ?", (document,))
    if row is None:
        raise UnknownDocumentError(document)
    return int(row[0])


def info_from_row(row: tuple[Any, ...]) -> DocumentInfo:
    """Build the record of a row of ``_COLUMNS``."""
    identifier, kind, workspace, title, created, modified, starred, trashed, thumbnail = row
    return DocumentInfo(identifier, _KINDS[kind], workspace, title, created, modified, starred == 1, trashed, thumbnail)


def read_info(connection: Connection, document: str) -> DocumentInfo:
    """Return one row of the list.

    Raises:
        UnknownDocumentError: There is none with this id.
    """
    row = connection.row(f"SELECT {_COLUMNS} FROM documents WHERE id = ?", (document,))  # noqa: S608 - fixed columns
    if row is None:
        raise UnknownDocumentError(document)
    return info_from_row(row)


class SqlDocumentCatalogue:
    """Implements DocumentCatalogue."""

    __slots__ = ("_connection", "_now_ms", "_random_bytes")

    def __init__(
        self, connection: Connection, now_ms: Callable[[], int], random_bytes: RandomBytes = secrets.token_bytes
    ) -> None:
        self._connection = connection
        self._now_ms = now_ms
        self._random_bytes = random_bytes

    def create(self, kind: DocumentKind, title: str, workspace: str, document: str | None = None) -> DocumentInfo:
        """Add an empty document; a given id must be new."""
        identifier = checked_id(document) if document is not None else new_id(self._random_bytes)
        checked_id(workspace, "workspace id")
        title = checked_title(title)
        now = self._now_ms()
        with self._connection.transaction():
            if self.has(identifier):
                raise StoreError(f"document {identifier} exists already")
            self._connection.execute(
                "INSERT INTO documents (id, kind, workspace, title, title_key, created_ms, modified_ms)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                (identifier, kind.value, workspace, title, title.casefold(), now, now),
            )
            self._index_title(identifier, title)
        return DocumentInfo(identifier, kind, workspace, title, now, now)

    def get(self, document: str) -> DocumentInfo:
        """Return one row."""
        return read_info(self._connection, document)

    def has(self, document: str) -> bool:
        """Tell whether there is such a document."""
        return self._connection.row("SELECT 1 FROM documents WHERE id = ?", (document,)) is not None

    def list(self, query: DocumentQuery = ALL_DIAGRAMS) -> Sequence[DocumentInfo]:
        """Return the rows that the query asks for."""
        where, values = _conditions(query)
        order = _ORDER[query.sort].format("DESC" if query.descending else "ASC")
        statement = f"SELECT {_COLUMNS} FROM documents WHERE {where} ORDER BY {order} LIMIT ? OFFSET ?"  # noqa: S608
        limit = -1 if query.limit is None else query.limit
        return [info_from_row(row) for row in self._connection.rows(statement, (*values, limit, query.offset))]

    def count(self, query: DocumentQuery = ALL_DIAGRAMS) -> int:
        """Count what the query would list without limit and offset."""
        where, values = _conditions(query)
        row = self._connection.row(f"SELECT count(*) FROM documents WHERE {where}", values)  # noqa: S608 - see below
        return int(row[0]) if row else 0

    def rename(self, document: str, title: str) -> None:
        """Set the title shown in lists and found by search."""
        title = checked_title(title)
        with self._connection.transaction():
            self._update(document, "title = ?, title_key = ?", title, title.casefold())
            self._index_title(document, title)

    def set_starred(self, document: str, starred: bool) -> None:
        """Mark or unmark as favourite."""
        self._update(document, "starred = ?", int(starred))

    def trash(self, document: str) -> None:
        """Move to the trash."""
        self._update(document, "trashed_ms = coalesce(trashed_ms, ?)", self._now_ms())

    def restore(self, document: str) -> None:
        """Take out of the trash."""
        self._update(document, "trashed_ms = NULL")

    def purge(self, document: str) -> None:
        """Remove for good; everything that belongs to the document goes with its row."""
        number = document_number(self._connection, document)
        with self._connection.transaction():
            self._connection.execute("DELETE FROM documents WHERE number = ?", (number,))
            self._connection.execute("DELETE FROM recent WHERE target = ?", (document,))

    def _update(self, document: str, assignments: str, *values: SqlValue) -> None:
        # The assignments are written in this file; values are always bound.
        statement = f"UPDATE documents SET {assignments} WHERE id = ?"  # noqa: S608
        if self._connection.execute(statement, (*values, document)).rowcount != 1:
            raise UnknownDocumentError(document)

    def _index_title(self, document: str, title: str) -> None:
        number = document_number(self._connection, document)
        self._connection.execute(
            "INSERT INTO texts (document, record, content) VALUES (?, '', ?)"
            " ON CONFLICT (document, record) DO UPDATE SET content = excluded.content",
            (number, indexable(title, MAX_TITLE_CHARACTERS)),
        )


def _conditions(query: DocumentQuery) -> tuple[str, tuple[SqlValue, ...]]:
    """Return a WHERE clause made of fixed parts, and the values bound to it."""
    parts = ["trashed_ms IS NOT NULL" if query.trashed else "trashed_ms IS NULL"]
    values: list[SqlValue] = []
    if query.kind is not None:
        parts.append("kind = ?")
        values.append(query.kind.value)
    if query.workspace is not None:
        parts.append("workspace = ?")
        values.append(query.workspace)
    if query.starred is not None:
        parts.append("starred = ?")
        values.append(int(query.starred))
    if query.title_contains:
        parts.append("instr(title_key, ?) > 0")
        values.append(query.title_contains.casefold())
    return " AND ".join(parts), tuple(values)
