from __future__ import annotations

from relay_server.adapters.sql.repositories.server_rooms import ServerRooms
from relay_server.domain.rooms import RoomKey
from tests.support.logged import CHAIN, KEY, OTHER, commit, logged
from tests.support.postgresql import PostgresServer
from tests.support.relay_databases import server_transactions


def test_a_commit_has_several_rooms_and_envelopes(postgresql: PostgresServer, postgresql_template: str) -> None:
    with postgresql.database(postgresql_template) as url, server_transactions(url) as transactions:
        with transactions.write() as unit:
            assert isinstance(unit.rooms, ServerRooms)
            here, there = unit.rooms.create(KEY, 5), unit.rooms.create(RoomKey(KEY.workspace, "c" * 32), 5)
            first = logged(CHAIN, 1, 1)
            unit.rooms.commit(
                [
                    commit(here, logged(CHAIN, 1, 1), logged(CHAIN, 2, 2), logged(OTHER, 1, 3)),
                    commit(there, first),
                ]
            )
        with transactions.read() as unit:
            assert unit.rooms.last_numbers([here, there]) == {here: 3, there: 1}
            assert unit.rooms.load(here).chains[CHAIN] == logged(CHAIN, 2, 2).head
            assert unit.rooms.locate(there, {(CHAIN, 1)}) == {(CHAIN, 1): (1, first.head.hash)}
            assert unit.rooms.put_in_order() is None
