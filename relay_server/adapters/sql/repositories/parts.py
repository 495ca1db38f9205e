"""The parts by time of the audit ledger and the logs, on PostgreSQL: a quarter of a year each, made ahead, and one for all else.

Made ahead, so that nobody waits for it; what nevertheless came before its part was there is moved out of ``else`` when it is made. A
part that is over gets no rows any more: it can be moved to a slower disk, dumped by itself, and compacted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, text

_LEDGER = "ledger_leaf"

TABLES = {_LEDGER: "time_ms", "room_row": "stored_ms"}
"""Tables in parts, and the column of their time in milliseconds."""

AHEAD = 2
"""How many quarters beyond the present one are ready."""

_MONTHS = 3
_PARTS = text(
    "SELECT child.relname, pg_get_expr(child.relpartbound, child.oid) AS bound FROM pg_inherits"
    " JOIN pg_class child ON child.oid = inhrelid JOIN pg_class parent ON parent.oid = inhparent"
    " WHERE parent.relname = :table AND parent.relnamespace = to_regnamespace(current_schema())"
)


@dataclass(frozen=True, slots=True)
class Quarter:
    """A quarter of a year: its name, and where it begins and ends, in milliseconds."""

    name: str
    begin_ms: int
    end_ms: int


def quarters(now_ms: int, ahead: int = AHEAD) -> Iterator[Quarter]:
    """Yield the quarter of a time and those that follow."""
    now = datetime.fromtimestamp(now_ms / 1000, UTC)
    first = now.year * 4 + (now.month - 1) // _MONTHS
    for number in range(first, first + ahead + 1):
        yield Quarter(f"{number // 4}q{number % 4 + 1}", _begin(number), _begin(number + 1))


def is_part(table: str) -> bool:
    """Tell whether a table's name is that of a part."""
    return any(table.startswith(f"{name}_") for name in TABLES)


class SqlParts:
    """Implements PartRepository."""

    __slots__ = ("_connection",)

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def prepare(self, now_ms: int) -> Sequence[str]:
        """Make what one table lacks of the present quarter and the next ones."""
        if self._connection.dialect.name != "postgresql":
            return []
        for table in TABLES:
            if any(not self._has(table, quarter) for quarter in quarters(now_ms)):
                return self._prepare(table, now_ms)
        return []

    def compact(self, before_ms: int) -> Sequence[str]:
        """Give the space back that the ledger once took in the parts that were over before a time."""
        if self._connection.dialect.name != "postgresql":
            return []
        over = [name for name, end in self._ends(_LEDGER) if end <= before_ms]
        for name in over:
            # Unlike VACUUM FULL this may be done in a transaction; the parts are small enough to be written anew.
            self._connection.execute(text(f'CLUSTER "{name}" USING "{self._key(name)}"'))
        return over

    def _prepare(self, table: str, now_ms: int) -> Sequence[str]:
        # Whoever writes waits: a row on its way to "else" would not belong there any more. One table in a transaction, so that
        # nobody who writes to both waits for this one and is waited for.
        self._connection.execute(text(f"LOCK TABLE {table} IN SHARE ROW EXCLUSIVE MODE"))
        # Another process may have made them while this one waited.
        made = [quarter for quarter in quarters(now_ms) if not self._has(table, quarter)]
        for quarter in made:
            self._make(table, quarter)
        return [f"{table}_{quarter.name}" for quarter in made]

    def _has(self, table: str, quarter: Quarter) -> bool:
        """Tell whether the end of a quarter lies in a part: the first one may reach into it."""
        ends = [end for _, end in self._ends(table)]
        return bool(ends) and max(ends) >= quarter.end_ms

    def _ends(self, table: str) -> list[tuple[str, int]]:
        rows = self._connection.execute(_PARTS, {"table": table})
        return [(row.relname, int(row.bound.split("'")[-2])) for row in rows if row.bound != "DEFAULT"]

    def _make(self, table: str, quarter: Quarter) -> None:
        name, by, run = f"{table}_{quarter.name}", TABLES[table], self._connection.execute
        begin = max([quarter.begin_ms, *(end for _, end in self._ends(table))])
        run(text(f'CREATE TABLE "{name}" (LIKE {table} INCLUDING DEFAULTS)'))
        here = f"{by} >= {begin} AND {by} < {quarter.end_ms}"
        # Our own names and numbers: nothing of them comes from outside.
        moving = f'WITH late AS (DELETE FROM {table}_else WHERE {here} RETURNING *) INSERT INTO "{name}" TABLE late'  # noqa: S608
        run(text(moving))
        run(text(f'ALTER TABLE {table} ATTACH PARTITION "{name}" FOR VALUES FROM ({begin}) TO ({quarter.end_ms})'))

    def _key(self, table: str) -> str:
        statement = text("SELECT conname FROM pg_constraint WHERE conrelid = to_regclass(:table) AND contype = 'p'")
        name: str = self._connection.execute(statement, {"table": f'"{table}"'}).scalar_one()
        return name


def _begin(number: int) -> int:
    return int(datetime(number // 4, number % 4 * _MONTHS + 1, 1, tzinfo=UTC).timestamp() * 1000)
