"""Other people's servers for tests: found on this machine, started without rights, gone when the tests are."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

_UNPRIVILEGED = ("postgres", "nobody")
_START_S = 120.0
_LOOK_S = 0.02
_STOP_S = 120.0


def unprivileged() -> pwd.struct_passwd | None:
    """Return the user that servers run as when the tests run as root; None for the user of the tests."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    return next(known[name] for name in _UNPRIVILEGED if name in known)


def without_rights(command: Sequence[str], dying: str) -> list[str]:
    """Return a command that runs without root's rights and gets a signal when the process of the tests dies."""
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        return list(command)
    user = unprivileged()
    drop = [f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"] if user else []
    return [setpriv, *drop, f"--pdeathsig={dying}", *command]


@contextmanager
def server_directory(name: str) -> Iterator[Path]:
    """Make a folder that the server's user may write; pytest's own folders let nobody else through."""
    folder = Path(tempfile.mkdtemp(prefix=f"aio-test-{name}-"))
    user = unprivileged()
    if user is not None:
        os.chown(folder, user.pw_uid, user.pw_gid)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@dataclass(slots=True)
class ForeignServer:
    """One server that can be stopped, killed and started again on its port.

    Attributes:
        command: What runs, in the foreground.
        folder: Where it works, and where its log lies.
        port: Where it listens.
        is_ready: Tells whether it answers.
        asking: Signal that ends it gracefully.
    """

    command: Sequence[str]
    folder: Path
    port: int
    is_ready: Callable[[], bool]
    asking: int
    _child: subprocess.Popen[bytes] | None = field(default=None, init=False)
    _was_killed: bool = field(default=False, init=False)

    @property
    def pid(self) -> int:
        """The process's number while it runs."""
        assert self._child is not None
        return self._child.pid

    def start(self) -> None:
        """Start it and wait until it answers.

        After a kill it is started anew while it ends by itself, as a supervisor does: what a killed PostgreSQL's own
        children still hold, the next one refuses to share.
        """
        # The signal at a parent's death comes when the thread that started the server ends, not when the process does.
        assert threading.current_thread() is threading.main_thread(), "servers are started from the thread that stays"
        pause = threading.Event()
        child = self._launch()
        for _ in range(int(_START_S / _LOOK_S)):
            if self.is_ready():
                return
            if child.poll() is not None:
                assert self._was_killed, self._log()
                child = self._launch()
            pause.wait(_LOOK_S)
        raise AssertionError(self._log())

    def run_again(self) -> None:
        """Start it if it was left down."""
        if self._child is None or self._child.poll() is not None:
            self.start()

    def stop(self) -> None:
        """Ask it to end, and wait."""
        self._end(self.asking)

    def kill(self) -> None:
        """End it as a crash would."""
        self._end(9)
        self._was_killed = True

    def _launch(self) -> subprocess.Popen[bytes]:
        with (self.folder / "log").open("ab") as log:
            self._child = subprocess.Popen(self.command, cwd=self.folder, stdout=log, stderr=log)
        return self._child

    def _log(self) -> str:
        return (self.folder / "log").read_text(errors="replace")[-2000:]

    def _end(self, number: int) -> None:
        if self._child is None:
            return
        self._child.send_signal(number)
        self._child.wait(_STOP_S)
        self._child = None
