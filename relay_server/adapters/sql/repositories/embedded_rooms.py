"""Logs of sealed envelopes in the embedded database, whose every changed page costs: it is encrypted, hashed and synced.

A commit of many rooms would change a page of each room's log, of each chain's index and of the heads of chains. Therefore it only
adds to ``log_tail``, one short row for each room, in the order of commits: two or three pages. Every second or so
``put_in_order`` moves what is there to where it belongs, page by page. Whoever reads looks at both.

Statements are text here: building and binding them would take longer than running them.
"""

from __future__ import annotations

import struct
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import closing
from typing import Any

from relay_server.adapters.sql.repositories.rooms import SqlRooms
from relay_server.adapters.sql.statements import driver_of
from relay_server.domain.log_row import merged
from relay_server.domain.rooms import (
    ChainHead,
    ChainName,
    ChainPlace,
    IndexedEnvelope,
    RoomCommit,
    RoomKey,
    StoredRoom,
)
from sync.protocol.membership.state import ChainKey

_PLACE = struct.Struct(">16s8sQQI16s")
_ADD = "INSERT INTO log_tail (room, last, places, items) VALUES (?, ?, ?, ?)"
_COUNT = (
    "INSERT INTO workspace_usage (workspace, bytes) VALUES (?, ?)"
    " ON CONFLICT (workspace) DO UPDATE SET bytes = bytes + excluded.bytes RETURNING bytes"
)
_ADD_ROW = "INSERT INTO room_row (room, last, items) VALUES (?, ?, ?)"
# Both take a room and what stands in ``_PLACE``.
_ADD_ENVELOPE = "INSERT INTO room_envelope (room, device, writer, counter, seq, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?7)"
_ADVANCE = (
    "INSERT INTO room_chain (room, device, writer, counter, log_seq, hash) VALUES (?1, ?2, ?3, ?4, ?6, ?7)"
    " ON CONFLICT (room, device, writer)"
    " DO UPDATE SET counter = excluded.counter, log_seq = excluded.log_seq, hash = excluded.hash"
)


class EmbeddedRooms(SqlRooms):
    """Implements RoomRepository."""

    __slots__ = ()

    def commit(self, commits: Sequence[RoomCommit]) -> dict[str, int]:
        """Add to the tail and to the storage counted for workspaces; returns what those hold now."""
        driver = driver_of(self._connection)
        driver.executemany(_ADD, [row for one in commits for row in _tail_rows(one)])
        sizes: dict[str, int] = {}
        for one in commits:
            sizes[one.workspace] = sizes.get(one.workspace, 0) + one.size
        return {name: driver.execute(_COUNT, (name, size)).fetchone()[0] for name, size in sizes.items()}

    def put_in_order(self) -> None:
        """Move the tail to the logs, indexes and heads of chains."""
        driver = driver_of(self._connection)
        tail = driver.execute("SELECT room, last, places, items FROM log_tail ORDER BY room, number").fetchall()
        if not tail:
            return
        rooms: dict[int, list[tuple[int, bytes]]] = {}
        placed: list[tuple[Any, ...]] = []
        for room, last, places, items in tail:
            rooms.setdefault(room, []).append((last, items))
            placed += [(room, *place) for place in _PLACE.iter_unpack(places)]
        driver.executemany(_ADD_ROW, [(room, *row) for room, rows in rooms.items() for row in merged(rows)])
        # In the order of their keys, room, device, writer and counter, so that a page is visited once.
        placed.sort()
        driver.executemany(_ADD_ENVELOPE, placed)
        heads = {place[:3]: place for place in placed}
        driver.executemany(_ADVANCE, list(heads.values()))
        driver.execute("DELETE FROM log_tail")

    def load(self, number: int) -> StoredRoom:
        """Return how far a room has come."""
        stored = super().load(number)
        last = self._run("SELECT max(last) FROM log_tail WHERE room = ?", (number,)).scalar_one()
        chains = stored.chains | _heads(self._places(number))
        return StoredRoom(number, max(stored.head, last or 0), chains, stored.snapshot)

    def hold(self, number: int) -> int:
        """Return the last number of a room; there is only one writer anyway."""
        return max(super().hold(number), self.last_numbers((number,)).get(number, 0))

    def heads_of(self, number: int, chains: Collection[ChainName]) -> dict[ChainName, ChainHead]:
        """Return how far some chains have come."""
        fresh = _heads(self._places(number))
        return super().heads_of(number, chains) | {chain: fresh[chain] for chain in chains if chain in fresh}

    def last_numbers(self, numbers: Collection[int]) -> dict[int, int]:
        """Return the last number of rooms."""
        tail = self._run("SELECT room, max(last) FROM log_tail GROUP BY room").all()
        return super().last_numbers(numbers) | {room: last for room, last in tail if room in numbers}

    def read(self, number: int, since: int, at_least: int) -> list[tuple[int, bytes]]:
        """Return rows whose last number is above ``since``, until they have that many bytes."""
        rows = super().read(number, since, at_least)
        size = sum(len(items) for _, items in rows)
        if size >= at_least:
            return rows
        text = "SELECT last, items FROM log_tail WHERE room = ? AND last > ? ORDER BY number"
        with closing(self._run(text, (number, since))) as tail:
            for last, items in tail:
                rows.append((last, items))
                size += len(items)
                if size >= at_least:
                    break
        return rows

    def locate(self, number: int, wanted: Collection[ChainPlace]) -> dict[ChainPlace, tuple[int, bytes]]:
        """Return number and 16 bytes of the hash of those envelopes that are there."""
        found = super().locate(number, wanted)
        if len(found) < len(wanted):
            fresh = {(one.chain, one.counter): (one.seq, one.hash) for one in self._places(number)}
            found |= {place: fresh[place] for place in wanted if place in fresh}
        return found

    def chains_of(self, workspace: str, devices: Collection[str]) -> dict[ChainKey, int]:
        """Return the last acknowledged counter of every chain of some devices."""
        found = super().chains_of(workspace, devices)
        text = (
            "SELECT document, places FROM log_tail JOIN room ON room.number = log_tail.room"
            " WHERE workspace = ? ORDER BY log_tail.number"
        )
        for document, places in self._run(text, (workspace,)):
            for one in _unpacked(places):
                device = one.chain[0].hex()
                if device in devices:
                    found[document, device, one.chain[1].hex()] = one.counter
        return found

    def chain_heads(self, key: RoomKey) -> dict[ChainName, int]:
        """Return the last acknowledged counter of every chain."""
        number = self.find(key)
        fresh = {} if number is None else _heads(self._places(number))
        return super().chain_heads(key) | {chain: head.counter for chain, head in fresh.items()}

    def _places(self, number: int) -> Iterator[IndexedEnvelope]:
        for (places,) in self._run("SELECT places FROM log_tail WHERE room = ? ORDER BY number", (number,)):
            yield from _unpacked(places)

    def _run(self, text: str, values: Any = None) -> Any:  # noqa: ANN401 - whatever the driver takes and gives.
        return self._connection.exec_driver_sql(text, values)


def _tail_rows(commit: RoomCommit) -> Iterator[tuple[int, int, bytes, bytes]]:
    """Split a commit into rows; its envelopes' places stand in the last one."""
    *others, (last, items) = commit.rows
    for before, more in others:
        yield commit.room, before, b"", more
    places = [_PLACE.pack(*one.chain, one.counter, one.seq, one.log_seq, one.hash) for one in commit.envelopes]
    yield commit.room, last, b"".join(places), items


def _unpacked(places: bytes) -> Iterator[IndexedEnvelope]:
    for device, writer, counter, seq, log_seq, digest in _PLACE.iter_unpack(places):
        yield IndexedEnvelope((device, writer), counter, seq, log_seq, digest)


def _heads(places: Iterable[IndexedEnvelope]) -> dict[ChainName, ChainHead]:
    return {one.chain: ChainHead(one.counter, one.log_seq, one.hash) for one in places}
