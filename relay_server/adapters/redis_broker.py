"""Messages between processes by way of Redis: published and received in threads of their own, never waited for.

Receivers of this process are served at once, whatever Redis does. While it is away messages to others are dropped: they only say
that something changed in the database, which everybody looks at until Redis is back.
"""

from __future__ import annotations

import contextlib
import queue
import threading
from collections.abc import Callable

import redis
import structlog
from redis.client import PubSub

from relay_server.adapters.memory_broker import MemoryBroker
from relay_server.errors import ConfigurationError
from relay_server.ports.broker import Receiver

_NODE_BYTES = 8
_MOST_WAITING = 20_000
_MOST_AT_ONCE = 256
_LISTEN_S = 1.0
_RETRY_S = 0.5
_CONFIRM_S = 0.5
_TIMEOUT_S = 2.0
_KEEPALIVE_S = 5.0
_FAILURES = (redis.RedisError, OSError)


def open_redis(url: str) -> redis.Redis:
    """Return a client; nothing connects yet.

    Raises:
        ConfigurationError: It is no address of a Redis; the message does not repeat it.
    """
    try:
        return redis.Redis.from_url(
            url, socket_timeout=_TIMEOUT_S, socket_connect_timeout=_TIMEOUT_S, socket_keepalive=True
        )
    except ValueError:
        raise ConfigurationError(["redis_url cannot be read; it looks like redis://host:6379/0"]) from None


class RedisBroker:
    """Implements Broker."""

    def __init__(self, client: redis.Redis, relay: str, node: bytes) -> None:
        """Start to listen.

        Args:
            client: Of the Redis that all processes of the relay use.
            relay: Id of the relay, so that several can share a Redis.
            node: Random bytes that name this process.
        """
        self._local = MemoryBroker()
        self._client = client
        self._prefix = f"aio-relay:{relay}:"
        self._node = node[:_NODE_BYTES]
        self._inbox = f"{self._prefix}node:{self._node.hex()}"
        self._out: queue.Queue[tuple[str, bytes] | None] = queue.Queue(_MOST_WAITING)
        self._in: queue.SimpleQueue[tuple[str, bytes] | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._wanted: dict[str, int] = {}
        self._has_changed = threading.Event()
        self._confirmed: dict[str, threading.Event] = {}
        self._resumed: tuple[Callable[[], None], ...] = ()
        self._connected = threading.Event()
        self._closing = threading.Event()
        self._log = structlog.get_logger(__name__)
        work = {"publish": self._publish_all, "listen": self._listen, "deliver": self._deliver}
        self._threads = [
            threading.Thread(target=target, name=f"aio-relay-{name}", daemon=True) for name, target in work.items()
        ]
        for thread in self._threads:
            thread.start()

    @property
    def is_connected(self) -> bool:
        """Whether messages of other processes arrive now."""
        return self._connected.is_set()

    def publish(self, topic: str, message: bytes) -> None:
        """Deliver a message to every present subscriber, here and elsewhere."""
        self._local.publish(topic, message)
        self.tell_others(topic, message)

    def tell_others(self, topic: str, message: bytes) -> None:
        """Deliver a message to the subscribers of other processes."""
        if self._connected.is_set():
            # Full means that Redis hangs; the timeouts of the threads end that, and what is lost is looked up.
            with contextlib.suppress(queue.Full):
                self._out.put_nowait((self._prefix + topic, self._node + message))

    def subscribe(self, topic: str, receiver: Receiver) -> Callable[[], None]:
        """Receive the messages of a topic from now on; waits a moment for Redis to confirm."""
        end_here = self._local.subscribe(topic, receiver)
        channel = self._prefix + topic
        with self._lock:
            self._wanted[channel] = self._wanted.get(channel, 0) + 1
            confirmed = self._confirmed.setdefault(channel, threading.Event())
        self._has_changed.set()
        self._wake()
        if self.is_connected:
            confirmed.wait(_CONFIRM_S)
        ended = threading.Event()

        def end() -> None:
            if ended.is_set():
                return
            ended.set()
            end_here()
            with self._lock:
                self._wanted[channel] -= 1
                if not self._wanted[channel]:
                    del self._wanted[channel], self._confirmed[channel]
            self._has_changed.set()
            self._wake()

        return end

    def when_resumed(self, call: Callable[[], None]) -> Callable[[], None]:
        """Call something when messages arrive again."""
        with self._lock:
            self._resumed = (*self._resumed, call)

        def end() -> None:
            with self._lock:
                self._resumed = tuple(one for one in self._resumed if one is not call)

        return end

    def close(self, timeout_s: float) -> None:
        """Publish what waits and end the threads."""
        self._closing.set()
        # The listener looks up when something comes; otherwise only every second.
        self._wake()
        self._out.put(None)
        self._in.put(None)
        for thread in self._threads:
            thread.join(timeout_s)
        self._client.close()

    # The threads.

    def _wake(self) -> None:
        """Have the listener look at what is wanted now, by a message to itself."""
        if self._connected.is_set():
            with contextlib.suppress(queue.Full):
                self._out.put_nowait((self._inbox, self._node))

    def _publish_all(self) -> None:
        while True:
            first = self._out.get()
            if first is None:
                return
            batch = [first]
            while len(batch) < _MOST_AT_ONCE and not self._out.empty():
                one = self._out.get()
                if one is None:
                    self._out.put(None)
                    break
                batch.append(one)
            self._send(batch)

    def _send(self, batch: list[tuple[str, bytes]]) -> None:
        try:
            if len(batch) == 1:
                # Almost always; a pipeline of one costs twice as much.
                self._client.publish(*batch[0])
                return
            with self._client.pipeline(transaction=False) as pipeline:
                for channel, message in batch:
                    pipeline.publish(channel, message)
                pipeline.execute()
        except _FAILURES as error:
            if self._connected.is_set():
                self._log.warning("messages_not_published", reason=type(error).__name__, messages=len(batch))

    def _listen(self) -> None:
        while not self._closing.is_set():
            try:
                with self._client.pubsub() as pubsub:  # type: ignore[no-untyped-call] # The library leaves it out.
                    self._hear(pubsub)
            except _FAILURES as error:
                if self._connected.is_set():
                    self._log.error("redis_away", reason=type(error).__name__)
                self._connected.clear()
                self._closing.wait(_RETRY_S)

    def _hear(self, pubsub: PubSub) -> None:
        subscribed: set[str] = set()
        pubsub.subscribe(self._inbox)
        self._has_changed.set()
        while not self._closing.is_set():
            if self._has_changed.is_set():
                self._settle_wanted(pubsub, subscribed)
            message = pubsub.get_message(timeout=_LISTEN_S)
            if message is None:
                # A peer that vanished without a word is noticed by the answer that does not come.
                pubsub.ping()
                continue
            kind, channel = message["type"], message["channel"]
            if kind == "subscribe":
                self._note_confirmed(channel.decode())
            elif kind == "message" and message["data"][:_NODE_BYTES] != self._node:
                self._in.put((channel.decode()[len(self._prefix) :], message["data"][_NODE_BYTES:]))

    def _settle_wanted(self, pubsub: PubSub, subscribed: set[str]) -> None:
        self._has_changed.clear()
        with self._lock:
            wanted = set(self._wanted)
        if new := wanted - subscribed:
            pubsub.subscribe(*new)
        if gone := subscribed - wanted:
            pubsub.unsubscribe(*gone)  # type: ignore[no-untyped-call] # As above.
        subscribed.clear()
        subscribed.update(wanted)

    def _note_confirmed(self, channel: str) -> None:
        if channel != self._inbox:
            with self._lock:
                confirmed = self._confirmed.get(channel)
            if confirmed is not None:
                confirmed.set()
            return
        with self._lock:
            self._connected.set()
            resumed = self._resumed
        self._log.info("redis_connected")
        for call in resumed:
            call()

    def _deliver(self) -> None:
        """Call the receivers: they may read the database, which must not keep the listener from Redis."""
        while (found := self._in.get()) is not None:
            try:
                self._local.publish(*found)
            except Exception:  # noqa: BLE001 - the thread must outlive any receiver; what it missed is looked up.
                self._log.exception("message_not_taken", topic=found[0])
