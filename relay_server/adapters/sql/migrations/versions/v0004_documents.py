"""Rooms with their logs, snapshots and blobs; bytes held by workspaces.

Revision: 0004. Follows: 0003.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Create the tables."""
    _rooms()
    _snapshots()
    _blobs()


def _of_room(name: str, *columns: sa.Column[object], keys: tuple[str, ...], with_rowid: bool = True) -> None:
    op.create_table(
        name,
        sa.Column("room", _NUMBER, autoincrement=False, nullable=False),
        *columns,
        sa.ForeignKeyConstraint(["room"], ["room.number"], name=op.f(f"fk_{name}_room_room"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("room", *keys, name=op.f(f"pk_{name}")),
        sqlite_with_rowid=with_rowid,
    )


def _rooms() -> None:
    op.create_table(
        "room",
        sa.Column("number", _NUMBER, autoincrement=True, nullable=False),
        sa.Column("workspace", sa.String(length=32), nullable=False),
        sa.Column("document", sa.String(length=32), nullable=False),
        sa.Column("created_ms", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_room")),
        sa.UniqueConstraint("workspace", "document", name=op.f("uq_room_workspace_document")),
    )
    _of_room(
        "room_row",
        sa.Column("last", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("items", sa.LargeBinary(), nullable=False),
        keys=("last",),
        with_rowid=False,
    )
    _of_room(
        "room_envelope",
        sa.Column("device", sa.LargeBinary(length=16), nullable=False),
        sa.Column("writer", sa.LargeBinary(length=8), nullable=False),
        sa.Column("counter", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("hash", sa.LargeBinary(length=16), nullable=False),
        keys=("device", "writer", "counter"),
        with_rowid=False,
    )
    _of_room(
        "room_chain",
        sa.Column("device", sa.LargeBinary(length=16), nullable=False),
        sa.Column("writer", sa.LargeBinary(length=8), nullable=False),
        sa.Column("counter", sa.BigInteger(), nullable=False),
        sa.Column("log_seq", sa.BigInteger(), nullable=False),
        sa.Column("hash", sa.LargeBinary(length=16), nullable=False),
        keys=("device", "writer"),
        with_rowid=False,
    )


def _snapshots() -> None:
    _of_room(
        "room_snapshot",
        sa.Column("hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("upto", sa.BigInteger(), nullable=False),
        sa.Column("total", sa.BigInteger(), nullable=False),
        sa.Column("begun_ms", sa.BigInteger(), nullable=False),
        sa.Column("complete_ms", sa.BigInteger(), nullable=True),
        keys=("hash",),
    )
    _of_room(
        "room_snapshot_part",
        sa.Column("hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("start", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        keys=("hash", "start"),
    )


def _blobs() -> None:
    op.create_table(
        "blob",
        sa.Column("workspace", sa.String(length=32), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("begun_ms", sa.BigInteger(), nullable=False),
        sa.Column("complete", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "digest", name=op.f("pk_blob")),
    )
    op.create_table(
        "blob_part",
        sa.Column("workspace", sa.String(length=32), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("start", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "digest", "start", name=op.f("pk_blob_part")),
    )
    op.create_table(
        "workspace_usage",
        sa.Column("workspace", sa.String(length=32), nullable=False),
        sa.Column("bytes", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", name=op.f("pk_workspace_usage")),
    )
