from __future__ import annotations

import threading

import pytest

from relay_server.adapters import serving_presence as presence
from relay_server.adapters.serving_presence import nobody_serving
from relay_server.errors import OperationError
from tests.support.postgresql import PostgresServer
from tests.support.relay_databases import server_engine


def test_servers_share_it_and_a_move_waits_for_all(postgresql: PostgresServer) -> None:
    with postgresql.database() as url, server_engine(url) as one, server_engine(url) as two:
        with (
            presence.serving_presence(one),
            presence.serving_presence(two),
            pytest.raises(OperationError, match="stop every process"),
            nobody_serving(two),
        ):
            pass
        with (
            nobody_serving(one),
            pytest.raises(OperationError, match="being moved"),
            presence.serving_presence(two),
        ):
            pass
        with presence.serving_presence(two):
            pass


def test_it_is_taken_again_after_the_database_restarted(
    postgresql: PostgresServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(presence, "_LOOK_S", 0.05)
    with (
        postgresql.database() as url,
        server_engine(url) as one,
        server_engine(url) as two,
        presence.serving_presence(one),
    ):
        postgresql.server.stop()
        postgresql.server.start()
        pause = threading.Event()
        for _ in range(200):
            try:
                with nobody_serving(two):
                    pass
            except OperationError:
                return
            pause.wait(0.05)
    pytest.fail("nobody noticed that the lock was gone")
