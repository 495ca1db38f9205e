from __future__ import annotations

import secrets
import threading
from collections.abc import Callable, Iterator

import pytest

from relay_server.adapters.redis_broker import open_redis
from relay_server.adapters.socket_counts import SharedSocketCount
from tests.support.foreign_server import ForeignServer
from tests.support.ports import free_port
from tests.support.redis_server import redis_url

WAIT_S = 20.0


def until(holds: Callable[[], bool]) -> None:
    """Wait until something holds."""
    pause = threading.Event()
    for _ in range(int(WAIT_S / 0.02)):
        if holds():
            return
        pause.wait(0.02)
    raise AssertionError


@pytest.fixture
def two(redis_server: ForeignServer) -> Iterator[tuple[SharedSocketCount, SharedSocketCount]]:
    relay = secrets.token_hex(4)
    one, other = (
        SharedSocketCount(open_redis(redis_url(redis_server, 4)), relay, secrets.token_bytes(8)) for _ in "ab"
    )
    yield one, other
    one.close(WAIT_S)
    other.close(WAIT_S)


def test_processes_count_together(two: tuple[SharedSocketCount, SharedSocketCount]) -> None:
    one, other = two
    until(lambda: one.is_connected and other.is_connected)
    assert one.enter("ana", 3)
    assert other.enter("ana", 3)
    assert one.enter("ana", 3)
    assert not other.enter("ana", 3)
    assert not one.enter("ana", 3)
    assert other.enter("ben", 3)
    one.leave("ana")
    until(lambda: other.enter("ana", 3))


def test_what_ended_counts_for_nothing(two: tuple[SharedSocketCount, SharedSocketCount]) -> None:
    one, other = two
    until(lambda: one.is_connected and other.is_connected)
    assert one.enter("ana", 1)
    assert not other.enter("ana", 1)
    one.close(WAIT_S)
    assert other.enter("ana", 1)


def test_what_redis_forgot_is_written_down_again(
    two: tuple[SharedSocketCount, SharedSocketCount], redis_server: ForeignServer
) -> None:
    one, other = two
    until(lambda: one.is_connected and other.is_connected)
    assert one.enter("ana", 1)
    with open_redis(redis_url(redis_server, 4)) as client:
        client.flushdb()

    def is_known_again() -> bool:
        if other.enter("ana", 1):
            other.leave("ana")
            return False
        return True

    until(is_known_again)


def test_without_redis_each_counts_for_itself() -> None:
    counts = SharedSocketCount(open_redis(f"redis://127.0.0.1:{free_port()}/0"), "relay", secrets.token_bytes(8))
    assert counts.enter("ana", 1)
    assert not counts.enter("ana", 1)
    assert not counts.is_connected
    counts.leave("ana")
    assert counts.enter("ana", 1)
    counts.close(WAIT_S)
