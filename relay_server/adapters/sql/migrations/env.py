"""Alembic runs this file; the connection comes from ``migrate`` and is inside a transaction already."""

from __future__ import annotations

from alembic import context

from relay_server.adapters.sql import tables
from relay_server.adapters.sql.metadata import METADATA

assert tables.accounts is not None  # noqa: S101 - the import is what puts the tables on the MetaData.

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA, render_as_batch=True)
context.run_migrations()
