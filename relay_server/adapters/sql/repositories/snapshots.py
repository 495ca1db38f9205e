"""Sealed snapshots, stored part by part."""

from __future__ import annotations

from sqlalchemy import Connection, and_, delete, func, insert, select, update

from relay_server.adapters.sql.repositories.usage import SqlUsage
from relay_server.adapters.sql.statements import insert_if_absent
from relay_server.adapters.sql.tables.documents import ROOM, ROOM_SNAPSHOT, ROOM_SNAPSHOT_PART
from relay_server.domain.rooms import Snapshot

_PART = ROOM_SNAPSHOT_PART.c
_WHOLE = ROOM_SNAPSHOT.c


class SqlSnapshots:
    """Implements SnapshotRepository."""

    __slots__ = ("_connection",)

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def begin(self, number: int, snapshot: Snapshot, workspace: str, now_ms: int) -> int:
        """Return how many bytes of a snapshot are stored; notes it if it is new."""
        values = {
            "room": number,
            "hash": snapshot.hash,
            "upto": snapshot.upto,
            "total": snapshot.total,
            "begun_ms": now_ms,
        }
        if insert_if_absent(self._connection, ROOM_SNAPSHOT, values):
            SqlUsage(self._connection).add(workspace, snapshot.total)
            return 0
        return self._stored(number, snapshot.hash)

    def add_part(self, number: int, digest: bytes, offset: int, data: bytes) -> None:
        """Store the next part."""
        values = {"room": number, "hash": digest, "start": offset, "data": data}
        self._connection.execute(insert(ROOM_SNAPSHOT_PART).values(**values))

    def complete(self, number: int, digest: bytes, now_ms: int) -> None:
        """Note that the snapshot is whole and good."""
        where = (_WHOLE.room == number, _WHOLE.hash == digest, _WHOLE.complete_ms.is_(None))
        self._connection.execute(update(ROOM_SNAPSHOT).where(*where).values(complete_ms=now_ms))

    def discard(self, number: int, digest: bytes) -> None:
        """Remove what is stored of a snapshot."""
        statement = select(_WHOLE.total, ROOM.c.workspace).join(ROOM, ROOM.c.number == _WHOLE.room)
        row = self._connection.execute(statement.where(_WHOLE.room == number, _WHOLE.hash == digest)).one_or_none()
        if row is None:
            return
        SqlUsage(self._connection).add(row.workspace, -row.total)
        self._connection.execute(delete(ROOM_SNAPSHOT_PART).where(_PART.room == number, _PART.hash == digest))
        self._connection.execute(delete(ROOM_SNAPSHOT).where(_WHOLE.room == number, _WHOLE.hash == digest))

    def parts(self, number: int, digest: bytes, offset: int, count: int) -> list[tuple[int, bytes]]:
        """Return the next parts from an offset on."""
        where = (_PART.room == number, _PART.hash == digest, _PART.start >= offset)
        statement = select(_PART.start, _PART.data).where(*where).order_by(_PART.start).limit(count)
        return [(row.start, row.data) for row in self._connection.execute(statement)]

    def prune_unfinished(self, before_ms: int) -> int:
        """Remove uploads that began before a time and were never finished."""
        stale = and_(_WHOLE.complete_ms.is_(None), _WHOLE.begun_ms < before_ms)
        found = list(self._connection.execute(select(_WHOLE.room, _WHOLE.hash).where(stale)))
        for row in found:
            self.discard(row.room, row.hash)
        return len(found)

    def _stored(self, number: int, digest: bytes) -> int:
        size = select(func.coalesce(func.sum(func.length(_PART.data)), 0))
        return int(self._connection.execute(size.where(_PART.room == number, _PART.hash == digest)).scalar_one())
