"""The embedded database: one SQLCipher file, opened with a raw 256-bit key."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2

from relay_server.adapters.sql.statements import WRITES, driver_of
from relay_server.errors import DatabaseError

KEY_BYTES = 32
PAGE_BYTES = 4096
_BUSY_TIMEOUT_S = 5.0
_POOL = 16
_POOL_TIMEOUT_S = 10.0
_CACHE_KIB, _WRITER_CACHE_KIB = 2 * 1024, 8 * 1024
_WAL_LIMIT_BYTES = 64 << 20


def open_engine(path: Path, key: bytes) -> Engine:
    """Open the database, creating an empty one (0600) where there is none.

    Raises:
        DatabaseError: The key does not fit, or the file is damaged.
    """
    if not path.exists():
        path.touch(mode=0o600)
    connect(path, key).close()
    return _engine(path, key, _POOL, _CACHE_KIB)


def open_writer(path: Path, key: bytes) -> Engine:
    """Open a database that is there by one connection, for everything that writes.

    What a connection has read stays good for as long as nobody else writes; otherwise every commit begins by
    reading and decrypting its pages again.
    """
    return _engine(path, key, 1, _WRITER_CACHE_KIB)


def _engine(path: Path, key: bytes, connections: int, cache_kib: int) -> Engine:
    engine = create_engine(
        "sqlite://",
        module=dbapi2,
        creator=lambda: connect(path, key, cache_kib=cache_kib),
        poolclass=QueuePool,
        pool_size=connections,
        max_overflow=0,
        pool_timeout=_POOL_TIMEOUT_S,
        pool_use_lifo=True,
        # Parameters hold addresses and hashes; errors and logs must not.
        hide_parameters=True,
    )
    event.listen(engine, "begin", _begin)
    return engine


def connect(path: Path, key: bytes, *, log_ahead: bool = True, cache_kib: int = _CACHE_KIB) -> Any:  # noqa: ANN401 - the driver has no types.
    """Open one raw connection. Transactions are begun by hand; any one thread at a time may use it.

    Args:
        path: The file.
        key: 256 bits.
        log_ahead: Use a write-ahead log, as everywhere but while a copy is examined.
        cache_kib: Memory for pages.

    Raises:
        DatabaseError: The key does not fit, or the file is damaged.
    """
    if len(key) != KEY_BYTES:
        raise DatabaseError("the database key is not 32 bytes long")
    uri = f"file:{quote(str(path.absolute()), safe='/:')}?mode=rw"
    raw = dbapi2.connect(uri, uri=True, isolation_level=None, check_same_thread=False, timeout=_BUSY_TIMEOUT_S)
    try:
        # The driver's own words about the key statement would hold the key, hence "from None".
        raw.execute("PRAGMA cipher_log_level = NONE")
        raw.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        raw.execute(f"PRAGMA cipher_page_size = {PAGE_BYTES}")
        raw.execute("SELECT count(*) FROM sqlite_master").fetchone()
        for pragma in (
            "foreign_keys = ON",
            f"cache_size = -{cache_kib}",
            "temp_store = MEMORY",
            f"journal_mode = {'WAL' if log_ahead else 'DELETE'}",
            "synchronous = FULL",
            f"journal_size_limit = {_WAL_LIMIT_BYTES}",
            "secure_delete = ON",
        ):
            raw.execute(f"PRAGMA {pragma}")
    except dbapi2.Error:
        raw.close()
        raise DatabaseError(f"{path}: the key does not open this database, or it is damaged") from None
    return raw


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(WRITES, False)
    driver_of(connection).execute("BEGIN IMMEDIATE" if writes else "BEGIN")
