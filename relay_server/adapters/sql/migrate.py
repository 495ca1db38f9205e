"""Bring a database to the newest schema, or say that it is ahead of this program."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from relay_server.adapters.postgresql import wait_to_migrate
from relay_server.adapters.sql.statements import WRITES
from relay_server.errors import DatabaseError

_SCRIPTS = Path(__file__).parent / "migrations"


def newest_revision() -> str:
    """Return the revision that this program needs."""
    head = ScriptDirectory.from_config(_config()).get_current_head()
    if head is None:
        raise DatabaseError("this installation holds no migrations")
    return head


def present_revision(connection: Connection) -> str | None:
    """Return the revision of a database; None for an empty one."""
    return MigrationContext.configure(connection).get_current_revision()


def migrate(engine: Engine) -> None:
    """Bring the database to the newest schema in one transaction.

    Raises:
        DatabaseError: A newer program wrote it; nothing was changed.
    """
    with engine.connect() as raw:
        connection = raw.execution_options(**{WRITES: True})
        with connection.begin():
            if connection.dialect.name == "postgresql":
                wait_to_migrate(connection)
            found = present_revision(connection)
            known = {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}
            if found is not None and found not in known:
                raise DatabaseError(f"the database needs a newer version of the relay (it is at {found})")
            if found != newest_revision():
                command.upgrade(_config(connection), "head")


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config
