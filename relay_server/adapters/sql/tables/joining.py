"""Tables of invitations by e-mail, requests to join, and what share links show."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, LargeBinary, SmallInteger, String, Table, UniqueConstraint

from relay_server.adapters.sql.metadata import ID, METADATA, id_column, time_column
from relay_server.adapters.sql.tables.workspaces import workspace_key


def _workspace() -> Column[str]:
    return Column("workspace", ID, ForeignKey("workspace.id", ondelete="CASCADE"), nullable=False)


MAIL_INVITE = Table(
    "mail_invite",
    METADATA,
    Column("digest", LargeBinary(32), primary_key=True),
    _workspace(),
    Column("email", String(254), nullable=False),
    Column("email_key", String(320), nullable=False),
    Column("role", SmallInteger, nullable=False),
    Column("document", ID, nullable=True),
    Column("inviter", ID, nullable=False),
    time_column("created_ms"),
    time_column("expires_ms"),
    UniqueConstraint("workspace", "email_key"),
)

JOIN_REQUEST = Table(
    "join_request",
    METADATA,
    id_column(),
    _workspace(),
    Column("account", ID, ForeignKey("account.id", ondelete="CASCADE"), nullable=False),
    Column("user", ID, nullable=False),
    Column("admissions", LargeBinary, nullable=False),
    Column("role", SmallInteger, nullable=False),
    Column("document", ID, nullable=True),
    Column("inviter", ID, nullable=False),
    time_column("asked_ms"),
    UniqueConstraint("workspace", "account"),
    Index(None, "account"),
)

LINK_CONTENT = Table(
    "link_content",
    METADATA,
    workspace_key(),
    Column("link", ID, primary_key=True),
    Column("content", LargeBinary, nullable=False),
)
