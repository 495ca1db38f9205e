"""The audit ledger takes the place of the plain record; no released relay has written one.

Revision: 0003. Follows: 0002.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""
    _ledger_leaf()
    _ledger_node()
    op.drop_index(op.f("ix_security_event_account_time_ms"), table_name="security_event")
    op.drop_table("security_event")


def _ledger_leaf() -> None:
    op.create_table(
        "ledger_leaf",
        sa.Column("index", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("time_ms", sa.BigInteger(), nullable=False),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("workspace", sa.String(length=32), nullable=True),
        sa.Column("details", sa.Text(), nullable=True),
        sa.Column("details_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("subject", sa.String(length=32), nullable=True),
        sa.Column("subject_key", sa.LargeBinary(length=32), nullable=True),
        sa.Column("subject_commitment", sa.LargeBinary(length=32), nullable=False),
        sa.Column("actor", sa.String(length=32), nullable=True),
        sa.Column("address", sa.String(length=45), nullable=True),
        sa.Column("actor_key", sa.LargeBinary(length=32), nullable=True),
        sa.Column("actor_commitment", sa.LargeBinary(length=32), nullable=False),
        sa.Column("root", sa.LargeBinary(length=32), nullable=False),
        sa.Column("signature", sa.LargeBinary(length=64), nullable=False),
        sa.PrimaryKeyConstraint("index", name=op.f("pk_ledger_leaf")),
    )
    op.create_index(op.f("ix_ledger_leaf_actor"), "ledger_leaf", ["actor"], unique=False)
    op.create_index(op.f("ix_ledger_leaf_subject_index"), "ledger_leaf", ["subject", "index"], unique=False)
    op.create_index(op.f("ix_ledger_leaf_workspace_index"), "ledger_leaf", ["workspace", "index"], unique=False)


def _ledger_node() -> None:
    op.create_table(
        "ledger_node",
        sa.Column("level", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("position", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("hash", sa.LargeBinary(length=32), nullable=False),
        sa.PrimaryKeyConstraint("level", "position", name=op.f("pk_ledger_node")),
    )
