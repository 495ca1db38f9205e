"""Ports for servers that a test starts, and starts again where they were."""

from __future__ import annotations

import os
import socket
from itertools import count

# The system hands out ports above these by itself: what it has given to somebody's connection a server that comes back cannot
# have, and a connection to a port of those that nobody listens at can meet itself.
_FIRST, _COUNT = 15_000, 17_000
# Processes of tests that were started one after the other begin far from each other.
_APART = 997
_NUMBERS = count()


def free_port() -> int:
    """Return a port of the loopback that nobody listens at; no other call in this process gets it, nor the system's own choice."""
    for number in _NUMBERS:
        port = _FIRST + (os.getpid() * _APART + number) % _COUNT
        with socket.socket() as probe:
            # As servers do: a port whose last connections are just over is free.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise AssertionError("counting never ends")
