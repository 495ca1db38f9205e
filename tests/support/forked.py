"""Processes that are forked from one that has loaded their program: they start in a tenth of the time, and end as others do."""

from __future__ import annotations

import array
import atexit
import json
import os
import select
import socket
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import IO

from tests.support.fork_server import FDS

ROOT = Path(__file__).parents[2]
_ALONE = "import sys; from tests.support.fork_server import load; raise SystemExit(load(sys.argv.pop(1))())"


class Forked:
    """A forked process; what tests ask of a ``subprocess.Popen``.

    Attributes:
        pid: its number.
        stdin: a pipe to it.
        stdout: a pipe from it.
        returncode: how it ended, once that was asked for; negative for the signal that ended it.
    """

    def __init__(self, pid: int, stdin: IO[str], stdout: IO[str], told: int) -> None:
        self.pid, self.stdin, self.stdout = pid, stdin, stdout
        self.returncode: int | None = None
        self._told, self._turn = told, threading.Lock()

    def poll(self) -> int | None:
        """Return the exit code of a process that has ended."""
        return self._look(0.0)

    def wait(self, timeout: float | None = None) -> int:
        """Return the exit code, once it has ended.

        Raises:
            subprocess.TimeoutExpired: It has not.
        """
        code = self._look(timeout)
        if code is None:
            assert timeout is not None
            raise subprocess.TimeoutExpired(str(self.pid), timeout)
        return code

    def send_signal(self, number: int) -> None:
        """Send a signal; one for a process that has ended is lost."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        """End it as a power cut would."""
        self.send_signal(9)

    def _look(self, timeout: float | None) -> int | None:
        with self._turn:
            if self.returncode is None and select.select([self._told], [], [], timeout)[0]:
                data = os.read(self._told, 4)
                os.close(self._told)
                self.returncode = array.array("i", data)[0] if data else -9
            return self.returncode


class Forks:
    """Asks a fork server of this process's own."""

    def __init__(self, target: str, preloaded: Sequence[str]) -> None:
        self._turn = threading.Lock()
        self._channel, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        command = [sys.executable, "-m", "tests.support.fork_server", str(theirs.fileno()), target, *preloaded]
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "OPENBLAS_NUM_THREADS": "1"}
        # It ends with its channel, which this process has alone.
        self._server = subprocess.Popen(
            command, cwd=ROOT, env=environment, pass_fds=(theirs.fileno(),), stdin=subprocess.DEVNULL
        )
        theirs.close()
        atexit.register(self.end)

    def end(self) -> None:
        """Let it go, and what it forked with it."""
        self._channel.close()
        self._server.wait(60)

    @property
    def runs(self) -> bool:
        """Tell whether it is still there."""
        return self._server.poll() is None

    def start(self, argv: Sequence[str], environ: Mapping[str, str], log: IO[str]) -> Forked:
        """Fork a process; ``log`` becomes its standard error."""
        order = json.dumps({"argv": list(argv), "environ": dict(environ), "folder": str(ROOT)}).encode()
        pipes = [os.pipe() for _ in range(3)]
        (theirs_in, ours_in), (ours_out, theirs_out), (ours_told, theirs_told) = pipes
        given = [theirs_in, theirs_out, log.fileno(), theirs_told]
        assert len(given) == FDS
        try:
            with self._turn:
                socket.send_fds(self._channel, [order], given)
                pid = int.from_bytes(self._channel.recv(4), "big")
        finally:
            for one in (theirs_in, theirs_out, theirs_told):
                os.close(one)
        assert pid, f"the fork server has ended with {self._server.wait(60)}"
        return Forked(pid, os.fdopen(ours_in, "w"), os.fdopen(ours_out), ours_told)


@cache
def _forks(target: str, preloaded: tuple[str, ...]) -> Forks:
    return Forks(target, preloaded)


def start_program(
    target: str, argv: Sequence[str], environ: Mapping[str, str], log: IO[str], *, preloaded: tuple[str, ...] = ()
) -> Forked | subprocess.Popen[str]:
    """Start a program as a process of its own, with pipes to and from it.

    Args:
        target: what runs, ``module:function``; it is loaded once in a process of tests.
        argv: its arguments.
        environ: its environment.
        log: becomes its standard error.
        preloaded: modules that it loads later when it starts by itself.
    """
    if sys.platform != "linux":
        # Elsewhere the system's own libraries forbid to go on in what was forked.
        command = [sys.executable, "-c", _ALONE, target, *argv]
        pipe = subprocess.PIPE
        return subprocess.Popen(command, cwd=ROOT, env=environ, stdin=pipe, stdout=pipe, stderr=log, text=True)
    forks = _forks(target, preloaded)
    if not forks.runs:
        _forks.cache_clear()
        forks = _forks(target, preloaded)
    return forks.start(argv, environ, log)
