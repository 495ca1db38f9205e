"""Tables of meetings of devices, and of the words left in them."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, SmallInteger, Table

from relay_server.adapters.sql.metadata import ID, METADATA, id_column, time_column

MEETING = Table(
    "meeting",
    METADATA,
    id_column(),
    Column("account", ID, ForeignKey("account.id", ondelete="CASCADE"), nullable=False),
    Column("host", ID, nullable=False),
    time_column("expires_ms"),
    Column("guest", ID, nullable=True),
    Index(None, "account"),
)

MEETING_WORD = Table(
    "meeting_word",
    METADATA,
    Column("meeting", ID, ForeignKey("meeting.id", ondelete="CASCADE"), primary_key=True),
    Column("side", SmallInteger, primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("word", LargeBinary, nullable=False),
)
