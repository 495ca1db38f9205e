"""Invitations by mail, requests to join, shared copies; counts of activity.

Revision: 0005. Follows: 0004.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""
    _activity_count()
    _activity_peak()
    _join_request()
    _last_edit()
    _link_content()
    _mail_invite()


def _activity_count() -> None:
    op.create_table(
        "activity_count",
        sa.Column("workspace", sa.String(length=32), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("user", sa.String(length=32), nullable=False),
        sa.Column("document", sa.String(length=32), nullable=False),
        sa.Column("edits", sa.BigInteger(), nullable=False),
        sa.Column("sessions", sa.BigInteger(), nullable=False),
        sa.Column("comments", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace"], ["workspace.id"], name=op.f("fk_activity_count_workspace_workspace"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workspace", "day", "user", "document", name=op.f("pk_activity_count")),
    )
    op.create_index(op.f("ix_activity_count_day"), "activity_count", ["day"], unique=False)


def _activity_peak() -> None:
    op.create_table(
        "activity_peak",
        sa.Column("workspace", sa.String(length=32), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("rooms", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace"], ["workspace.id"], name=op.f("fk_activity_peak_workspace_workspace"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workspace", "day", name=op.f("pk_activity_peak")),
    )


def _join_request() -> None:
    op.create_table(
        "join_request",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("workspace", sa.String(length=32), nullable=False),
        sa.Column("account", sa.String(length=32), nullable=False),
        sa.Column("user", sa.String(length=32), nullable=False),
        sa.Column("admissions", sa.LargeBinary(), nullable=False),
        sa.Column("role", sa.SmallInteger(), nullable=False),
        sa.Column("document", sa.String(length=32), nullable=True),
        sa.Column("inviter", sa.String(length=32), nullable=False),
        sa.Column("asked_ms", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account"], ["account.id"], name=op.f("fk_join_request_account_account"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["workspace"], ["workspace.id"], name=op.f("fk_join_request_workspace_workspace"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_join_request")),
        sa.UniqueConstraint("workspace", "account", name=op.f("uq_join_request_workspace_account")),
    )
    op.create_index(op.f("ix_join_request_account"), "join_request", ["account"], unique=False)


def _last_edit() -> None:
    op.create_table(
        "last_edit",
        sa.Column("workspace", sa.String(length=32), nullable=False),
        sa.Column("document", sa.String(length=32), nullable=False),
        sa.Column("user", sa.String(length=32), nullable=False),
        sa.Column("time_ms", sa.BigInteger(), nullable=False),
        sa.Column("edits", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace"], ["workspace.id"], name=op.f("fk_last_edit_workspace_workspace"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workspace", "document", name=op.f("pk_last_edit")),
    )
    op.create_index(op.f("ix_last_edit_workspace_time_ms"), "last_edit", ["workspace", "time_ms"], unique=False)


def _link_content() -> None:
    op.create_table(
        "link_content",
        sa.Column("workspace", sa.String(length=32), nullable=False),
        sa.Column("link", sa.String(length=32), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace"], ["workspace.id"], name=op.f("fk_link_content_workspace_workspace"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workspace", "link", name=op.f("pk_link_content")),
    )


def _mail_invite() -> None:
    op.create_table(
        "mail_invite",
        sa.Column("digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("workspace", sa.String(length=32), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("email_key", sa.String(length=320), nullable=False),
        sa.Column("role", sa.SmallInteger(), nullable=False),
        sa.Column("document", sa.String(length=32), nullable=True),
        sa.Column("inviter", sa.String(length=32), nullable=False),
        sa.Column("created_ms", sa.BigInteger(), nullable=False),
        sa.Column("expires_ms", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace"], ["workspace.id"], name=op.f("fk_mail_invite_workspace_workspace"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_mail_invite")),
        sa.UniqueConstraint("workspace", "email_key", name=op.f("uq_mail_invite_workspace_email_key")),
    )
