"""Sealed images and attachments."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Connection, and_, delete, func, insert, select, update

from relay_server.adapters.sql.repositories.usage import SqlUsage
from relay_server.adapters.sql.statements import held, insert_if_absent
from relay_server.adapters.sql.tables.documents import BLOB, BLOB_PART
from relay_server.domain.blob import Blob

_PART = BLOB_PART.c


class SqlBlobs:
    """Implements BlobRepository."""

    __slots__ = ("_connection",)

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def begin(self, blob: Blob, now_ms: int) -> Blob:
        """Return what is known of a blob; notes it if it is new."""
        values = {
            "workspace": blob.workspace,
            "digest": blob.digest,
            "size": blob.size,
            "begun_ms": now_ms,
            "complete": False,
        }
        if insert_if_absent(self._connection, BLOB, values):
            SqlUsage(self._connection).add(blob.workspace, blob.size)
            return blob
        found = self.get(blob.workspace, blob.digest)
        assert found is not None  # noqa: S101 - the insertion met it.
        return found

    def get(self, workspace: str, digest: str) -> Blob | None:
        """Return what is known of a blob."""
        here = select(BLOB).where(BLOB.c.workspace == workspace, BLOB.c.digest == digest)
        # Held by whoever writes: parts that two bring at once go in one after the other.
        row = self._connection.execute(held(self._connection, here)).one_or_none()
        if row is None:
            return None
        size = select(func.coalesce(func.sum(func.length(_PART.data)), 0))
        stored = self._connection.execute(size.where(_of(workspace, digest))).scalar_one()
        return Blob(workspace, digest, row.size, int(stored), row.complete)

    def add_part(self, workspace: str, digest: str, offset: int, data: bytes) -> None:
        """Store the next part."""
        values = {"workspace": workspace, "digest": digest, "start": offset, "data": data}
        self._connection.execute(insert(BLOB_PART).values(**values))

    def complete(self, workspace: str, digest: str) -> None:
        """Note that the blob is whole."""
        where = (BLOB.c.workspace == workspace, BLOB.c.digest == digest)
        self._connection.execute(update(BLOB).where(*where).values(complete=True))

    def discard(self, workspace: str, digest: str) -> None:
        """Remove what is stored of a blob."""
        found = self.get(workspace, digest)
        if found is None:
            return
        SqlUsage(self._connection).add(workspace, -found.size)
        self._connection.execute(delete(BLOB_PART).where(_of(workspace, digest)))
        self._connection.execute(delete(BLOB).where(BLOB.c.workspace == workspace, BLOB.c.digest == digest))

    def parts(self, workspace: str, digest: str) -> list[bytes]:
        """Return the stored parts in order."""
        statement = select(_PART.data).where(_of(workspace, digest)).order_by(_PART.start)
        return list(self._connection.execute(statement).scalars())

    def prune_unfinished(self, before_ms: int) -> int:
        """Remove uploads that began before a time and were never finished."""
        stale = and_(BLOB.c.complete.is_(False), BLOB.c.begun_ms < before_ms)
        statement = select(BLOB.c.workspace, BLOB.c.digest).where(stale)
        # In the order in which commits hold what they count.
        found = list(self._connection.execute(statement.order_by(BLOB.c.workspace)))
        for row in found:
            self.discard(row.workspace, row.digest)
        return len(found)


def _of(workspace: str, digest: str) -> ColumnElement[bool]:
    return and_(_PART.workspace == workspace, _PART.digest == digest)
