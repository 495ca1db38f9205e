"""Tables of accounts, sessions, second factors, devices and invitations."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Index, LargeBinary, String, Table, Text

from relay_server.adapters.sql.metadata import ID, METADATA, id_column, time_column


def _account_key(*, primary_key: bool = False) -> Column[str]:
    key = ForeignKey("account.id", ondelete="CASCADE")
    return Column("account", ID, key, nullable=False, primary_key=primary_key)


ACCOUNT = Table(
    "account",
    METADATA,
    id_column(),
    Column("email", String(254), nullable=False),
    Column("email_key", String(320), nullable=False, unique=True),
    Column("name", String(80), nullable=False),
    Column("role", String(16), nullable=False),
    Column("state", String(16), nullable=False),
    Column("password", String(120), nullable=False),
    time_column("created_ms"),
    time_column("email_verified_ms", nullable=True),
    Column("avatar", String(64), nullable=True),
)

AVATAR = Table(
    "avatar",
    METADATA,
    _account_key(primary_key=True),
    Column("data", LargeBinary, nullable=False),
)

SESSION = Table(
    "session",
    METADATA,
    id_column(),
    _account_key(),
    time_column("created_ms"),
    time_column("expires_ms"),
    time_column("used_ms"),
    time_column("proven_ms"),
    Column("methods", String(60), nullable=False),
    Column("user_agent", String(200), nullable=False),
    Column("address", String(45), nullable=False),
    Column("device", ID, nullable=True, index=True),
    time_column("ended_ms", nullable=True),
    Column("end_reason", String(32), nullable=True),
    Index(None, "account", "ended_ms"),
)

REFRESH_TOKEN = Table(
    "refresh_token",
    METADATA,
    Column("digest", LargeBinary(32), primary_key=True),
    Column("session", ID, ForeignKey("session.id", ondelete="CASCADE"), nullable=False, index=True),
    time_column("issued_ms"),
    time_column("expires_ms"),
    time_column("used_ms", nullable=True),
)

ONE_TIME_TOKEN = Table(
    "one_time_token",
    METADATA,
    Column("digest", LargeBinary(32), primary_key=True),
    Column("purpose", String(32), nullable=False),
    _account_key(),
    time_column("expires_ms"),
    Column("email", String(254), nullable=False),
    Index(None, "account", "purpose"),
)

SECOND_FACTOR = Table(
    "second_factor",
    METADATA,
    _account_key(primary_key=True),
    Column("sealed_secret", LargeBinary, nullable=False),
    time_column("confirmed_ms", nullable=True),
    Column("last_step", BigInteger, nullable=False),
)

RECOVERY_CODE = Table(
    "recovery_code",
    METADATA,
    _account_key(primary_key=True),
    Column("digest", LargeBinary(32), primary_key=True),
)

DEVICE = Table(
    "device",
    METADATA,
    id_column(),
    _account_key(),
    Column("entry", LargeBinary, nullable=False),
    time_column("created_ms"),
    time_column("revoked_ms", nullable=True),
    Index(None, "account"),
)

REGISTRATION_INVITE = Table(
    "registration_invite",
    METADATA,
    Column("digest", LargeBinary(32), primary_key=True),
    Column("email", String(254), nullable=True),
    time_column("created_ms"),
    time_column("expires_ms"),
    Column("created_by", ID, nullable=True),
    Column("used_by", ID, nullable=True),
)

RELAY_STATE = Table(
    "relay_state",
    METADATA,
    Column("name", String(60), primary_key=True),
    Column("value", Text, nullable=False),
)
