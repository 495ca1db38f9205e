"""Logs of sealed envelopes in PostgreSQL, where what costs is a statement, not a page: each takes a whole commit as arrays."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from relay_server.adapters.sql.repositories.rooms import SqlRooms
from relay_server.adapters.sql.server_wire import Statement, ask, byteas, int8s, number, texts
from relay_server.domain.log_row import rows_of
from relay_server.domain.rooms import ChainHead, ChainName, HeldRoom, LoggedEnvelope, RoomCommit

# Always in the order of their numbers, so that no two processes wait for each other; not against those who only refer to a room,
# as an upload of a snapshot does.
_HOLD = Statement(
    b"relay_hold_rooms", b"SELECT 1 FROM room WHERE number = ANY($1::bigint[]) ORDER BY number FOR NO KEY UPDATE"
)
# A statement of its own: only what begins after the rows are held sees what was stored before.
_LAST = Statement(
    b"relay_last_numbers",
    b"""
SELECT number, COALESCE((SELECT max(last) FROM room_row WHERE room_row.room = wanted.number), 0)
FROM unnest($1::bigint[]) AS wanted (number)
""",
)
_HEADS = Statement(
    b"relay_chain_heads",
    b"""
SELECT room, device, writer, counter, log_seq, hash
FROM unnest($1::bigint[], $2::bytea[], $3::bytea[]) AS wanted (room, device, writer)
JOIN room_chain USING (room, device, writer)
""",
)
# A statement may touch a row once, so that of each chain the last one alone advances its head.
_COMMIT = Statement(
    b"relay_commit_rooms",
    b"""
WITH stored AS (
    INSERT INTO room_row (room, last, items)
    SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::bytea[])
), placed AS (
    SELECT * FROM unnest($4::bigint[], $5::bytea[], $6::bytea[], $7::bigint[], $8::bigint[], $9::bigint[], $10::bytea[])
    AS new (room, device, writer, counter, seq, log_seq, hash)
), indexed AS (
    INSERT INTO room_envelope (room, device, writer, counter, seq, hash)
    SELECT room, device, writer, counter, seq, hash FROM placed
), advanced AS (
    INSERT INTO room_chain (room, device, writer, counter, log_seq, hash)
    SELECT DISTINCT ON (room, device, writer) room, device, writer, counter, log_seq, hash
    FROM placed ORDER BY room, device, writer, counter DESC
    ON CONFLICT (room, device, writer)
    DO UPDATE SET counter = excluded.counter, log_seq = excluded.log_seq, hash = excluded.hash
)
INSERT INTO workspace_usage (workspace, bytes)
SELECT * FROM unnest($11::text[], $12::bigint[])
ON CONFLICT (workspace) DO UPDATE SET bytes = workspace_usage.bytes + excluded.bytes
RETURNING workspace, bytes
""",
)


class ServerRooms(SqlRooms):
    """Implements RoomRepository."""

    __slots__ = ()

    def hold(self, wanted: Mapping[int, Collection[ChainName]]) -> dict[int, HeldRoom]:
        """Return how far rooms have come, and some chains of each; nobody else adds to them until the transaction ends."""
        rooms = int8s(list(wanted))
        ask(self._connection, _HOLD, rooms)
        found = {number(room): HeldRoom(number(last), {}) for room, last in ask(self._connection, _LAST, rooms)}
        chains = [(room, *chain) for room in wanted for chain in wanted[room]]
        if not chains:
            return found
        numbers, devices, writers = zip(*chains, strict=True)
        heads = ask(self._connection, _HEADS, int8s(numbers), byteas(devices), byteas(writers))
        for room, device, writer, counter, log_seq, digest in heads:
            found[number(room)].heads[device, writer] = ChainHead(number(counter), number(log_seq), digest)
        return found

    def commit(self, commits: Sequence[RoomCommit]) -> dict[str, int]:
        """Add to logs, indexes, heads of chains and the storage counted for workspaces; returns what those hold now."""
        sizes: dict[str, int] = {}
        for one in commits:
            sizes[one.workspace] = sizes.get(one.workspace, 0) + one.size
        counted = ask(
            self._connection,
            _COMMIT,
            *_rows(commits),
            *_places([(commit.room, one) for commit in commits for one in commit.envelopes]),
            # Always in the same order, as above.
            texts(sorted(sizes)),
            int8s([sizes[name] for name in sorted(sizes)]),
        )
        return {name.decode(): number(size) for name, size in counted}

    def put_in_order(self) -> None:
        """Do nothing: everything is stored where it belongs."""


def _rows(commits: Sequence[RoomCommit]) -> tuple[bytes, bytes, bytes]:
    rows = [(one.room, last, items) for one in commits for last, items in rows_of(one.envelopes)]
    return int8s([row[0] for row in rows]), int8s([row[1] for row in rows]), byteas([row[2] for row in rows])


def _places(envelopes: Sequence[tuple[int, LoggedEnvelope]]) -> tuple[bytes, ...]:
    placed = [
        (room, *one.chain, one.head.counter, one.seq, one.head.log_seq, one.head.hash)
        for room, one in envelopes
        if one.chain is not None and one.head is not None
    ]
    rooms, devices, writers, counters, seqs, log_seqs, hashes = zip(*placed, strict=True) if placed else [()] * 7
    return (
        int8s(rooms),
        byteas(devices),
        byteas(writers),
        int8s(counters),
        int8s(seqs),
        int8s(log_seqs),
        byteas(hashes),
    )
