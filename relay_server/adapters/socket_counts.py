"""Open sockets by account where there are several processes: in Redis.

Every process keeps its own numbers, and a sign of life beside them: those of a process that died count for nothing a
few seconds later. Redis may lose everything; a process that misses its sign of life writes its numbers down again.
"""

from __future__ import annotations

import threading

import redis
import structlog

from relay_server.adapters.memory_socket_count import MemorySocketCount

_BEAT_S, _ALIVE_S = 2.0, 8
_KEPT_S = 3_600
_WRITE_AGAIN_BEATS = 300

_ENTER = """
local others, all = 0, redis.call('HGETALL', KEYS[1])
for place = 1, #all, 2 do
  local node, count = all[place], tonumber(all[place + 1])
  if node ~= ARGV[1] then
    if redis.call('EXISTS', ARGV[2] .. node) == 1 then others = others + count
    else redis.call('HDEL', KEYS[1], node) end
  end
end
if others + tonumber(ARGV[3]) > tonumber(ARGV[4]) then return 0 end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[3])
redis.call('EXPIRE', KEYS[1], ARGV[5])
return 1
"""
"""Key: the account. Arguments: this process, prefix of signs of life, its number with the new socket, the most, seconds kept."""


class SharedSocketCount:
    """Implements SocketCount for several processes; alone, each for itself, while Redis is away."""

    def __init__(self, client: redis.Redis, relay: str, node: bytes) -> None:
        """Give the first sign of life.

        Args:
            client: Of the Redis that all processes of the relay use; closed with this.
            relay: Id of the relay, so that several can share a Redis.
            node: Random bytes that name this process.
        """
        self._client = client
        self._here = MemorySocketCount()
        self._node = node.hex()
        self._sockets, self._alive = f"aio-relay:{relay}:sockets:", f"aio-relay:{relay}:alive:"
        self._enter = client.register_script(_ENTER)
        self._lock = threading.Lock()
        self._changed: set[str] = set()
        self._wake, self._closing, self._connected = threading.Event(), threading.Event(), threading.Event()
        self._log = structlog.get_logger(__name__)
        self._thread = threading.Thread(target=self._run, name="aio-relay-sockets", daemon=True)
        self._thread.start()

    @property
    def is_connected(self) -> bool:
        """Whether the processes count together now."""
        return self._connected.is_set()

    def enter(self, account: str, most: int) -> bool:
        """Count one more socket."""
        if not self._here.enter(account, most):
            return False
        arguments: list[str | int] = [self._node, self._alive, self._here.of(account), most, _KEPT_S]
        try:
            has_room = bool(self._enter(keys=[self._sockets + account], args=arguments))
        except redis.RedisError as error:
            self._log.warning("sockets_counted_alone", reason=type(error).__name__)
            has_room = True
        if not has_room:
            self._here.leave(account)
        # What came in between in other threads may have been overwritten.
        self._note_change(account)
        return has_room

    def leave(self, account: str) -> None:
        """Count one fewer."""
        self._here.leave(account)
        self._note_change(account)

    def close(self, timeout_s: float) -> None:
        """Withdraw the sign of life: no socket of this process counts any more."""
        self._closing.set()
        self._wake.set()
        self._thread.join(timeout_s)
        self._client.close()

    def _note_change(self, account: str) -> None:
        with self._lock:
            self._changed.add(account)
        self._wake.set()

    def _run(self) -> None:
        beats = 0
        while not self._closing.is_set():
            beats += 1
            try:
                was_alive = self._client.set(self._alive + self._node, "1", ex=_ALIVE_S, get=True)
                if was_alive is None or beats % _WRITE_AGAIN_BEATS == 0:
                    self._write(set(self._here.all()))
                self._write(self._taken())
                self._connected.set()
            except redis.RedisError as error:
                if self._connected.is_set():
                    self._log.warning("sockets_not_counted_together", reason=type(error).__name__)
                self._connected.clear()
            self._wake.wait(_BEAT_S)
            self._wake.clear()
        self._withdraw()

    def _taken(self) -> set[str]:
        with self._lock:
            changed, self._changed = self._changed, set()
        return changed

    def _write(self, accounts: set[str]) -> None:
        if not accounts:
            return
        with self._client.pipeline(transaction=False) as pipeline:
            for account in accounts:
                count = self._here.of(account)
                if count:
                    pipeline.hset(self._sockets + account, self._node, str(count))
                    pipeline.expire(self._sockets + account, _KEPT_S)
                else:
                    pipeline.hdel(self._sockets + account, self._node)
            pipeline.execute()

    def _withdraw(self) -> None:
        try:
            self._client.delete(self._alive + self._node)
        except redis.RedisError as error:
            self._log.warning("sockets_not_withdrawn", reason=type(error).__name__)
