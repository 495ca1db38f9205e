"""Logs of sealed envelopes in the embedded database, whose every changed page costs: it is encrypted, hashed and synced.

A commit of many rooms would change a page of each room's log, of each chain's index and of the heads of chains. Therefore it only
adds one row to ``log_tail``: two or three pages. Every second or so ``put_in_order`` moves what is there to where it belongs, page
by page, and with one entry of the index for all that a chain got in a row of the log. Whoever reads looks at both.

Statements are text here: building and binding them would take longer than running them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from relay_server.adapters.sql.repositories.log_tail import records_of, room_bytes, tail_row
from relay_server.adapters.sql.repositories.rooms import SqlRooms
from relay_server.adapters.sql.statements import driver_of
from relay_server.domain.log_row import ends_of, merged, places_of
from relay_server.domain.rooms import ChainHead, ChainName, ChainPlace, HeldRoom, RoomCommit, RoomKey, StoredRoom
from sync.protocol.membership.state import ChainKey

_ADD = "INSERT INTO log_tail (rooms, records) VALUES (?, ?)"
_COUNT = (
    "INSERT INTO workspace_usage (workspace, bytes) VALUES (?, ?)"
    " ON CONFLICT (workspace) DO UPDATE SET bytes = bytes + excluded.bytes RETURNING bytes"
)
_TAIL = "SELECT records FROM log_tail ORDER BY number"
_TAIL_OF = "SELECT records FROM log_tail WHERE instr(rooms, ?) ORDER BY number"
_ADD_ROW = "INSERT INTO room_row (room, last, items) VALUES (?, ?, ?)"
# Both take room, device, writer, counter, number, operation of the log and hash.
_ADD_RUN = "INSERT INTO room_envelope (room, device, writer, counter, seq, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?7)"
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
        driver.execute(_ADD, tail_row(commits))
        sizes: dict[str, int] = {}
        for one in commits:
            sizes[one.workspace] = sizes.get(one.workspace, 0) + one.size
        return {name: driver.execute(_COUNT, (name, size)).fetchone()[0] for name, size in sizes.items()}

    def put_in_order(self) -> None:
        """Move the tail to the logs, indexes and heads of chains."""
        driver = driver_of(self._connection)
        rooms: dict[int, list[tuple[int, bytes]]] = {}
        for (records,) in driver.execute(_TAIL):
            for room, last, items in records_of(records):
                rooms.setdefault(room, []).append((last, items))
        if not rooms:
            return
        rows = [(room, *row) for room in sorted(rooms) for row in merged(rooms[room])]
        driver.executemany(_ADD_ROW, rows)
        # In the order of their keys, room, device, writer and counter, so that a page is visited once.
        runs = sorted(
            (room, *chain, head.counter, seq, head.log_seq, head.hash)
            for room, _, items in rows
            for chain, seq, head in ends_of((items,))
        )
        driver.executemany(_ADD_RUN, runs)
        driver.executemany(_ADVANCE, list({run[:3]: run for run in runs}.values()))
        driver.execute("DELETE FROM log_tail")

    def load(self, number: int) -> StoredRoom:
        """Return how far a room has come."""
        stored = super().load(number)
        tail = self._tail(number)
        head = max([stored.head, *(last for last, _ in tail)])
        return StoredRoom(number, head, stored.chains | _heads(tail), stored.snapshot)

    def hold(self, wanted: Mapping[int, Collection[ChainName]]) -> dict[int, HeldRoom]:
        """Return how far rooms and chains have come; there is only one writer anyway."""
        stored = {number: self.load(number) for number in wanted}
        return {
            number: HeldRoom(room.head, {chain: room.chains[chain] for chain in wanted[number] if chain in room.chains})
            for number, room in stored.items()
        }

    def last_numbers(self, numbers: Collection[int]) -> dict[int, int]:
        """Return the last number of rooms."""
        return super().last_numbers(numbers) | {room: last for room, last, _ in self._whole_tail() if room in numbers}

    def read(self, number: int, since: int, at_least: int) -> list[tuple[int, bytes]]:
        """Return rows whose last number is above ``since``, until they have that many bytes."""
        rows = super().read(number, since, at_least)
        size = sum(len(items) for _, items in rows)
        if size >= at_least:
            return rows
        for last, items in merged(row for row in self._tail(number) if row[0] > since):
            rows.append((last, items))
            size += len(items)
            if size >= at_least:
                break
        return rows

    def locate(self, number: int, wanted: Collection[ChainPlace]) -> dict[ChainPlace, tuple[int, bytes]]:
        """Return number and 16 bytes of the hash of those envelopes that are there."""
        found = super().locate(number, wanted)
        if len(found) < len(wanted):
            found |= places_of((items for _, items in self._tail(number)), set(wanted))
        return found

    def chains_of(self, workspace: str, devices: Collection[str]) -> dict[ChainKey, int]:
        """Return the last acknowledged counter of every chain of some devices."""
        found = super().chains_of(workspace, devices)
        tail: dict[int, list[bytes]] = {}
        for room, _, items in self._whole_tail():
            tail.setdefault(room, []).append(items)
        for number, document in self._run("SELECT number, document FROM room WHERE workspace = ?", (workspace,)):
            for chain, _, head in ends_of(tail.get(number, ())):
                device = chain[0].hex()
                if device in devices:
                    found[document, device, chain[1].hex()] = head.counter
        return found

    def delete_workspace(self, workspace: str) -> None:
        """Remove everything that a workspace holds: what lies among that of others is put in its own place before."""
        self.put_in_order()
        super().delete_workspace(workspace)

    def chain_heads(self, key: RoomKey) -> dict[ChainName, int]:
        """Return the last acknowledged counter of every chain."""
        number = self.find(key)
        fresh = {} if number is None else _heads(self._tail(number))
        return super().chain_heads(key) | {chain: head.counter for chain, head in fresh.items()}

    def _tail(self, number: int) -> list[tuple[int, bytes]]:
        """Return last number and items of what the tail has of a room."""
        rows = self._run(_TAIL_OF, (room_bytes(number),))
        return [(last, items) for (data,) in rows for room, last, items in records_of(data) if room == number]

    def _whole_tail(self) -> Iterator[tuple[int, int, bytes]]:
        for (records,) in self._run(_TAIL).all():
            yield from records_of(records)

    def _run(self, text: str, values: Any = None) -> Any:  # noqa: ANN401 - whatever the driver takes and gives.
        return self._connection.exec_driver_sql(text, values)


def _heads(tail: Sequence[tuple[int, bytes]]) -> dict[ChainName, ChainHead]:
    return {end.chain: end.head for end in ends_of(items for _, items in tail)}
