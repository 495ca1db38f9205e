"""Tables of activity."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, Integer, LargeBinary, Table

from relay_server.adapters.sql.metadata import ID, METADATA, time_column
from relay_server.adapters.sql.tables.workspaces import workspace_key

ACTIVITY_COUNT = Table(
    "activity_count",
    METADATA,
    workspace_key(),
    Column("day", Integer, primary_key=True),
    Column("user", ID, primary_key=True),
    Column("document", ID, primary_key=True),
    Column("edits", BigInteger, nullable=False),
    Column("sessions", BigInteger, nullable=False),
    Column("comments", BigInteger, nullable=False),
    Index(None, "day"),
)

ACTIVITY_PEAK = Table(
    "activity_peak",
    METADATA,
    workspace_key(),
    Column("day", Integer, primary_key=True),
    Column("rooms", Integer, nullable=False),
)

ACTIVITY_NOTE = Table(
    "activity_note",
    METADATA,
    Column("number", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True),
    Column("note", LargeBinary, nullable=False),
)

LAST_EDIT = Table(
    "last_edit",
    METADATA,
    workspace_key(),
    Column("document", ID, primary_key=True),
    Column("user", ID, nullable=False),
    time_column("time_ms"),
    Column("edits", BigInteger, nullable=False),
    Index(None, "workspace", "time_ms"),
)
