"""Blobs and thumbnails in SQL; tables of their own, so that lists never read past pictures."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping

from sync.errors import LimitExceededError
from sync.protocol.limits import MAX_BLOB_BYTES, MAX_THUMBNAIL_BYTES
from sync.store.records import BlobInfo, Thumbnail
from sync.store.sqlcipher.catalogue import document_number
from sync.store.sqlcipher.connection import Connection

_DEFAULT_VARIANT = "default"


class SqlBlobStore:
    """Implements BlobStore."""

    __slots__ = ("_connection", "_now_ms")

    def __init__(self, connection: Connection, now_ms: Callable[[], int]) -> None:
        self._connection = connection
        self._now_ms = now_ms

    def put(self, data: bytes, media_type: str) -> str:
        """Keep bytes and return their hash; putting again renews the time that a sweep looks at."""
        if len(data) > MAX_BLOB_BYTES:
            raise LimitExceededError("image or attachment", len(data), MAX_BLOB_BYTES)
        name = hashlib.sha256(data).hexdigest()
        self._connection.execute(
            "INSERT INTO blobs (hash, size, media_type, created_ms, data) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (hash) DO UPDATE SET created_ms = excluded.created_ms",
            (name, len(data), media_type, self._now_ms(), data),
        )
        return name

    def get(self, blob: str) -> bytes | None:
        """Return the bytes, or None."""
        row = self._connection.row("SELECT data FROM blobs WHERE hash = ?", (blob,))
        return row[0] if row else None

    def info(self, blob: str) -> BlobInfo | None:
        """Return size and type, or None."""
        row = self._connection.row("SELECT hash, size, media_type, created_ms FROM blobs WHERE hash = ?", (blob,))
        return BlobInfo(*row) if row else None

    def has(self, blob: str) -> bool:
        """Tell whether it is here."""
        return self._connection.row("SELECT 1 FROM blobs WHERE hash = ?", (blob,)) is not None

    def sweep(self, keep: Iterable[str], older_than_ms: int) -> int:
        """Remove blobs that are not in ``keep`` and were put before that time."""
        kept = frozenset(keep)
        with self._connection.transaction():
            old = self._connection.rows("SELECT hash FROM blobs WHERE created_ms < ?", (older_than_ms,))
            doomed = [(name,) for (name,) in old if name not in kept]
            self._connection.executemany("DELETE FROM blobs WHERE hash = ?", doomed)
        return len(doomed)


class SqlThumbnailStore:
    """Implements ThumbnailStore."""

    __slots__ = ("_connection",)

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, document: str, variant: str, data: bytes, media_type: str) -> str:
        """Keep a picture and return its hash."""
        if len(data) > MAX_THUMBNAIL_BYTES:
            raise LimitExceededError("thumbnail", len(data), MAX_THUMBNAIL_BYTES)
        number = document_number(self._connection, document)
        name = hashlib.sha256(data).hexdigest()
        with self._connection.transaction():
            self._connection.execute(
                "INSERT INTO thumbnails (document, variant, hash, media_type, data) VALUES (?, ?, ?, ?, ?)"
                " ON CONFLICT (document, variant) DO UPDATE"
                " SET hash = excluded.hash, media_type = excluded.media_type, data = excluded.data",
                (number, variant, name, media_type, data),
            )
            if variant == _DEFAULT_VARIANT:
                self._connection.execute("UPDATE documents SET thumbnail = ? WHERE number = ?", (name, number))
        return name

    def get(self, document: str, variant: str = _DEFAULT_VARIANT) -> Thumbnail | None:
        """Return a picture, or None."""
        return self.get_many((document,), variant).get(document)

    def get_many(self, documents: Iterable[str], variant: str = _DEFAULT_VARIANT) -> Mapping[str, Thumbnail]:
        """Return the pictures there are, by document."""
        rows = self._connection.rows(
            "SELECT d.id, t.variant, t.media_type, t.data, t.hash FROM documents d JOIN thumbnails t"
            " ON t.document = d.number WHERE t.variant = ? AND d.id IN (SELECT value FROM json_each(?))",
            (variant, json.dumps(list(documents))),
        )
        return {row[0]: Thumbnail(*row) for row in rows}
