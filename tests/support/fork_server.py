"""A process that has loaded a program and forks one for each request: ``python -m tests.support.fork_server FD MODULE:FUNCTION``.

Loading takes most of the time that a program needs to start, and is the same each time. What is forked has made nothing yet: no
application, no thread, no connection. See ``tests.support.forked`` for the other end.
"""

from __future__ import annotations

import array
import gc
import importlib
import json
import os
import select
import signal
import socket
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

FDS = 4
"""Standard input, output and error, and where the exit code is told."""
LONGEST = 1 << 18
_HEAD = 4


@dataclass(frozen=True)
class Order:
    """What a forked process is to be."""

    argv: list[str]
    environ: dict[str, str]
    folder: str


class ForkServer:
    """Takes orders one after the other, and tells of each process how it ended."""

    def __init__(self, channel: socket.socket) -> None:
        self._channel = channel
        self._living: dict[int, int] = {}
        self._woken, self._wake = os.pipe()
        for end in (self._woken, self._wake):
            os.set_blocking(end, False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(self._wake, warn_on_full_buffer=False)

    def serve(self) -> Order | None:
        """Fork; returns in each forked process its order, and None here when nobody asks any more."""
        while True:
            ready, _, _ = select.select([self._channel, self._woken], [], [])
            if self._woken in ready:
                os.read(self._woken, LONGEST)
                self._reap()
            if self._channel in ready:
                message, fds, _, _ = socket.recv_fds(self._channel, LONGEST, FDS)
                if not message:
                    self._end_all()
                    return None
                order = self._fork(message, fds)
                if order is not None:
                    return order

    def _fork(self, message: bytes, fds: list[int]) -> Order | None:
        pid = os.fork()
        if pid == 0:
            self._become(fds)
            return Order(**json.loads(message))
        self._living[pid] = fds[-1]
        for one in fds[:-1]:
            os.close(one)
        self._channel.sendall(pid.to_bytes(_HEAD, "big"))
        return None

    def _become(self, fds: list[int]) -> None:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        for place, one in enumerate(fds[:-1]):
            os.dup2(one, place)
        # Its own pipes are this process's alone: an end is heard when the last who holds it has gone.
        self._channel.close()
        for one in (*fds, *self._living.values(), self._woken, self._wake):
            os.close(one)

    def _reap(self) -> None:
        while self._living:
            pid, status = os.waitpid(-1, os.WNOHANG)
            if pid == 0:
                return
            told = self._living.pop(pid)
            os.write(told, array.array("i", [os.waitstatus_to_exitcode(status)]).tobytes())
            os.close(told)

    def _end_all(self) -> None:
        for pid in self._living:
            os.kill(pid, signal.SIGKILL)


def load(target: str) -> Callable[[], Any]:
    """Import a program as it imports itself when it starts, and return its function."""
    module, _, name = target.partition(":")
    found: Callable[[], Any] = getattr(importlib.import_module(module), name)
    return found


def main() -> int:
    """Serve, and in what was forked run the program."""
    number, target, *more = sys.argv[1:]
    program = load(target)
    for name in more:
        importlib.import_module(name)
    threads = os.listdir("/proc/self/task")
    assert len(threads) == 1, "only the thread that forks lives on in what is forked"
    gc.freeze()
    order = ForkServer(socket.socket(fileno=int(number))).serve()
    if order is None:
        return 0
    os.chdir(order.folder)
    os.environ.clear()
    os.environ.update(order.environ)
    sys.argv = [target, *order.argv]
    return int(program() or 0)


if __name__ == "__main__":
    raise SystemExit(main())
