"""Slow readers, floods, storms and full limits: the relay's memory is bounded and neighbours are not hurt."""

from __future__ import annotations

import re
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import psutil
import psycopg

from relay_server.domain.pace import Rate
from relay_server.service.rooms.limits import RoomLimits
from sync.protocol.errors import ErrorCode
from sync.protocol.frame_codec import TO_CLIENT, decode_frame, encode_frame
from sync.protocol.frames import (
    Ack,
    Batch,
    Failure,
    Hello,
    Join,
    Joined,
    Notice,
    NoticeCode,
    Resync,
    StoredEnvelope,
    Welcome,
)
from tests.support.relay_office import Office, open_office
from tests.support.socket_device import client_frame, greet, raw_socket, read_frame, read_head

GENEROUS = RoomLimits(appends=Rate(1e9, 1e9), append_bytes=Rate(1e12, 1e12), connections_per_account=1_000, sweep_s=0.1)


def slow_reader(office: Office, name: str) -> socket.socket:
    """Return a socket with a small buffer that has joined and reads nothing more."""
    who = office.people[name]
    opened = raw_socket(office.relay.url, who.tokens.access_token, receive_buffer=4096)
    assert b" 101 " in read_head(opened)
    found = read_frame(opened)
    assert found is not None
    hello = decode_frame(found[1], TO_CLIENT)
    assert isinstance(hello, Hello)
    opened.sendall(client_frame(encode_frame(greet(who.laptop, hello))))
    assert isinstance(next_frame(opened), Welcome)
    opened.sendall(client_frame(encode_frame(Join(office.workspace, office.diagram, 0, ()))))
    while not isinstance(frame := next_frame(opened), Joined):
        assert frame is not None
    return opened


def next_frame(opened: socket.socket) -> object:
    """Return the next frame of the protocol, or None at the end."""
    found = read_frame(opened)
    while found is not None and found[0] != 0x82:
        found = read_frame(opened)
    return None if found is None else decode_frame(found[1], TO_CLIENT)


def gauge(office: Office, name: str) -> float:
    """Return a number of the relay's metrics, summed over its processes."""
    found = re.findall(rf"^{name} (\S+)$", office.relay.metrics(), re.MULTILINE)
    assert found, name
    return sum(map(float, found))


def cuts(office: Office, reason: str) -> float:
    """Return how many sockets were cut for a reason, by all processes."""
    return sum(
        map(
            float,
            re.findall(rf'^aio_relay_cuts_total{{reason="{reason}"}} (\S+)$', office.relay.metrics(), re.MULTILINE),
        )
    )


def test_a_slow_reader_is_resynced_from_the_log_and_hurts_nobody(tmp_path: Path, setup: dict[str, Any]) -> None:
    """RLY-60, RLY-61."""
    with open_office(tmp_path, "edith", "vera", limits=GENEROUS, **setup) as office:
        writer = office.writer("edith")
        with office.on("edith") as edith, office.on("olive") as olive, slow_reader(office, "vera") as vera:
            edith.join(office.workspace, office.diagram)
            olive.join(office.workspace, office.diagram)
            before = psutil.Process().memory_info().rss
            # Ten megabytes, and as much more as the system itself buffers on the way to her.
            while len(writer.made) < 1_000 or gauge(office, "aio_relay_slow_sockets") == 0.0:
                sent = writer.some(50, 10_000)
                edith.store(office.diagram, sent)
                # The others have everything: whoever is slow is she.
                assert [item.envelope for item in olive.stored(50)] == sent
            count = len(writer.made)
            grown = psutil.Process().memory_info().rss - before
            # The test's own copies are in the same process.
            assert grown < (90 << 20) + 3 * 10_000 * count
            seen: list[int] = []
            resynced = False
            while len(seen) < count:
                frame = next_frame(vera)
                resynced = resynced or isinstance(frame, Resync)
                if isinstance(frame, Batch):
                    seen.extend(item.seq for item in frame.items if isinstance(item, StoredEnvelope))
            assert resynced
            assert seen == list(range(1, count + 1))
            while not isinstance(next_frame(vera), Joined):
                pass
            edith.store(office.diagram, [writer.next()])
            assert isinstance(next_frame(vera), Batch)


def test_who_takes_nothing_is_cut(tmp_path: Path, setup: dict[str, Any]) -> None:
    """RLY-62."""
    limits = replace(GENEROUS, stuck_s=0.5)
    with open_office(tmp_path, "edith", "vera", limits=limits, **setup) as office:
        with office.on("edith") as edith, slow_reader(office, "vera") as vera:
            edith.join(office.workspace, office.diagram)
            writer = office.writer("edith")
            # More than all buffers on the way to her hold.
            while cuts(office, "stuck") == 0.0:
                edith.store(office.diagram, writer.some(100, 10_000))
            while read_frame(vera) is not None:
                continue
        assert cuts(office, "stuck") == 1.0


def test_who_says_nothing_is_cut(tmp_path: Path, setup: dict[str, Any]) -> None:
    """RLY-62."""
    limits = replace(GENEROUS, hello_s=3.0, silence_s=3.0)
    with open_office(tmp_path, "edith", "vera", limits=limits, **setup) as office:
        token = office.people["vera"].tokens.access_token
        with raw_socket(office.relay.url, token) as silent, slow_reader(office, "vera") as mute:
            assert b" 101 " in read_head(silent)
            for one in (silent, mute):
                while read_frame(one) is not None:
                    continue
        assert cuts(office, "no_proof") == 1.0
        assert cuts(office, "silent") == 1.0


def test_a_storm_of_300_reconnects_is_served(tmp_path: Path, setup: dict[str, Any]) -> None:
    """RLY-63."""
    with open_office(tmp_path, "edith", "vera", limits=GENEROUS, **setup) as office:
        with office.on("edith") as edith:
            edith.join(office.workspace, office.diagram)
            edith.store(office.diagram, office.writer("edith").some(20))
        joined = 0
        lock = threading.Lock()

        def come_and_go(count: int) -> None:
            nonlocal joined
            for _ in range(count):
                with slow_reader(office, "vera"), lock:
                    joined += 1

        start = time.perf_counter()
        threads = [threading.Thread(target=come_and_go, args=(15,), daemon=True) for _ in range(20)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        assert joined == 300
        assert time.perf_counter() - start < 60
        with office.on("edith") as edith:
            assert edith.join(office.workspace, office.diagram).seq
            assert "aio_relay_sockets" in office.relay.client.get("/metrics").text


def test_rates_are_per_connection_and_tell_when_to_go_on(tmp_path: Path, setup: dict[str, Any]) -> None:
    """RLY-64."""
    limits = RoomLimits(appends=Rate(0.001, 5))
    opened = open_office(tmp_path, "edith", "vera", limits=limits, **setup)
    with opened as office, office.on("edith") as edith, office.on("vera") as vera:
        edith.join(office.workspace, office.diagram)
        vera.join(office.workspace, office.diagram)
        writer = office.writer("edith")
        edith.store(office.diagram, writer.some(5))
        edith.append(office.diagram, writer.next())
        assert edith.expect(Notice).code is NoticeCode.SLOW_DOWN
        assert edith.refused() is ErrorCode.RATE_LIMITED
        # Somebody else still may, and carries it.
        vera.store(office.diagram, writer.made[5:])


def test_a_full_workspace_takes_nothing_more(tmp_path: Path, setup: dict[str, Any]) -> None:
    """RLY-65."""
    limits = RoomLimits(quota_bytes=20_000)
    with open_office(tmp_path, "edith", "vera", limits=limits, **setup) as office, office.on("edith") as edith:
        edith.join(office.workspace, office.diagram)
        writer = office.writer("edith")
        edith.store(office.diagram, writer.some(1, 15_000))
        edith.store(office.diagram, writer.some(1, 3_000))
        told = edith.expect(Notice, lambda one: one.code is NoticeCode.QUOTA)
        assert told.workspace == office.workspace
        assert 0 < told.value < 2_000
        edith.append(office.diagram, writer.next(10_000))
        assert edith.refused() is ErrorCode.QUOTA
        with office.on("vera") as vera:
            vera.join(office.workspace, office.diagram)
            assert len(vera.stored(2)) == 2
        # It is told once, not with every edit.
        edith.sync()
        assert not any(isinstance(frame, Notice) and frame.code is NoticeCode.QUOTA for frame in edith.inbox)


def test_an_account_has_so_many_sockets_and_a_socket_so_many_rooms(tmp_path: Path, setup: dict[str, Any]) -> None:
    """RLY-66."""
    limits = RoomLimits(connections_per_account=2, rooms_per_connection=1)
    with (
        open_office(tmp_path, "edith", limits=limits, **setup) as office,
        office.on("edith") as first,
        office.on("edith"),
    ):
        token = office.people["edith"].tokens.access_token
        with raw_socket(office.relay.url, token) as third:
            assert b" 429 " in read_head(third)
        first.join(office.workspace, office.diagram)
        other = office.team.diagram("other")
        first.send(Join(office.workspace, other, 0, ()))
        assert first.expect(Failure).code == ErrorCode.TOO_MANY


@contextmanager
def held(office: Office) -> Iterator[None]:
    """Keep the relay from storing anything, as somebody does who works in its database."""
    url = office.relay.house.settings.database_url
    if url is None:
        with office.relay.house.env.transactions.write():
            yield
        return
    with psycopg.connect(url.get_secret_value()) as connection:
        connection.execute("LOCK TABLE room IN EXCLUSIVE MODE")
        yield


def test_envelopes_that_wait_for_the_disk_are_bounded(tmp_path: Path, setup: dict[str, Any]) -> None:
    """RLY-67. While the database is held by somebody else, reading from the sender stops; nothing is lost."""
    limits = replace(GENEROUS, waiting_bytes=100_000)
    with open_office(tmp_path, "edith", limits=limits, **setup) as office, office.on("edith") as edith:
        edith.join(office.workspace, office.diagram)
        writer = office.writer("edith")
        envelopes = writer.some(600, 10_000)
        with held(office):
            sender = threading.Thread(
                target=lambda: [edith.append(office.diagram, one) for one in envelopes], daemon=True
            )
            sender.start()
            while not (waiting := gauge(office, "aio_relay_commit_queue_bytes")):
                continue
            assert waiting < 1_000_000
        sender.join(60)
        last = edith.requests
        while not any(item.request == last for item in edith.expect(Ack).items):
            pass
