"""Empty, migrated databases of a relay for tests, one for each test, on either engine."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from relay_server.adapters.postgresql import disposing, open_postgresql, reading
from relay_server.adapters.secret_files import load_secrets
from relay_server.adapters.sql.migrate import migrate
from relay_server.adapters.sql.unit_of_work import SqlTransactions
from relay_server.adapters.sqlcipher import open_engine, open_writer
from relay_server.config import Settings
from tests.support.postgresql import PostgresServer

EMBEDDED, SERVER = "sqlcipher", "postgresql"
DATABASES = (EMBEDDED, SERVER)
KEY = bytes(range(32))


@cache
def migrated_file() -> Path:
    """Return an embedded database with all tables and nothing in them, to copy: making it takes longer than most tests."""
    folder = tempfile.mkdtemp(prefix="aio-test-relay-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    path = Path(folder) / "relay.db"
    engine = open_engine(path, KEY)
    migrate(engine)
    # The last connection to close takes the write-ahead log away with it.
    engine.dispose()
    return path


def put_migrated_file(settings: Settings) -> None:
    """Begin a relay's data, where there is none, with an embedded database that has its tables; its other secrets are its own."""
    if settings.database_url is not None or settings.data_directory.exists():
        return
    settings.secrets_path.mkdir(mode=0o700, parents=True)
    settings.data_directory.chmod(0o700)
    key = settings.secrets_path / "database.key"
    key.write_text(KEY.hex() + "\n", "ascii")
    key.chmod(0o600)
    load_secrets(settings.secrets_path, os.urandom, may_create=True)
    shutil.copyfile(migrated_file(), settings.database_path)
    settings.database_path.chmod(migrated_file().stat().st_mode)


@contextmanager
def embedded_engine(folder: Path) -> Iterator[Engine]:
    """Open a new embedded database, without tables."""
    engine = open_engine(folder / "relay.db", KEY)
    try:
        yield engine
    finally:
        engine.dispose()


@contextmanager
def server_engine(url: str) -> Iterator[Engine]:
    """Open a database of a server."""
    engine = open_postgresql(url)
    try:
        yield engine
    finally:
        engine.dispose()


@contextmanager
def migrated_template(server: PostgresServer) -> Iterator[str]:
    """Make a migrated database that others are copied from; returns its name. Copying takes a fifth of migrating."""
    name = server.create()
    with server_engine(server.url(name)) as engine:
        migrate(engine)
    try:
        yield name
    finally:
        server.drop(name)


@contextmanager
def embedded_transactions(folder: Path) -> Iterator[SqlTransactions]:
    """Open a new embedded database."""
    shutil.copy(migrated_file(), folder / "relay.db")
    with embedded_engine(folder) as engine, disposing(open_writer(folder / "relay.db", KEY)) as writer:
        transactions = SqlTransactions(writer, engine, keeps_connection=True)
        try:
            yield transactions
        finally:
            transactions.close()


@contextmanager
def server_transactions(url: str) -> Iterator[SqlTransactions]:
    """Open a migrated database of a server."""
    with server_engine(url) as engine:
        yield SqlTransactions(engine, reading(engine))


@contextmanager
def settings_of(database: str, request: pytest.FixtureRequest) -> Iterator[dict[str, Any]]:
    """Return the settings of a relay with an empty database of a kind."""
    if database == EMBEDDED:
        yield {}
        return
    server: PostgresServer = request.getfixturevalue("postgresql")
    with server.database(request.getfixturevalue("postgresql_template")) as url:
        yield {"database_url": url}
