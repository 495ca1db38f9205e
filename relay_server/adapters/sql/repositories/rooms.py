"""Logs of sealed envelopes: what is alike on both databases. How they store a commit is not."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, bindparam, func, select, tuple_
from sqlalchemy import delete as sql_delete

from relay_server.adapters.sql.statements import insert_if_absent
from relay_server.adapters.sql.tables.documents import (
    BLOB,
    BLOB_PART,
    ROOM,
    ROOM_CHAIN,
    ROOM_ENVELOPE,
    ROOM_ROW,
    ROOM_SNAPSHOT,
    WORKSPACE_USAGE,
)
from relay_server.domain.log_row import places_of
from relay_server.domain.rooms import ChainHead, ChainName, ChainPlace, RoomKey, Snapshot, StoredRoom
from sync.protocol.membership.state import ChainKey

_ROWS_AT_ONCE, _LOCATED_AT_ONCE = 32, 200
_RUN_END = (
    select(ROOM_ENVELOPE.c.seq)
    .where(
        ROOM_ENVELOPE.c.room == bindparam("room"),
        ROOM_ENVELOPE.c.device == bindparam("device"),
        ROOM_ENVELOPE.c.writer == bindparam("writer"),
        ROOM_ENVELOPE.c.counter > bindparam("counter"),
    )
    .order_by(ROOM_ENVELOPE.c.counter)
    .limit(1)
)
_ROW_WITH = (
    select(ROOM_ROW.c["items"])
    .where(ROOM_ROW.c.room == bindparam("room"), ROOM_ROW.c.last >= bindparam("seq"))
    .order_by(ROOM_ROW.c.last)
    .limit(1)
)


class SqlRooms:
    """What the implementations of RoomRepository share."""

    __slots__ = ("_connection",)

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def create(self, key: RoomKey, now_ms: int) -> int:
        """Return the number of a room, which is made if it is not there."""
        found = self.find(key)
        if found is not None:
            return found
        values = {"workspace": key.workspace, "document": key.document, "created_ms": now_ms}
        insert_if_absent(self._connection, ROOM, values, keys=("workspace", "document"))
        made = self.find(key)
        assert made is not None  # noqa: S101 - it was inserted in this transaction or before.
        return made

    def find(self, key: RoomKey) -> int | None:
        """Return the number of a room."""
        where = (ROOM.c.workspace == key.workspace, ROOM.c.document == key.document)
        return self._connection.execute(select(ROOM.c.number).where(*where)).scalar_one_or_none()

    def load(self, number: int) -> StoredRoom:
        """Return how far a room has come."""
        last = select(func.max(ROOM_ROW.c.last)).where(ROOM_ROW.c.room == number)
        chains = select(ROOM_CHAIN).where(ROOM_CHAIN.c.room == number)
        return StoredRoom(
            number,
            self._connection.execute(last).scalar_one() or 0,
            {
                (row.device, row.writer): ChainHead(row.counter, row.log_seq, row.hash)
                for row in self._connection.execute(chains)
            },
            self._newest_snapshot(number),
        )

    def last_numbers(self, numbers: Collection[int]) -> dict[int, int]:
        """Return the last number of rooms."""
        # One look into the index for each: grouping would read all entries of these rooms, a few times a second.
        last = select(func.max(ROOM_ROW.c.last)).where(ROOM_ROW.c.room == ROOM.c.number).scalar_subquery()
        rows = self._connection.execute(select(ROOM.c.number, last).where(ROOM.c.number.in_(list(numbers))))
        return {number: seq for number, seq in rows if seq is not None}

    def read(self, number: int, since: int, at_least: int) -> list[tuple[int, bytes]]:
        """Return rows whose last number is above ``since``, until they have that many bytes."""
        found: list[tuple[int, bytes]] = []
        size = 0
        while size < at_least:
            statement = (
                select(ROOM_ROW.c.last, ROOM_ROW.c["items"])
                .where(ROOM_ROW.c.room == number, ROOM_ROW.c.last > since)
                .order_by(ROOM_ROW.c.last)
                .limit(_ROWS_AT_ONCE)
            )
            rows = [(row[0], row[1]) for row in self._connection.execute(statement)]
            for last, items in rows:
                found.append((last, items))
                size += len(items)
                since = last
                if size >= at_least:
                    break
            if len(rows) < _ROWS_AT_ONCE:
                break
        return found

    def locate(self, number: int, wanted: Collection[ChainPlace]) -> dict[ChainPlace, tuple[int, bytes]]:
        """Return number and 16 bytes of the hash of those envelopes that are there."""
        table = ROOM_ENVELOPE.c
        found: dict[ChainPlace, tuple[int, bytes]] = {}
        key = tuple_(table.device, table.writer, table.counter)
        for start in range(0, len(wanted), _LOCATED_AT_ONCE):
            some = [(*chain, counter) for chain, counter in list(wanted)[start : start + _LOCATED_AT_ONCE]]
            for row in self._connection.execute(select(ROOM_ENVELOPE).where(table.room == number, key.in_(some))):
                found[(row.device, row.writer), row.counter] = (row.seq, row.hash)
        # What is not the last one of its run stands in the same row of the log as that.
        inside = {place for place in wanted if place not in found}
        ends = {end for place in inside if (end := self._run_end(number, place)) is not None}
        rows = {self._row_with(number, end) for end in ends}
        return found | places_of(rows, inside)

    def _run_end(self, number: int, place: ChainPlace) -> int | None:
        """Return the number of the last envelope of the run that one is in, if there is such a run."""
        (device, writer), counter = place
        values = {"room": number, "device": device, "writer": writer, "counter": counter}
        return self._connection.execute(_RUN_END, values).scalar_one_or_none()

    def _row_with(self, number: int, seq: int) -> bytes:
        """Return the row of the log that an envelope is in."""
        row: bytes = self._connection.execute(_ROW_WITH, {"room": number, "seq": seq}).scalar_one()
        return row

    def chains_of(self, workspace: str, devices: Collection[str]) -> dict[ChainKey, int]:
        """Return the last acknowledged counter of every chain of some devices."""
        chain, raw = ROOM_CHAIN.c, [bytes.fromhex(device) for device in sorted(devices)]
        statement = select(ROOM.c.document, chain.device, chain.writer, chain.counter)
        statement = statement.join(ROOM, ROOM.c.number == chain.room)
        here = statement.where(ROOM.c.workspace == workspace, chain.device.in_(raw))
        rows = self._connection.execute(here) if raw else ()
        return {(row.document, row.device.hex(), row.writer.hex()): row.counter for row in rows}

    def delete_workspace(self, workspace: str) -> None:
        """Remove everything that a workspace holds."""
        for table in (ROOM, BLOB, BLOB_PART, WORKSPACE_USAGE):
            self._connection.execute(sql_delete(table).where(table.c.workspace == workspace))

    def chain_heads(self, key: RoomKey) -> dict[ChainName, int]:
        """Return the last acknowledged counter of every chain."""
        number = self.find(key)
        if number is None:
            return {}
        statement = select(ROOM_CHAIN.c.device, ROOM_CHAIN.c.writer, ROOM_CHAIN.c.counter)
        rows = self._connection.execute(statement.where(ROOM_CHAIN.c.room == number))
        return {(row.device, row.writer): row.counter for row in rows}

    def _newest_snapshot(self, number: int) -> Snapshot | None:
        table = ROOM_SNAPSHOT.c
        statement = (
            select(table.hash, table.upto, table.total)
            .where(table.room == number, table.complete_ms.is_not(None))
            .order_by(table.upto.desc(), table.complete_ms.desc(), table.hash)
            .limit(1)
        )
        row = self._connection.execute(statement).one_or_none()
        return None if row is None else Snapshot(row.hash, row.upto, row.total)
