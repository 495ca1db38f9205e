"""Tables of the audit ledger."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, LargeBinary, SmallInteger, String, Table, Text

from relay_server.adapters.sql.metadata import ID, METADATA, time_column

LEDGER_LEAF = Table(
    "ledger_leaf",
    METADATA,
    Column("index", BigInteger, primary_key=True, autoincrement=False),
    time_column("time_ms"),
    Column("action", String(40), nullable=False),
    Column("workspace", ID, nullable=True),
    Column("details", Text, nullable=True),
    Column("details_hash", LargeBinary(32), nullable=False),
    Column("subject", ID, nullable=True),
    Column("subject_key", LargeBinary(32), nullable=True),
    Column("subject_commitment", LargeBinary(32), nullable=False),
    Column("actor", ID, nullable=True),
    Column("address", String(45), nullable=True),
    Column("actor_key", LargeBinary(32), nullable=True),
    Column("actor_commitment", LargeBinary(32), nullable=False),
    Column("root", LargeBinary(32), nullable=False),
    Column("signature", LargeBinary(64), nullable=False),
    Index(None, "subject", "index"),
    Index(None, "actor"),
    Index(None, "workspace", "index"),
)

LEDGER_NODE = Table(
    "ledger_node",
    METADATA,
    Column("level", SmallInteger, primary_key=True, autoincrement=False),
    Column("position", BigInteger, primary_key=True, autoincrement=False),
    Column("hash", LargeBinary(32), nullable=False),
)
