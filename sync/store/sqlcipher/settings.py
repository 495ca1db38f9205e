"""Settings, session state and the recent list in SQL."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Literal, cast

from sync.store.log_rules import MAX_RECENT, encoded_setting
from sync.store.records import JsonValue, RecentItem, RecentKind
from sync.store.sqlcipher.connection import Connection


class SqlSettings:
    """Implements Settings on one of the two tables of names and JSON values."""

    __slots__ = ("_connection", "_table")

    def __init__(self, connection: Connection, table: Literal["settings", "session"]) -> None:
        self._connection = connection
        self._table = table

    def get(self, name: str) -> JsonValue:
        """Return the value; None when it was never set."""
        row = self._connection.row(f"SELECT value FROM {self._table} WHERE name = ?", (name,))  # noqa: S608
        return cast(JsonValue, json.loads(row[0])) if row else None

    def set(self, name: str, value: JsonValue) -> None:
        """Keep a value; None removes it."""
        if value is None:
            self._connection.execute(f"DELETE FROM {self._table} WHERE name = ?", (name,))  # noqa: S608
            return
        self._connection.execute(
            f"INSERT INTO {self._table} VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",  # noqa: S608
            (name, encoded_setting(name, value)),
        )

    def all(self) -> Mapping[str, JsonValue]:
        """Return every setting."""
        rows = self._connection.rows(f"SELECT name, value FROM {self._table}")  # noqa: S608
        return {name: json.loads(value) for name, value in rows}


class SqlRecentList:
    """Implements RecentList."""

    __slots__ = ("_connection", "_now_ms")

    def __init__(self, connection: Connection, now_ms: Callable[[], int]) -> None:
        self._connection = connection
        self._now_ms = now_ms

    def touch(self, kind: RecentKind, target: str) -> None:
        """Put on top, also when the clock was set back since."""
        with self._connection.transaction():
            newest = self._connection.row("SELECT coalesce(max(opened_ms), 0) FROM recent")
            opened = max(self._now_ms(), newest[0] + 1 if newest else 0)
            self._connection.execute(
                "INSERT INTO recent VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET opened_ms = excluded.opened_ms",
                (kind.value, target, opened),
            )
            self._connection.execute(
                "DELETE FROM recent WHERE opened_ms < (SELECT min(opened_ms) FROM"
                " (SELECT opened_ms FROM recent ORDER BY opened_ms DESC LIMIT ?))",
                (MAX_RECENT,),
            )

    def list(self, limit: int = 20) -> Sequence[RecentItem]:
        """Return the newest first."""
        statement = "SELECT kind, target, opened_ms FROM recent ORDER BY opened_ms DESC LIMIT ?"
        return [RecentItem(RecentKind(row[0]), row[1], row[2]) for row in self._connection.rows(statement, (limit,))]

    def remove(self, kind: RecentKind, target: str) -> None:
        """Take one entry off the list."""
        self._connection.execute("DELETE FROM recent WHERE kind = ? AND target = ?", (kind.value, target))
