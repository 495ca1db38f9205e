"""Two relays behind one address: rights, sessions, order, retries, presence and limits are those of one."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from relay_server.errors import RateLimited
from relay_server.ports.rate_limiter import Limit
from sync.protocol.errors import ErrorCode
from sync.protocol.frames import Ephemeral, EphemeralItem, Notice, NoticeCode, Signal
from tests.support.foreign_server import ForeignServer
from tests.support.postgresql import PostgresServer
from tests.support.redis_server import redis_url
from tests.support.relay import NO_LIMITS
from tests.support.relay_pair import Pair, open_pair
from tests.support.socket_device import SocketDevice

SOON_S = 1.0


@pytest.fixture
def pair(
    tmp_path: Path, postgresql: PostgresServer, postgresql_template: str, redis_server: ForeignServer
) -> Iterator[Pair]:
    rates = NO_LIMITS.model_copy(update={"login_total": "3 per minute"})
    with (
        postgresql.database(postgresql_template) as url,
        open_pair(tmp_path, database_url=url, redis_url=redis_url(redis_server), rates=rates) as opened,
    ):
        yield opened


def test_what_one_process_stores_the_others_people_get(pair: Pair) -> None:
    office = pair.office
    with office.on("edith") as edith, pair.there("vera") as vera, pair.there("adam") as adam:
        edith.join(office.workspace, office.diagram)
        vera.join(office.workspace, office.diagram)
        adam.join(office.workspace, office.diagram)
        envelopes = office.writer("edith").some(20)
        assert edith.store(office.diagram, envelopes) == list(range(1, 21))
        assert [(one.seq, one.envelope) for one in vera.stored(20)] == list(enumerate(envelopes, 1))
        more = office.writer("adam", writer="1e" * 8).some(5)
        assert adam.store(office.diagram, more) == list(range(21, 26))
        assert [one.envelope for one in edith.stored(5)] == more


def test_many_writers_at_both_have_one_order_everywhere(pair: Pair) -> None:
    """RLY-110."""
    office, count = pair.office, 40
    sockets = [office.on, pair.there]
    seen: dict[int, list[tuple[int, bytes]]] = {}

    def write(place: int, device: SocketDevice, name: str) -> None:
        writer = office.writer(name, writer=f"{place:016x}")
        for _ in range(count // 10):
            device.store(office.diagram, writer.some(10))

    def watch(place: int, device: SocketDevice) -> None:
        seen[place] = [(item.seq, item.envelope) for item in device.stored(4 * count)]

    with (
        sockets[0]("edith") as a, sockets[1]("edith") as b, sockets[0]("adam") as c, sockets[1]("adam") as d,
        sockets[0]("vera") as here, sockets[1]("vera") as there,
    ):  # fmt: skip
        writers = [(a, "edith"), (b, "edith"), (c, "adam"), (d, "adam")]
        for device in (a, b, c, d, here, there):
            device.join(office.workspace, office.diagram)
        threads = [threading.Thread(target=write, args=(n, *one), daemon=True) for n, one in enumerate(writers, 1)]
        threads += [threading.Thread(target=watch, args=(n, one), daemon=True) for n, one in enumerate((here, there))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
    assert seen[0] == seen[1]
    assert [seq for seq, _ in seen[0]] == list(range(1, 4 * count + 1))


def test_a_retry_at_the_other_process_is_answered_with_the_same_number(pair: Pair) -> None:
    """RLY-33, RLY-110."""
    office = pair.office
    writer = office.writer("edith")
    envelopes = writer.some(30)
    with office.on("edith") as edith, pair.there("vera") as vera:
        vera.join(office.workspace, office.diagram)
        edith.join(office.workspace, office.diagram)
        first = edith.store(office.diagram, envelopes)
        with pair.there("edith") as again:
            again.join(office.workspace, office.diagram)
            assert again.store(office.diagram, envelopes) == first
            assert again.store(office.diagram, writer.some(1)) == [31]
        assert [one.envelope for one in vera.stored(31)] == writer.made


def test_a_fork_at_the_other_process_is_refused(pair: Pair) -> None:
    office = pair.office
    one, other = office.writer("edith"), office.writer("edith")
    with office.on("edith") as here, pair.there("edith") as there:
        here.join(office.workspace, office.diagram)
        there.join(office.workspace, office.diagram)
        here.store(office.diagram, one.some(3))
        there.append(office.diagram, other.next(size=61))
        assert there.refused() is ErrorCode.COUNTER_FORK


def test_a_member_removed_at_one_is_cut_off_at_the_other_within_a_second(pair: Pair) -> None:
    """RLY-113."""
    office = pair.office
    with pair.there("edith") as edith:
        edith.join(office.workspace, office.diagram)
        office.team.do(office.people["olive"], office.team.remove_body(office.people["edith"]))
        start = time.perf_counter()
        assert edith.close_code() == 4403
        assert time.perf_counter() - start < SOON_S


def test_a_session_ended_at_one_closes_its_socket_at_the_other_within_a_second(pair: Pair) -> None:
    """RLY-113."""
    office = pair.office
    with pair.there("carl") as carl:
        carl.join(office.workspace, office.diagram)
        answer = office.relay.call("DELETE", "/sessions/current", office.people["carl"].tokens.access_token)
        start = time.perf_counter()
        assert answer.status_code == 204
        assert carl.close_code() == 4401
        assert time.perf_counter() - start < SOON_S


def test_presence_signals_and_departures_cross(pair: Pair) -> None:
    office = pair.office
    with office.on("edith") as edith, pair.there("adam") as adam:
        edith.join(office.workspace, office.diagram)
        adam.join(office.workspace, office.diagram)
        edith.send(Ephemeral(office.diagram, b"here"))
        item = next(item for item in adam.batches() if isinstance(item, EphemeralItem))
        assert (item.device, item.payload) == (edith.identity.device, b"here")
        edith.send(Signal(office.diagram, adam.identity.device, b"offer"))
        assert adam.expect(Signal) == Signal(office.diagram, edith.identity.device, b"offer")
        edith.connection.close()
        left = adam.expect(Notice, lambda notice: notice.code is NoticeCode.PEER_LEFT)
        assert left.document == edith.identity.device


def test_limits_are_counted_together(pair: Pair) -> None:
    here, there = pair.office.relay.house.env.limiter, pair.second.house.env.limiter
    here.hit(Limit.LOGIN_TOTAL)
    there.hit(Limit.LOGIN_TOTAL)
    here.hit(Limit.LOGIN_TOTAL)
    with pytest.raises(RateLimited):
        there.hit(Limit.LOGIN_TOTAL)
    here.forget(Limit.LOGIN_TOTAL)
    there.hit(Limit.LOGIN_TOTAL)
