"""Activity."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import asdict

from sqlalchemy import Connection, case, func, insert, select
from sqlalchemy import delete as sql_delete

from relay_server.adapters.sql.statements import insert_of
from relay_server.adapters.sql.tables.activity import ACTIVITY_COUNT, ACTIVITY_NOTE, ACTIVITY_PEAK, LAST_EDIT
from relay_server.domain.activity import Count, DayTotal, LastEdit, Total

_SUMS = ("edits", "sessions", "comments")


# Built once: every commit of rooms keeps one.
_KEEP = insert(ACTIVITY_NOTE)


class SqlActivity:
    """Implements ActivityRepository."""

    __slots__ = ("_connection", "_insert")

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._insert = insert_of(connection.dialect.name)

    def add(self, workspace: str, counts: Collection[Count]) -> None:
        """Add to the counts."""
        if not counts:
            return
        table, statement = ACTIVITY_COUNT.c, self._insert(ACTIVITY_COUNT)
        keys = [column.name for column in ACTIVITY_COUNT.primary_key]
        sums = {name: table[name] + statement.excluded[name] for name in _SUMS}
        rows = [{"workspace": workspace, **asdict(count)} for count in counts]
        self._connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=sums), rows)

    def set_comments(self, workspace: str, count: Count) -> None:
        """Set how many comments a user wrote in a document on a day."""
        keys = [column.name for column in ACTIVITY_COUNT.primary_key]
        values = {"workspace": workspace, **asdict(count), "edits": 0, "sessions": 0}
        statement = self._insert(ACTIVITY_COUNT).values(**values)
        told = {"comments": statement.excluded["comments"]}
        self._connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=told))

    def edited(self, workspace: str, edits: Collection[LastEdit]) -> None:
        """Note last edits."""
        if not edits:
            return
        table, statement = LAST_EDIT.c, self._insert(LAST_EDIT)
        new = statement.excluded
        later = new.time_ms >= table.time_ms
        newest = {
            "user": case((later, new["user"]), else_=table["user"]),
            "time_ms": case((later, new.time_ms), else_=table.time_ms),
            "edits": table.edits + new.edits,
        }
        rows = [{"workspace": workspace, **asdict(edit)} for edit in edits]
        statement = statement.on_conflict_do_update(index_elements=["workspace", "document"], set_=newest)
        self._connection.execute(statement, rows)

    def keep(self, note: bytes) -> None:
        """Keep a note of edits."""
        self._connection.execute(_KEEP, {"note": note})

    def take(self) -> Sequence[bytes]:
        """Remove and return the notes that are kept."""
        return list(self._connection.execute(sql_delete(ACTIVITY_NOTE).returning(ACTIVITY_NOTE.c.note)).scalars())

    def last_edit(self, workspace: str, document: str) -> LastEdit | None:
        """Return the last edit of a document."""
        table = LAST_EDIT.c
        found = select(table.document, table["user"], table.time_ms, table.edits)
        found = found.where(table.workspace == workspace, table.document == document)
        row = self._connection.execute(found).one_or_none()
        return None if row is None else LastEdit(*row)

    def peak(self, workspace: str, day: int, rooms: int) -> None:
        """Note how many rooms were open at once."""
        table = ACTIVITY_PEAK.c
        statement = self._insert(ACTIVITY_PEAK).values(workspace=workspace, day=day, rooms=rooms)
        most = case((statement.excluded.rooms > table.rooms, statement.excluded.rooms), else_=table.rooms)
        statement = statement.on_conflict_do_update(index_elements=["workspace", "day"], set_={"rooms": most})
        self._connection.execute(statement)

    def days(self, workspace: str, since: int, until: int) -> Sequence[DayTotal]:
        """Return the days of a span."""
        table = ACTIVITY_COUNT.c
        editor = case((table.edits > 0, table["user"]))
        edited = case((table.edits > 0, table.document))
        sums = [func.sum(table[name]) for name in _SUMS]
        counted = select(table.day, *sums, func.count(editor.distinct()), func.count(edited.distinct()))
        counted = counted.where(table.workspace == workspace, table.day.between(since, until)).group_by(table.day)
        found = {row[0]: [int(value) for value in row[1:]] for row in self._connection.execute(counted)}
        peaks = self._peaks(workspace, since, until)
        return [_total(day, found.get(day, [0] * 5), peaks.get(day, 0)) for day in sorted(found.keys() | peaks.keys())]

    def by_user(self, workspace: str, since: int, until: int) -> Sequence[Total]:
        """Return the sums of a span by user."""
        return self._totals("user", workspace, since, until, None)

    def by_document(self, workspace: str, since: int, until: int, limit: int) -> Sequence[Total]:
        """Return the sums of a span by document."""
        return self._totals("document", workspace, since, until, limit)

    def prune(self, before: int) -> int:
        """Remove the counts of days before a day."""
        old = self._connection.execute(sql_delete(ACTIVITY_COUNT).where(ACTIVITY_COUNT.c.day < before)).rowcount
        return old + self._connection.execute(sql_delete(ACTIVITY_PEAK).where(ACTIVITY_PEAK.c.day < before)).rowcount

    def _peaks(self, workspace: str, since: int, until: int) -> dict[int, int]:
        table = ACTIVITY_PEAK.c
        here = (table.workspace == workspace, table.day.between(since, until))
        return {row.day: row.rooms for row in self._connection.execute(select(ACTIVITY_PEAK).where(*here))}

    def _totals(self, key: str, workspace: str, since: int, until: int, limit: int | None) -> Sequence[Total]:
        table = ACTIVITY_COUNT.c
        sums = [func.sum(table[name]) for name in _SUMS]
        statement = select(table[key], *sums).where(table.workspace == workspace, table.day.between(since, until))
        statement = statement.group_by(table[key]).order_by(sums[0].desc(), table[key]).limit(limit)
        return [Total(row[0], *(int(value) for value in row[1:])) for row in self._connection.execute(statement)]


def _total(day: int, sums: Sequence[int], rooms: int) -> DayTotal:
    edits, sessions, comments, editors, documents = sums
    return DayTotal(day, edits, sessions, comments, editors, documents, rooms)
