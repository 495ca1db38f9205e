"""The one MetaData all tables hang on, and column types that mean the same everywhere."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, MetaData, String

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

ID = String(32)
"""Sixteen random bytes as lower-case hex."""


def time_column(name: str, *, nullable: bool = False, server_default: str | None = None) -> Column[int]:
    """Return a column of Unix milliseconds."""
    return Column(name, BigInteger, nullable=nullable, server_default=server_default)


def id_column(name: str = "id") -> Column[str]:
    """Return a primary key of one id."""
    return Column(name, ID, primary_key=True)
