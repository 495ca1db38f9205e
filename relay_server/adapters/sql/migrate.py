"""Bring a database to the newest schema, or say that it is ahead of this program.

Alembic is loaded where there is something to bring: it takes 10 MB that a serving process would keep.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from relay_server.adapters.postgresql import wait_to_migrate
from relay_server.adapters.sql.statements import WRITES
from relay_server.errors import DatabaseError

_SCRIPTS = Path(__file__).parent / "migrations"


def newest_revision() -> str:
    """Return the revision that this program needs."""
    return _revisions()[-1]


def present_revision(connection: Connection) -> str | None:
    """Return the revision of a database; None for an empty one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()
    return found


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
            if found is not None and found not in _revisions():
                raise DatabaseError(f"the database needs a newer version of the relay (it is at {found})")
            if found != newest_revision():
                _upgrade(connection)


def _revisions() -> list[str]:
    """Return all revisions, oldest first; a migration's file is named after its own."""
    names = sorted(path.stem for path in (_SCRIPTS / "versions").glob("v????_*.py"))
    if not names:
        raise DatabaseError("this installation holds no migrations")
    return [name[1:5] for name in names]


def _upgrade(connection: Connection, revision: str = "head") -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, revision)
