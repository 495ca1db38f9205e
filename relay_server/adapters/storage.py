"""Opening the relay's storage: the embedded file, or PostgreSQL where its address is given; and the secrets that go with it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Engine, select

from relay_server.adapters.database_copy import serving_lock
from relay_server.adapters.postgresql import check_reachable, open_postgresql, reading
from relay_server.adapters.read_replica import POOL as REPLICA_POOL
from relay_server.adapters.read_replica import ReadReplica
from relay_server.adapters.secret_files import RelaySecrets, load_secrets
from relay_server.adapters.serving_presence import serving_presence
from relay_server.adapters.sql.migrate import migrate, present_revision
from relay_server.adapters.sql.tables.accounts import RELAY_STATE
from relay_server.adapters.sql.unit_of_work import SqlTransactions
from relay_server.adapters.sqlcipher import open_engine, open_writer
from relay_server.config import Settings
from relay_server.errors import OperationError
from relay_server.ports.environment import RandomBytes

_CLOSE_S = 10.0

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
def open_storage(settings: Settings, random_bytes: RandomBytes, *, serving: bool = False) -> Iterator[Storage]:
    """Open the database and bring it to the newest schema; make it and its secrets on the first run.

    Args:
        settings: Where it is.
        random_bytes: Source of new secrets.
        serving: Whether this process serves it: then nobody moves it away, and the embedded file is served by nobody else.

    Raises:
        OperationError: Another process serves the embedded file, or the database is being moved.
        ConfigurationError: A secret is missing beside a database that exists, malformed, or readable by others.
        DatabaseError: The database does not open.
    """
    settings.data_directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    is_embedded = settings.database_url is None
    with ExitStack() as stack:
        if serving and is_embedded:
            stack.enter_context(serving_lock(settings.data_directory))
        engine, secrets = open_database(settings, random_bytes)
        stack.callback(engine.dispose)
        if serving and not is_embedded:
            stack.enter_context(serving_presence(engine))
        migrate(engine)
        if is_embedded:
            writer = open_writer(settings.database_path, secrets.database)
            stack.callback(writer.dispose)
            transactions = SqlTransactions(writer, engine, keeps_connection=True)
            stack.callback(transactions.close)
        else:
            transactions = SqlTransactions(engine, reading(engine), _replica(settings, engine, stack))
        yield Storage(engine, transactions, secrets)


def _replica(settings: Settings, engine: Engine, stack: ExitStack) -> ReadReplica | None:
    if settings.replica_url is None:
        return None
    replica = ReadReplica(open_postgresql(settings.replica_url.get_secret_value(), REPLICA_POOL), engine)
    stack.callback(replica.close, _CLOSE_S)
    return replica


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
        return engine, load_secrets(settings.secrets_path, random_bytes, may_create=is_unused(engine))
    except BaseException:
        engine.dispose()
        raise


def is_unused(engine: Engine) -> bool:
    """Tell whether no relay has kept anything in a database yet: it has no tables, or no keys in them."""
    with engine.connect() as connection:
        if present_revision(connection) is None:
            return True
        return connection.execute(select(RELAY_STATE.c.name).limit(1)).first() is None


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
