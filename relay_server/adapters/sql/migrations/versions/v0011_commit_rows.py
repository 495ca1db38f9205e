"""A commit of the embedded database adds one row to its tail, whatever rooms it has; what lies there already is written so.

PostgreSQL's tail is always empty, and its processes do not look at it.

Revision: 0011. Follows: 0010.
"""

from __future__ import annotations

import struct

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the table anew."""
    connection = op.get_bind()
    tail = connection.execute(sa.text("SELECT room, last, items FROM log_tail ORDER BY number")).all()
    op.drop_table("log_tail")
    made = op.create_table(
        "log_tail",
        sa.Column("number", _NUMBER, autoincrement=True, nullable=False),
        sa.Column("rooms", sa.LargeBinary(), nullable=False),
        sa.Column("records", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_log_tail")),
    )
    for room, last, items in tail:
        records = struct.pack(">QQI", room, last, len(items)) + items
        connection.execute(sa.insert(made).values(rooms=struct.pack(">Q", room), records=records))
