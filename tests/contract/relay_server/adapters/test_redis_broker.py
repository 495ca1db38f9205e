from __future__ import annotations

import queue
import secrets
import threading
from collections.abc import Iterator

import pytest

from relay_server.adapters.redis_broker import RedisBroker, open_redis
from relay_server.errors import ConfigurationError
from tests.support.foreign_server import ForeignServer
from tests.support.ports import free_port
from tests.support.redis_server import redis_url

WAIT_S = 20.0


def connected(url: str) -> RedisBroker:
    """Return a broker that Redis has answered."""
    resumed = threading.Event()
    broker = RedisBroker(open_redis(url), "relay", secrets.token_bytes(8))
    broker.when_resumed(resumed.set)
    assert broker.is_connected or resumed.wait(WAIT_S)
    return broker


@pytest.fixture
def two(redis_server: ForeignServer) -> Iterator[tuple[RedisBroker, RedisBroker]]:
    one, other = connected(redis_url(redis_server)), connected(redis_url(redis_server))
    yield one, other
    one.close(WAIT_S)
    other.close(WAIT_S)


def test_messages_reach_both_and_own_ones_come_once(two: tuple[RedisBroker, RedisBroker]) -> None:
    one, other = two
    here: queue.Queue[bytes] = queue.Queue()
    there: queue.Queue[bytes] = queue.Queue()
    one.subscribe("topic", lambda _topic, message: here.put(message))
    end = other.subscribe("topic", lambda _topic, message: there.put(message))
    one.publish("topic", b"to all")
    one.tell_others("topic", b"to others")
    other.publish("topic", b"back")
    assert [there.get(timeout=WAIT_S) for _ in range(3)].count(b"to others") == 1
    assert [here.get(timeout=WAIT_S) for _ in range(2)] == [b"to all", b"back"]
    assert here.empty()
    end()
    end()
    one.publish("topic", b"nobody is there")
    assert here.get(timeout=WAIT_S) == b"nobody is there"
    assert there.empty()


def test_order_is_kept(two: tuple[RedisBroker, RedisBroker]) -> None:
    one, other = two
    there: queue.Queue[bytes] = queue.Queue()
    other.subscribe("topic", lambda _topic, message: there.put(message))
    sent = [str(number).encode() for number in range(2_000)]
    for message in sent:
        one.tell_others("topic", message)
    assert [there.get(timeout=WAIT_S) for _ in sent] == sent


def test_without_redis_this_process_goes_on_and_it_is_joined_again_when_it_is_back(
    redis_server: ForeignServer, two: tuple[RedisBroker, RedisBroker]
) -> None:
    one, other = two
    here: queue.Queue[bytes] = queue.Queue()
    there: queue.Queue[bytes] = queue.Queue()
    one.subscribe("topic", lambda _topic, message: here.put(message))
    other.subscribe("topic", lambda _topic, message: there.put(message))
    back = [threading.Event(), threading.Event()]
    one.when_resumed(back[0].set)
    other.when_resumed(back[1].set)
    redis_server.kill()
    one.publish("topic", b"alone")
    assert here.get(timeout=WAIT_S) == b"alone"
    redis_server.start()
    assert all(event.wait(WAIT_S) for event in back)
    # Both subscriptions were renewed; this one is confirmed before it returns.
    other.subscribe("another", lambda _topic, _message: None)
    one.publish("topic", b"together")
    assert there.get(timeout=WAIT_S) == b"together"


def test_a_redis_that_is_not_there_keeps_nobody_waiting() -> None:
    broker = RedisBroker(open_redis(f"redis://127.0.0.1:{free_port()}/0"), "r", bytes(8))
    heard: list[bytes] = []
    broker.subscribe("topic", lambda _topic, message: heard.append(message))
    broker.publish("topic", b"1")
    assert heard == [b"1"]
    assert not broker.is_connected
    broker.close(WAIT_S)


def test_other_addresses_are_refused_without_repeating_them() -> None:
    with pytest.raises(ConfigurationError) as refused:
        open_redis("http://:secret@redis/0")
    assert "secret" not in str(refused.value)
