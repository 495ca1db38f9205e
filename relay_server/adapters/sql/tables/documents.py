"""Tables of rooms: logs of sealed envelopes with their index, snapshots, blobs, and the bytes that workspaces hold.

Devices, writers and hashes are raw bytes here: these tables get rows a thousand times a second. The tables that are read in
the order of their keys are stored in that order (``sqlite_with_rowid``).
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Integer, LargeBinary, String, Table, UniqueConstraint

from relay_server.adapters.sql.metadata import ID, METADATA, time_column

# SQLite numbers rows by itself only in a column of exactly this type.
_NUMBER = BigInteger().with_variant(Integer, "sqlite")


def _room_key() -> Column[int]:
    return Column("room", _NUMBER, ForeignKey("room.number", ondelete="CASCADE"), primary_key=True, autoincrement=False)


def _bytes_key(name: str, length: int) -> Column[bytes]:
    return Column(name, LargeBinary(length), primary_key=True)


def _number_key(name: str) -> Column[int]:
    return Column(name, BigInteger, primary_key=True, autoincrement=False)


ROOM = Table(
    "room",
    METADATA,
    Column("number", _NUMBER, primary_key=True, autoincrement=True),
    Column("workspace", ID, nullable=False),
    Column("document", ID, nullable=False),
    time_column("created_ms"),
    UniqueConstraint("workspace", "document"),
)

ROOM_ROW = Table(
    "room_row",
    METADATA,
    _room_key(),
    _number_key("last"),
    Column("items", LargeBinary, nullable=False),
    # By it PostgreSQL puts the table in parts and fills it in by itself; the embedded database has no use for it.
    time_column("stored_ms", server_default="0"),
    sqlite_with_rowid=False,
)

ROOM_ENVELOPE = Table(
    "room_envelope",
    METADATA,
    _room_key(),
    _bytes_key("device", 16),
    _bytes_key("writer", 8),
    _number_key("counter"),
    Column("seq", BigInteger, nullable=False),
    Column("hash", LargeBinary(16), nullable=False),
    sqlite_with_rowid=False,
)
"""An index of chains: where a run of envelopes of a chain ends that stand, among others, in one row of the log. In PostgreSQL, and in
what was stored before there were runs, each has one envelope."""

ROOM_CHAIN = Table(
    "room_chain",
    METADATA,
    _room_key(),
    _bytes_key("device", 16),
    _bytes_key("writer", 8),
    Column("counter", BigInteger, nullable=False),
    Column("log_seq", BigInteger, nullable=False),
    Column("hash", LargeBinary(16), nullable=False),
    sqlite_with_rowid=False,
)

LOG_TAIL = Table(
    "log_tail",
    METADATA,
    Column("number", _NUMBER, primary_key=True, autoincrement=True),
    Column("rooms", LargeBinary, nullable=False),
    Column("records", LargeBinary, nullable=False),
)
"""What the embedded database committed last, a row for each commit: see ``repositories.log_tail``."""

ROOM_SNAPSHOT = Table(
    "room_snapshot",
    METADATA,
    _room_key(),
    _bytes_key("hash", 32),
    Column("upto", BigInteger, nullable=False),
    Column("total", BigInteger, nullable=False),
    time_column("begun_ms"),
    time_column("complete_ms", nullable=True),
)

ROOM_SNAPSHOT_PART = Table(
    "room_snapshot_part",
    METADATA,
    _room_key(),
    _bytes_key("hash", 32),
    _number_key("start"),
    Column("data", LargeBinary, nullable=False),
)

BLOB = Table(
    "blob",
    METADATA,
    Column("workspace", ID, primary_key=True),
    Column("digest", String(64), primary_key=True),
    Column("size", BigInteger, nullable=False),
    time_column("begun_ms"),
    Column("complete", Boolean, nullable=False),
)

BLOB_PART = Table(
    "blob_part",
    METADATA,
    Column("workspace", ID, primary_key=True),
    Column("digest", String(64), primary_key=True),
    _number_key("start"),
    Column("data", LargeBinary, nullable=False),
)

WORKSPACE_USAGE = Table(
    "workspace_usage",
    METADATA,
    Column("workspace", ID, primary_key=True),
    Column("bytes", BigInteger, nullable=False),
)
