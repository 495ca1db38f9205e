"""The audit ledger."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, fields
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, insert, or_, select, tuple_, update

from relay_server.adapters.sql.statements import held, insert_if_absent, upsert
from relay_server.adapters.sql.tables.accounts import RELAY_STATE
from relay_server.adapters.sql.tables.ledger import LEDGER_LEAF, LEDGER_NODE
from relay_server.domain.ledger_leaf import LedgerLeaf, StoredLeaf
from relay_server.domain.ledger_tree import Place

_SIZE = "ledger_size"
_LEAF = tuple(field.name for field in fields(LedgerLeaf))
_NO_SUBJECT: dict[str, None] = {"subject": None, "subject_key": None}
_NO_ACTOR: dict[str, None] = {"actor": None, "address": None, "actor_key": None}


class SqlLedger:
    """Implements LedgerRepository. The size stands beside the leaves, so that leaves cut off at the end are missed."""

    __slots__ = ("_connection",)

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def size(self, *, lock: bool = False) -> int:
        """Return how many leaves there are."""
        statement = select(RELAY_STATE.c.value).where(RELAY_STATE.c.name == _SIZE)
        if lock:
            # A row that is not there cannot be held: two processes would both write the first leaf.
            insert_if_absent(self._connection, RELAY_STATE, {"name": _SIZE, "value": "0"})
            statement = held(self._connection, statement)
        return int(self._connection.execute(statement).scalar_one_or_none() or 0)

    def add(self, stored: StoredLeaf, nodes: Mapping[Place, bytes]) -> None:
        """Store the next leaf."""
        values = {**asdict(stored.leaf), "root": stored.root, "signature": stored.signature}
        self._connection.execute(insert(LEDGER_LEAF).values(**values))
        rows = [{"level": level, "position": position, "hash": hashed} for (level, position), hashed in nodes.items()]
        self._connection.execute(insert(LEDGER_NODE), rows)
        upsert(self._connection, RELAY_STATE, {"name": _SIZE, "value": str(stored.leaf.index + 1)})

    def nodes(self, places: Collection[Place]) -> Mapping[Place, bytes]:
        """Return hashes of complete subtrees."""
        table = LEDGER_NODE.c
        here = tuple_(table.level, table.position).in_(list(places))
        rows = self._connection.execute(select(table.level, table.position, table.hash).where(here))
        return {(row.level, row.position): row.hash for row in rows}

    def get(self, index: int) -> StoredLeaf | None:
        """Return a leaf."""
        row = self._connection.execute(select(LEDGER_LEAF).where(LEDGER_LEAF.c.index == index)).one_or_none()
        return None if row is None else _stored(row)

    def after(self, index: int, limit: int, workspace: str | None = None) -> Sequence[StoredLeaf]:
        """Return leaves after an index."""
        statement = select(LEDGER_LEAF).where(LEDGER_LEAF.c.index > index)
        if workspace is not None:
            statement = statement.where(LEDGER_LEAF.c.workspace == workspace)
        return [_stored(row) for row in self._connection.execute(statement.order_by(LEDGER_LEAF.c.index).limit(limit))]

    def newest(
        self, limit: int, before: int | None = None, *, subject: str | None = None, workspace: str | None = None
    ) -> Sequence[LedgerLeaf]:
        """Return the newest leaves before an index."""
        table = LEDGER_LEAF.c
        which: list[ColumnElement[bool]] = [] if before is None else [table.index < before]
        which += [] if subject is None else [table.subject == subject]
        which += [] if workspace is None else [table.workspace == workspace]
        return self._newest(limit, *which)

    def newest_before(self, subject: str, limit: int, time_ms: int) -> Sequence[LedgerLeaf]:
        """Return the newest leaves about an account from before a time."""
        return self._newest(limit, LEDGER_LEAF.c.subject == subject, LEDGER_LEAF.c.time_ms < time_ms)

    def erase_account(self, account: str) -> int:
        """Erase who it was from all leaves."""
        table = LEDGER_LEAF.c
        about = update(LEDGER_LEAF).where(table.subject == account).values(**_NO_SUBJECT)
        by = update(LEDGER_LEAF).where(table.actor == account).values(**_NO_ACTOR)
        return self._connection.execute(about).rowcount + self._connection.execute(by).rowcount

    def erase_addresses(self, before_ms: int) -> int:
        """Erase actors and addresses of leaves from before a time."""
        old = (LEDGER_LEAF.c.time_ms < before_ms, LEDGER_LEAF.c.actor_key.is_not(None))
        return self._connection.execute(update(LEDGER_LEAF).where(*old).values(**_NO_ACTOR)).rowcount

    def strip(self, below: int) -> int:
        """Erase details and personal data of the leaves below an index."""
        table = LEDGER_LEAF.c
        left = or_(table.details.is_not(None), table.subject_key.is_not(None), table.actor_key.is_not(None))
        bare = update(LEDGER_LEAF).where(table.index < below, left).values(details=None, **_NO_SUBJECT, **_NO_ACTOR)
        return self._connection.execute(bare).rowcount

    def _newest(self, limit: int, *which: ColumnElement[bool]) -> Sequence[LedgerLeaf]:
        statement = select(LEDGER_LEAF).where(*which).order_by(LEDGER_LEAF.c.index.desc()).limit(limit)
        return [_stored(row).leaf for row in self._connection.execute(statement)]


def _stored(row: Row[Any]) -> StoredLeaf:
    # "index" is a method of rows.
    values = row._mapping  # noqa: SLF001 - SQLAlchemy's public name for it.
    return StoredLeaf(LedgerLeaf(**{name: values[name] for name in _LEAF}), values["root"], values["signature"])
