"""Opening the relay's storage: the embedded file, or PostgreSQL where its address is given; and the secrets that go with it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Engine

from relay_server.adapters.postgresql import check_reachable, open_postgresql, reading
from relay_server.adapters.secret_files import RelaySecrets, load_secrets
from relay_server.adapters.sql.migrate import migrate, present_revision
from relay_server.adapters.sql.unit_of_work import SqlTransactions
from relay_server.adapters.sqlcipher import open_engine
from relay_server.config import Settings
from relay_server.errors import OperationError
from relay_server.ports.environment import RandomBytes

Kind = Literal["embedded", "postgresql"]


@dataclass(frozen=True, slots=True)
class Storage:
    """An open, migrated database and the secrets of the relay.

    Attributes:
        engine: For what concerns the database as a whole.
        transactions: For everything else.
        secrets: The relay's own.
    """

    engine: Engine
    transactions: SqlTransactions
    secrets: RelaySecrets


def kind_of(settings: Settings) -> Kind:
    """Return which of the two the settings name."""
    return "embedded" if settings.database_url is None else "postgresql"


@contextmanager
def open_storage(settings: Settings, random_bytes: RandomBytes) -> Iterator[Storage]:
    """Open the database and bring it to the newest schema; make it and its secrets on the first run.

    Raises:
        ConfigurationError: A secret is missing beside a database that exists, malformed, or readable by others.
        DatabaseError: The database does not open.
    """
    settings.data_directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    engine, secrets = open_database(settings, random_bytes)
    try:
        migrate(engine)
        readers = engine if settings.database_url is None else reading(engine)
        yield Storage(engine, SqlTransactions(engine, readers), secrets)
    finally:
        engine.dispose()


def open_database(settings: Settings, random_bytes: RandomBytes) -> tuple[Engine, RelaySecrets]:
    """Open the database as it is, and the secrets; secrets are made where there is no database yet.

    Raises:
        ConfigurationError: A secret is missing beside a database that exists, malformed, or readable by others.
        DatabaseError: The database does not open.
    """
    if settings.database_url is None:
        secrets = open_secrets(settings, random_bytes)
        return open_engine(settings.database_path, secrets.database), secrets
    engine = open_postgresql(settings.database_url.get_secret_value())
    try:
        check_reachable(engine)
        with engine.connect() as connection:
            is_new = present_revision(connection) is None
        return engine, load_secrets(settings.secrets_path, random_bytes, may_create=is_new)
    except BaseException:
        engine.dispose()
        raise


def open_secrets(settings: Settings, random_bytes: RandomBytes) -> RelaySecrets:
    """Read the secrets that lie beside an embedded database; make them where there is none.

    Raises:
        ConfigurationError: One is missing beside an existing database, malformed, or readable by others.
    """
    settings.data_directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    return load_secrets(settings.secrets_path, random_bytes, may_create=not settings.database_path.exists())


def require_embedded(settings: Settings, instead: str) -> None:
    """Let only relays pass whose database is the embedded file.

    Raises:
        OperationError: It is PostgreSQL; ``instead`` says how it is done there.
    """
    if settings.database_url is not None:
        raise OperationError(f"the database of this relay is PostgreSQL; {instead}")
