"""Workspaces, their logs, sealed keys and cards."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, insert, select, update
from sqlalchemy import delete as sql_delete

from relay_server.adapters.sql.repositories.usage import SqlUsage
from relay_server.adapters.sql.statements import WRITES, fitting, held, insert_if_absent, upsert, upsert_all
from relay_server.adapters.sql.tables.workspaces import BOX, CARD, MEMBERSHIP_ENTRY, WORKSPACE
from relay_server.domain.workspace import Workspace
from sync.protocol.boxes import Box
from sync.protocol.card import CardKind
from sync.protocol.membership.entry import LogEntry

# Built once: every commit of rooms asks for it.
_BY_ID = select(WORKSPACE).where(WORKSPACE.c.id == bindparam("id"))
# Conflicts with whoever holds the row to change its log, and with nobody who counts its cards.
_HELD = _BY_ID.with_for_update(read=True, key_share=True)


class SqlWorkspaces:
    """Implements WorkspaceRepository."""

    __slots__ = ("_connection",)

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, workspace: Workspace) -> bool:
        """Store a new workspace."""
        values = {
            "id": workspace.id,
            "seq": workspace.seq,
            "head": workspace.head,
            "cards": workspace.cards,
            "created_ms": workspace.created_ms,
            "account": workspace.account,
            "closed_ms": workspace.closed_ms,
        }
        return insert_if_absent(self._connection, WORKSPACE, values)

    def get(self, workspace: str, *, lock: bool = False) -> Workspace | None:
        """Return a workspace."""
        statement = held(self._connection, _BY_ID) if lock else _BY_ID
        row = self._connection.execute(statement, {"id": workspace}).one_or_none()
        return None if row is None else _workspace(row)

    def hold(self, workspace: str) -> Workspace | None:
        """Return a workspace whose head nobody moves on until the transaction ends."""
        statement = _HELD if self._connection.get_execution_options().get(WRITES, False) else _BY_ID
        row = self._connection.execute(statement, {"id": workspace}).one_or_none()
        return None if row is None else _workspace(row)

    def advance(self, workspace: str, before: int, seq: int, head: bytes, closed_ms: int | None) -> bool:
        """Move the head on."""
        here = (WORKSPACE.c.id == workspace, WORKSPACE.c.seq == before)
        changed = update(WORKSPACE).where(*here).values(seq=seq, head=head, closed_ms=closed_ms)
        return self._connection.execute(changed).rowcount == 1

    def hold_cards(self, workspace: str) -> None:
        """Let nobody else store cards until the transaction ends."""
        here = select(WORKSPACE.c.id).where(WORKSPACE.c.id == workspace)
        # Compatible with those who hold the head: they all may have to get this far.
        self._connection.execute(here.with_for_update(key_share=True))

    def next_card(self, workspace: str) -> int:
        """Count one more change of a card."""
        counted = update(WORKSPACE).where(WORKSPACE.c.id == workspace).values(cards=WORKSPACE.c.cards + 1)
        number: int = self._connection.execute(counted.returning(WORKSPACE.c.cards)).scalar_one()
        return number

    def page(self, after: str | None, limit: int) -> Sequence[Workspace]:
        """Return workspaces in the order of their ids."""
        statement = select(WORKSPACE).where(WORKSPACE.c.id > (after or "")).order_by(WORKSPACE.c.id).limit(limit)
        return [_workspace(row) for row in self._connection.execute(statement)]

    def brought_by(self, account: str) -> int:
        """Return how many an account brought here."""
        counted = select(func.count()).select_from(WORKSPACE).where(WORKSPACE.c.account == account)
        return self._connection.execute(counted).scalar_one()

    def closed_before(self, time_ms: int) -> Sequence[str]:
        """Return the workspaces that were deleted before a time."""
        statement = select(WORKSPACE.c.id).where(WORKSPACE.c.closed_ms < time_ms).order_by(WORKSPACE.c.id)
        return list(self._connection.execute(statement).scalars())

    def delete(self, workspace: str) -> None:
        """Remove a workspace and everything in it."""
        self._connection.execute(sql_delete(WORKSPACE).where(WORKSPACE.c.id == workspace))


class SqlMembershipLog:
    """Implements MembershipLogRepository."""

    __slots__ = ("_connection",)

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, workspace: str, seq: int, entry: LogEntry, time_ms: int) -> None:
        """Store the next entry."""
        values = {
            "workspace": workspace,
            "seq": seq,
            "operation": entry.operation,
            "signature": entry.signature,
            "countersignature": entry.countersignature,
            "time_ms": time_ms,
        }
        self._connection.execute(insert(MEMBERSHIP_ENTRY).values(**values))

    def after(
        self, workspace: str, seq: int, limit: int | None = None, most_bytes: int | None = None
    ) -> Sequence[LogEntry]:
        """Return the entries after an operation."""
        table = MEMBERSHIP_ENTRY.c
        here = (table.workspace == workspace, table.seq > seq)
        if most_bytes is not None:
            sizes = select(func.length(table.operation)).where(*here).order_by(table.seq).limit(limit)
            limit = fitting(self._connection.execute(sizes).scalars(), most_bytes)
        statement = select(table.operation, table.signature, table.countersignature).where(*here)
        return [LogEntry(*row) for row in self._connection.execute(statement.order_by(table.seq).limit(limit))]


class SqlBoxes:
    """Implements BoxRepository."""

    __slots__ = ("_connection",)

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, workspace: str, boxes: Collection[Box]) -> None:
        """Store boxes."""
        rows = [
            {
                "workspace": workspace,
                "recipient": box.recipient,
                "scope": box.scope,
                "epoch": box.epoch,
                "document": box.document,
                "sealed": box.sealed,
            }
            for box in boxes
        ]
        upsert_all(self._connection, BOX, rows)

    def of(self, workspace: str, recipient: str) -> Sequence[Box]:
        """Return the boxes for a recipient."""
        table = BOX.c
        mine = select(BOX).where(table.workspace == workspace, table.recipient == recipient)
        rows = self._connection.execute(mine.order_by(table.scope, table.epoch, table.document))
        return [Box(row.scope, row.epoch, row.document, row.recipient, row.sealed) for row in rows]

    def drop(self, workspace: str, recipients: Collection[str]) -> None:
        """Remove everything for some recipients."""
        for recipient in recipients:
            gone = (BOX.c.workspace == workspace, BOX.c.recipient == recipient)
            self._connection.execute(sql_delete(BOX).where(*gone))


class SqlCards:
    """Implements CardRepository."""

    __slots__ = ("_connection",)

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, workspace: str, kind: CardKind, subject: str) -> bytes | None:
        """Return a card."""
        here = (CARD.c.workspace == workspace, CARD.c.kind == int(kind), CARD.c.subject == subject)
        return self._connection.execute(select(CARD.c.card).where(*here)).scalar_one_or_none()

    def put(self, workspace: str, kind: CardKind, subject: str, card: bytes, change: int) -> None:
        """Store a card."""
        known = self.get(workspace, kind, subject)
        SqlUsage(self._connection).add(workspace, len(card) - len(known or b""))
        values = {"workspace": workspace, "kind": int(kind), "subject": subject, "card": card, "change": change}
        upsert(self._connection, CARD, values)

    def since(self, workspace: str, change: int, limit: int, most_bytes: int) -> Sequence[tuple[int, bytes]]:
        """Return the cards that changed after a change, without pictures of diagrams."""
        here = (CARD.c.workspace == workspace, CARD.c.change > change, CARD.c.kind != int(CardKind.PICTURE))
        sizes = select(func.length(CARD.c.card)).where(*here).order_by(CARD.c.change).limit(limit)
        count = fitting(self._connection.execute(sizes).scalars(), most_bytes)
        newer = select(CARD.c.change, CARD.c.card).where(*here).order_by(CARD.c.change).limit(count)
        return [(row.change, row.card) for row in self._connection.execute(newer)]

    def remove(self, workspace: str, subjects: Collection[str]) -> int:
        """Shred the cards about some subjects."""
        about = (CARD.c.workspace == workspace, CARD.c.subject.in_(sorted(subjects)))
        size = self._connection.execute(select(func.sum(func.length(CARD.c.card))).where(*about)).scalar_one()
        if size:
            SqlUsage(self._connection).add(workspace, -int(size))
        return self._connection.execute(sql_delete(CARD).where(*about)).rowcount


def _workspace(row: Row[Any]) -> Workspace:
    return Workspace(row.id, row.seq, row.head, row.cards, row.created_ms, row.account, row.closed_ms)
