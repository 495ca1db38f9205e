"""Logs of sealed envelopes in PostgreSQL, where what costs is a statement, not a page: each takes a whole commit as arrays."""

from __future__ import annotations

from collections.abc import Sequence

from relay_server.adapters.sql.repositories.rooms import SqlRooms
from relay_server.adapters.sql.repositories.usage import SqlUsage
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


class ServerRooms(SqlRooms):
    """Implements RoomRepository."""

    __slots__ = ()

    def commit(self, commits: Sequence[RoomCommit]) -> dict[str, int]:
        """Add to logs, indexes, heads of chains and the storage counted for workspaces; returns what those hold now."""
        rows = [(one.room, last, items) for one in commits for last, items in one.rows]
        self._send(_ADD_ROWS, ("room", "last", "items"), rows)
        placed = [(one.room, *place.chain, place) for one in commits for place in one.envelopes]
        if placed:
            index = [
                (room, device, writer, place.counter, place.seq, place.hash) for room, device, writer, place in placed
            ]
            self._send(_ADD_ENVELOPES, ("room", "device", "writer", "counter", "seq", "hash"), index)
            # A statement may touch a row once.
            last = {(room, device, writer): place for room, device, writer, place in placed}
            heads = [(*chain, place.counter, place.log_seq, place.hash) for chain, place in last.items()]
            self._send(_ADVANCE, ("room", "device", "writer", "counter", "log_seq", "hash"), heads)
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
