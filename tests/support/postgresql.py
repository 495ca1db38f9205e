"""A real PostgreSQL for tests: a cluster of its own, on a free port, with its disk synced as in production."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import psycopg

from tests.support.foreign_server import ForeignServer, server_directory, without_rights
from tests.support.ports import free_port

USER = "relay"
INSTALL = "apt-get install postgresql"
_DEBIAN = Path("/usr/lib/postgresql")
_NUMBERS = count(1)


def programs() -> Path | None:
    """Return the folder of the server's programs; Debian keeps them off the path, one folder for each version."""
    found = sorted(_DEBIAN.glob("*/bin/postgres"), key=lambda path: int(path.parent.parent.name))
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    return Path(os.path.realpath(on_path)).parent if on_path else None


@dataclass(frozen=True, slots=True)
class PostgresServer:
    """A running cluster with one superuser and no password."""

    server: ForeignServer

    def url(self, database: str) -> str:
        """Return the address of a database as an administrator would write it."""
        return f"postgresql://{USER}@127.0.0.1:{self.server.port}/{database}"

    def create(self, template: str | None = None) -> str:
        """Make a database, as a copy of another one if that is named; returns its name.

        A test that failed while the server was down does not take the tests after it along.
        """
        self.server.run_again()
        name = f"test_{os.getpid()}_{next(_NUMBERS)}"
        self._run(f'CREATE DATABASE "{name}"' + (f' TEMPLATE "{template}"' if template else ""))
        return name

    def drop(self, database: str) -> None:
        """Remove a database, whoever is connected to it."""
        self._run(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')

    @contextmanager
    def database(self, template: str | None = None) -> Iterator[str]:
        """Make a database for one test and return its address."""
        name = self.create(template)
        try:
            yield self.url(name)
        finally:
            self.drop(name)

    def _run(self, statement: str) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(statement.encode())


@contextmanager
def running_postgresql(bin_folder: Path) -> Iterator[PostgresServer]:
    """Start a new cluster."""
    with server_directory("postgresql") as folder:
        data = folder / "data"
        made = [str(bin_folder / "initdb"), "-D", str(data), "-U", USER, "-A", "trust", "-E", "UTF8", "--no-sync"]
        _make(made, folder)
        server = _server(bin_folder, folder, data)
        server.start()
        try:
            yield PostgresServer(server)
        finally:
            server.stop()


@contextmanager
def running_replica(bin_folder: Path, original: PostgresServer) -> Iterator[PostgresServer]:
    """Start a streaming replica of a running cluster; it holds all databases, and those to come."""
    with server_directory("replica") as folder:
        data = folder / "data"
        source = f"host=127.0.0.1 port={original.server.port} user={USER}"
        copied = [str(bin_folder / "pg_basebackup"), "-d", source, "-D", str(data), "-R", "-X", "stream", "-c", "fast"]
        # With a slot the original keeps what a replica has not got yet, however many databases tests make meanwhile.
        _make([*copied, "--no-sync", "-C", "-S", "replica"], folder)
        server = _server(bin_folder, folder, data)
        server.start()
        try:
            yield PostgresServer(server)
        finally:
            server.stop()


def _make(command: list[str], folder: Path) -> None:
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    made = subprocess.run(
        without_rights(command, "KILL"), cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert made.returncode == 0, made.stderr


def _server(bin_folder: Path, folder: Path, data: Path) -> ForeignServer:
    port = free_port()
    options = {
        "port": str(port),
        "listen_addresses": "127.0.0.1",
        "unix_socket_directories": str(folder),
        "fsync": "on",
        "shared_buffers": "32MB",
        "max_wal_size": "256MB",
        "max_connections": "200",
    }
    command = [str(bin_folder / "postgres"), "-D", str(data)]
    command += [part for name, value in options.items() for part in ("-c", f"{name}={value}")]

    def is_ready() -> bool:
        try:
            psycopg.connect(host="127.0.0.1", port=port, user=USER, dbname="postgres", connect_timeout=5).close()
        except psycopg.OperationalError:
            return False
        return True

    return ForeignServer(without_rights(command, "INT"), folder, port, is_ready, signal.SIGINT)
