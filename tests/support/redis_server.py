"""A real Redis for tests, on a free port; it keeps nothing."""

from __future__ import annotations

import shutil
import signal
from collections.abc import Iterator
from contextlib import contextmanager

import redis

from tests.support.foreign_server import ForeignServer, server_directory, without_rights
from tests.support.ports import free_port

INSTALL = "apt-get install redis-server"


def program() -> str | None:
    """Return the server's program."""
    return shutil.which("redis-server")


def redis_url(server: ForeignServer, number: int = 0) -> str:
    """Return the address of one of its numbered databases.

    A test that failed while the server was down does not take the tests after it along.
    """
    server.run_again()
    return f"redis://127.0.0.1:{server.port}/{number}"


@contextmanager
def running_redis(executable: str) -> Iterator[ForeignServer]:
    """Start a new one."""
    with server_directory("redis") as folder:
        port = free_port()
        options = ["--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", str(folder)]
        command = without_rights([executable, *options], "TERM")

        def is_ready() -> bool:
            with redis.Redis(port=port, socket_timeout=5) as client:
                try:
                    return bool(client.ping())
                except redis.RedisError:
                    return False

        server = ForeignServer(command, folder, port, is_ready, signal.SIGTERM)
        server.start()
        try:
            yield server
        finally:
            server.stop()
