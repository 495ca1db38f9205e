"""What members and load balancers see while PostgreSQL or Redis is away, and that it ends by itself."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from sync.protocol.errors import ErrorCode
from tests.support.foreign_server import ForeignServer
from tests.support.postgresql import PostgresServer
from tests.support.redis_server import redis_url
from tests.support.relay import Running
from tests.support.relay_office import open_office
from tests.support.relay_pair import open_pair


def until(holds: Callable[[], bool], seconds: float = 120.0) -> None:
    """Wait until something holds."""
    pause, end = threading.Event(), time.perf_counter() + seconds
    while not holds():
        assert time.perf_counter() < end
        pause.wait(0.05)


def ready(relay: Running) -> tuple[int, str]:
    """Return what a load balancer hears."""
    answer = relay.client.get("/readyz")
    return answer.status_code, answer.text


def test_without_the_database_nothing_is_acknowledged_and_it_goes_on_by_itself(
    tmp_path: Path, postgresql: PostgresServer, postgresql_template: str, redis_server: ForeignServer
) -> None:
    with (
        postgresql.database(postgresql_template) as url,
        open_pair(tmp_path, "edith", "vera", database_url=url, redis_url=redis_url(redis_server)) as pair,
        pair.office.on("edith") as edith,
        pair.there("vera") as vera,
    ):
        office, writer = pair.office, pair.office.writer("edith")
        edith.join(office.workspace, office.diagram)
        vera.join(office.workspace, office.diagram)
        assert edith.store(office.diagram, writer.some(2)) == [1, 2]
        postgresql.server.stop()
        refused = writer.next()
        edith.append(office.diagram, refused)
        assert edith.refused() is ErrorCode.STORAGE
        assert ready(pair.second)[0] == 503
        assert "aio_relay_storage_up 0.0" in office.relay.client.get("/metrics").text
        postgresql.server.start()
        assert edith.store(office.diagram, [refused]) == [3]
        assert [one.seq for one in vera.stored(3)] == [1, 2, 3]
        until(lambda: ready(pair.second) == (200, "ready\n"))


def test_without_redis_others_hear_within_a_second_and_nothing_is_lost(
    tmp_path: Path, postgresql: PostgresServer, postgresql_template: str, redis_server: ForeignServer
) -> None:
    with (
        postgresql.database(postgresql_template) as url,
        open_pair(tmp_path, "edith", "vera", database_url=url, redis_url=redis_url(redis_server)) as pair,
        pair.office.on("edith") as edith,
        pair.there("vera") as vera,
    ):
        office = pair.office
        edith.join(office.workspace, office.diagram)
        vera.join(office.workspace, office.diagram)
        redis_server.kill()
        try:
            until(lambda: "not connected" in ready(pair.second)[1])
            assert edith.store(office.diagram, office.writer("edith").some(5)) == [1, 2, 3, 4, 5]
            assert len(vera.stored(5)) == 5
            office.team.do(office.people["olive"], office.team.remove_body(office.people["vera"]))
            start = time.perf_counter()
            assert vera.close_code() == 4403
            assert time.perf_counter() - start < 1.5
        finally:
            redis_server.start()
        until(lambda: ready(pair.second) == (200, "ready\n"))


@pytest.mark.timeout(240)
def test_without_the_replica_lists_come_from_the_database(
    tmp_path: Path, postgresql: PostgresServer, postgresql_template: str, postgresql_replica: PostgresServer
) -> None:
    name = postgresql.create(postgresql_template)
    urls = {"database_url": postgresql.url(name), "replica_url": postgresql_replica.url(name)}
    with open_office(tmp_path, "edith", **urls) as office:
        token, relay = office.people["edith"].tokens.access_token, office.relay

        def metrics() -> str:
            return relay.client.get("/metrics").text

        def diagrams() -> int:
            answer = relay.call("GET", f"/workspaces/{office.workspace}/diagrams", token)
            assert answer.status_code == 200, answer.text
            return len(answer.json()["diagrams"])

        # Late in a run of all tests it has many databases of theirs to copy first.
        until(lambda: "aio_relay_replica_up 1.0" in metrics())
        assert "replica" not in ready(relay)[1]
        office.team.diagram("another")
        assert diagrams() == 2
        postgresql_replica.server.kill()
        try:
            office.team.diagram("a third")
            assert diagrams() == 3
            until(lambda: "aio_relay_replica_up 0.0" in metrics())
            status, said = ready(relay)
            assert status == 200
            assert "the read replica is away" in said
        finally:
            postgresql_replica.server.start()
        until(lambda: "replica" not in ready(relay)[1])
        assert diagrams() == 3
    postgresql.drop(name)
