"""Tables of workspaces: their logs, sealed keys and cards, and the projection of the logs."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, LargeBinary, SmallInteger, String, Table

from relay_server.adapters.sql.metadata import ID, METADATA, id_column, time_column


def workspace_key() -> Column[str]:
    """Return the column that ties a row to its workspace and leads its primary key."""
    key = ForeignKey("workspace.id", ondelete="CASCADE")
    return Column("workspace", ID, key, primary_key=True)


WORKSPACE = Table(
    "workspace",
    METADATA,
    id_column(),
    Column("seq", BigInteger, nullable=False),
    Column("head", LargeBinary(32), nullable=False),
    Column("cards", BigInteger, nullable=False),
    time_column("created_ms"),
    Column("account", ID, ForeignKey("account.id", ondelete="SET NULL"), nullable=True, index=True),
    time_column("closed_ms", nullable=True),
)

MEMBERSHIP_ENTRY = Table(
    "membership_entry",
    METADATA,
    workspace_key(),
    Column("seq", BigInteger, primary_key=True),
    Column("operation", LargeBinary, nullable=False),
    Column("signature", LargeBinary(64), nullable=False),
    Column("countersignature", LargeBinary(64), nullable=False),
    time_column("time_ms"),
)

BOX = Table(
    "box",
    METADATA,
    workspace_key(),
    Column("recipient", ID, primary_key=True),
    Column("scope", ID, primary_key=True),
    Column("epoch", BigInteger, primary_key=True),
    Column("document", ID, primary_key=True),
    Column("sealed", LargeBinary(80), nullable=False),
)

CARD = Table(
    "card",
    METADATA,
    workspace_key(),
    Column("kind", SmallInteger, primary_key=True),
    Column("subject", ID, primary_key=True),
    Column("card", LargeBinary, nullable=False),
    Column("change", BigInteger, nullable=False),
    Index(None, "workspace", "change"),
)

MEMBER = Table(
    "member",
    METADATA,
    workspace_key(),
    Column("user", ID, primary_key=True),
    Column("role", SmallInteger, nullable=False),
)

MEMBER_DEVICE = Table(
    "member_device",
    METADATA,
    workspace_key(),
    Column("device", ID, primary_key=True),
    Column("user", ID, nullable=False),
    Column("kind", SmallInteger, nullable=False),
    Column("added", BigInteger, nullable=False),
    Column("revoked", BigInteger, nullable=True),
    Index(None, "device"),
)

DIAGRAM = Table(
    "diagram",
    METADATA,
    workspace_key(),
    Column("document", ID, primary_key=True),
    Column("creator", ID, nullable=False),
    Column("created", BigInteger, nullable=False),
    Column("is_deleted", Boolean, nullable=False),
    Column("is_restricted", Boolean, nullable=False),
    Index(None, "workspace", "created"),
)

DIAGRAM_ROLE = Table(
    "diagram_role",
    METADATA,
    workspace_key(),
    Column("document", ID, primary_key=True),
    Column("user", ID, primary_key=True),
    Column("role", SmallInteger, nullable=False),
)

WORKSPACE_INVITE = Table(
    "workspace_invite",
    METADATA,
    workspace_key(),
    Column("invite", ID, primary_key=True),
    Column("inviter", ID, nullable=False),
    Column("role", SmallInteger, nullable=False),
    Column("document", ID, nullable=True),
    time_column("expires_ms"),
    Column("status", String(16), nullable=False),
)

SHARE_LINK = Table(
    "share_link",
    METADATA,
    workspace_key(),
    Column("link", ID, primary_key=True),
    Column("creator", ID, nullable=False),
    Column("document", ID, nullable=False),
    time_column("expires_ms"),
    Column("is_live", Boolean, nullable=False),
    Index(None, "link"),
)
