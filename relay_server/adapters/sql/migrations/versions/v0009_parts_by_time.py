"""On PostgreSQL the audit ledger and the logs of rooms lie in parts by time; what there is becomes the first part, uncopied.

A key of a table in parts holds the time too. That an index of the ledger or a number of a room is there once is seen to by those who
give them, under a lock, and for the ledger by ``ledger_node`` besides, which has the hash of every leaf.

Revision: 0009. Follows: 0008.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_NOW = "(EXTRACT(EPOCH FROM clock_timestamp()) * 1000)::bigint"
_NEXT_QUARTER = (
    "EXTRACT(EPOCH FROM date_trunc('quarter', to_timestamp({time} / 1000.0) AT TIME ZONE 'UTC') + interval '3 months')"
)
_QUARTER = "EXTRACT(EPOCH FROM date_trunc('quarter', to_timestamp({time} / 1000.0) AT TIME ZONE 'UTC'))"


def upgrade() -> None:
    """Note when rows of logs are stored; put both tables in parts on PostgreSQL."""
    op.add_column("room_row", sa.Column("stored_ms", sa.BigInteger(), server_default=sa.text("0"), nullable=False))
    if op.get_bind().dialect.name == "postgresql":
        _ledger()
        _logs()


def _ledger() -> None:
    last = _scalar(f"SELECT GREATEST(COALESCE(MAX(time_ms), 0), {_NOW}) FROM ledger_leaf")  # noqa: S608 - our own words.
    _divide("ledger_leaf", "time_ms", ('"index"', "time_ms"), _edge(_NEXT_QUARTER, last))
    for columns in (("subject", "index"), ("actor",), ("workspace", "index")):
        op.create_index(op.f(f"ix_ledger_leaf_{'_'.join(columns)}"), "ledger_leaf", list(columns), unique=False)


def _logs() -> None:
    _divide("room_row", "stored_ms", ("room", "last", "stored_ms"), _edge(_QUARTER, _scalar(f"SELECT {_NOW}")))
    op.create_foreign_key(op.f("fk_room_row_room_room"), "room_row", "room", ["room"], ["number"], ondelete="CASCADE")
    op.execute(f"ALTER TABLE room_row ALTER COLUMN stored_ms SET DEFAULT {_NOW}")


def _divide(table: str, by: str, key: tuple[str, ...], edge: int) -> None:
    """Put a table in parts; what it holds is the part up to an edge."""
    first, columns = f"{table}_first", ", ".join(key)
    op.execute(f"ALTER TABLE {table} RENAME TO {first}")
    op.execute(f"ALTER TABLE {first} DROP CONSTRAINT pk_{table}")
    for name in _names_of(first):
        op.execute(f"DROP INDEX {name}")
    op.execute(f"CREATE TABLE {table} (LIKE {first} INCLUDING DEFAULTS) PARTITION BY RANGE ({by})")
    op.execute(f"ALTER TABLE {table} ADD CONSTRAINT pk_{table} PRIMARY KEY ({columns})")
    op.execute(f"ALTER TABLE {table} ATTACH PARTITION {first} FOR VALUES FROM (MINVALUE) TO ({edge})")
    op.execute(f"CREATE TABLE {table}_else PARTITION OF {table} DEFAULT")


def _names_of(table: str) -> list[str]:
    statement = sa.text("SELECT indexname FROM pg_indexes WHERE schemaname = current_schema() AND tablename = :table")
    return list(op.get_bind().execute(statement, {"table": table}).scalars())


def _edge(place: str, time: int) -> int:
    return _scalar(f"SELECT ({place.format(time=time)} * 1000)::bigint")


def _scalar(statement: str) -> int:
    return int(op.get_bind().execute(sa.text(statement)).scalar_one())
