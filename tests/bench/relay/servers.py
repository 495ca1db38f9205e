"""Starts the servers that are compared, each pinned to one core: ours with a synced log, the others without persistence."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from tests.support.node_packages import BUILD as PACKAGES_FOLDER
from tests.support.node_packages import why_no_packages

BUILD = PACKAGES_FOLDER / "bench-relay"
HERE = Path(__file__).parent
PACKAGES = ("@hocuspocus/server@4.7.0", "y-websocket@2.1.0", "yjs@13", "ws@8")
SERVER_CORE, LOAD_CORE = 0, 1


@dataclass(frozen=True)
class Server:
    """A server that listens, by one process or several.

    Attributes:
        name: Of the server.
        ports: Where its processes listen.
        processes: What is measured.
        stores: Servers behind it, with all their children: measured apart.
    """

    name: str
    ports: tuple[int, ...]
    processes: tuple[psutil.Process, ...]
    stores: tuple[psutil.Process, ...] = ()

    def cpu_s(self) -> float:
        """Return the CPU time it has used."""
        return sum(_cpu_s(process) for process in self.processes)

    def stores_cpu_s(self) -> float:
        """Return the CPU time that the servers behind it have used."""
        return sum(_cpu_s(one) for store in self.stores for one in (store, *store.children(recursive=True)))

    def resident_mb(self) -> float:
        """Return how much memory it holds."""
        return float(sum(process.memory_info().rss for process in self.processes)) / 1e6


def _cpu_s(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)


def pinned(core: int) -> tuple[str, ...]:
    """Return the command that keeps a server on one core, where there are two."""
    if shutil.which("taskset") is None or (os.cpu_count() or 1) < 2:
        return ()
    return ("taskset", "-c", str(core))


def install_peers() -> bool:
    """Install the others into the build folder; False where there is no node."""
    if why_no_packages(BUILD, PACKAGES):
        return False
    shutil.copy(HERE / "hocuspocus.mjs", BUILD / "hocuspocus.mjs")
    return True


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as opened:
        opened.bind(("127.0.0.1", 0))
        port: int = opened.getsockname()[1]
        return port


@contextmanager
def node_server(name: str) -> Iterator[Server]:
    """Start Hocuspocus or y-websocket."""
    script = "hocuspocus.mjs" if name == "hocuspocus" else "node_modules/y-websocket/bin/server.cjs"
    port = free_port()
    environment = {**os.environ, "PORT": str(port), "HOST": "127.0.0.1", "NODE_ENV": "production"}
    command = [*pinned(SERVER_CORE), "node", script]
    with subprocess.Popen(command, cwd=BUILD, env=environment, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        try:
            for line in child.stdout:
                if "running" in line:
                    break
            yield Server(name, (port,), (psutil.Process(child.pid),))
        finally:
            child.kill()
