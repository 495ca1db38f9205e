"""Logs of sealed envelopes in PostgreSQL, where what costs is a statement, not a page: each takes a whole commit as arrays."""

from __future__ import annotations

from collections.abc import Sequence

from relay_server.adapters.sql.repositories.rooms import SqlRooms
from relay_server.adapters.sql.repositories.usage import SqlUsage
from relay_server.domain.log_row import rows_of
from relay_server.domain.rooms import RoomCommit

_ADD_ROWS = """
INSERT INTO room_row (room, last, items)
SELECT * FROM unnest(%(room)s::bigint[], %(last)s::bigint[], %(items)s::bytea[])
"""
_ADD_ENVELOPES = """
INSERT INTO room_envelope (room, device, writer, counter, seq, hash)
SELECT * FROM unnest(
    %(room)s::bigint[], %(device)s::bytea[], %(writer)s::bytea[], %(counter)s::bigint[], %(seq)s::bigint[], %(hash)s::bytea[]
)
"""
_ADVANCE = """
INSERT INTO room_chain (room, device, writer, counter, log_seq, hash)
SELECT * FROM unnest(
    %(room)s::bigint[], %(device)s::bytea[], %(writer)s::bytea[], %(counter)s::bigint[], %(log_seq)s::bigint[], %(hash)s::bytea[]
)
ON CONFLICT (room, device, writer)
DO UPDATE SET counter = excluded.counter, log_seq = excluded.log_seq, hash = excluded.hash
"""
_INDEXED = ("room", "device", "writer", "counter", "seq", "log_seq", "hash")


class ServerRooms(SqlRooms):
    """Implements RoomRepository."""

    __slots__ = ()

    def commit(self, commits: Sequence[RoomCommit]) -> dict[str, int]:
        """Add to logs, indexes, heads of chains and the storage counted for workspaces; returns what those hold now."""
        rows = [(one.room, last, items) for one in commits for last, items in rows_of(one.envelopes)]
        self._send(_ADD_ROWS, ("room", "last", "items"), rows)
        placed = [
            (commit.room, *one.chain, one.head.counter, one.seq, one.head.log_seq, one.head.hash)
            for commit in commits
            for one in commit.envelopes
            if one.chain is not None and one.head is not None
        ]
        if placed:
            self._send(_ADD_ENVELOPES, _INDEXED, placed)
            # A statement may touch a row once.
            self._send(_ADVANCE, _INDEXED, list({place[:3]: place for place in placed}.values()))
        usage = SqlUsage(self._connection)
        return {
            workspace: usage.add(workspace, sum(one.size for one in commits if one.workspace == workspace))
            for workspace in sorted({one.workspace for one in commits})
        }

    def put_in_order(self) -> None:
        """Do nothing: everything is stored where it belongs."""

    def _send(self, statement: str, names: Sequence[str], rows: Sequence[tuple[object, ...]]) -> None:
        columns = dict(zip(names, map(list, zip(*rows, strict=True)), strict=True))
        self._connection.exec_driver_sql(statement, columns)
