"""Sealed snapshots, stored part by part."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, and_, delete, func, insert, select, update

from relay_server.adapters.sql.repositories.usage import SqlUsage
from relay_server.adapters.sql.statements import held, insert_if_absent
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
        here = select(_WHOLE.hash).where(_WHOLE.room == number, _WHOLE.hash == snapshot.hash)
        # Parts that two bring at once go in one after the other.
        self._connection.execute(held(self._connection, here))
        return self._stored(number, snapshot.hash)

    def newest(self, numbers: Collection[int]) -> dict[int, Snapshot]:
        """Return the newest complete snapshot of rooms."""
        whole = _WHOLE.complete_ms.is_not(None)
        last = select(_WHOLE.room, func.max(_WHOLE.upto).label("upto")).where(whole, _WHOLE.room.in_(list(numbers)))
        found = last.group_by(_WHOLE.room).subquery()
        statement = select(_WHOLE.room, _WHOLE.hash, _WHOLE.upto, _WHOLE.total).where(whole)
        statement = statement.join(found, and_(found.c.room == _WHOLE.room, found.c.upto == _WHOLE.upto))
        rows = self._connection.execute(statement.order_by(_WHOLE.complete_ms, _WHOLE.hash))
        return {row.room: Snapshot(row.hash, row.upto, row.total) for row in rows}

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
        statement = select(_WHOLE.room, _WHOLE.hash).join(ROOM, ROOM.c.number == _WHOLE.room).where(stale)
        # In the order in which commits hold what they count.
        found = list(self._connection.execute(statement.order_by(ROOM.c.workspace, _WHOLE.room)))
        for row in found:
            self.discard(row.room, row.hash)
        return len(found)

    def _stored(self, number: int, digest: bytes) -> int:
        size = select(func.coalesce(func.sum(func.length(_PART.data)), 0))
        return int(self._connection.execute(size.where(_PART.room == number, _PART.hash == digest)).scalar_one())
