"""The projection of membership logs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, Table, select
from sqlalchemy import delete as sql_delete

from relay_server.adapters.sql.statements import upsert_all
from relay_server.adapters.sql.tables.accounts import DEVICE
from relay_server.adapters.sql.tables.workspaces import (
    DIAGRAM,
    DIAGRAM_ROLE,
    MEMBER,
    MEMBER_DEVICE,
    SHARE_LINK,
    WORKSPACE_INVITE,
)
from relay_server.domain.membership_rows import (
    DeviceRow,
    DiagramRoleRow,
    DiagramRow,
    InviteRow,
    LinkRow,
    MemberRow,
    Row,
    RowChanges,
)
from relay_server.ports.workspace_repositories import Seat

_TABLES: dict[type[Row], Table] = {
    MemberRow: MEMBER,
    DeviceRow: MEMBER_DEVICE,
    DiagramRow: DIAGRAM,
    DiagramRoleRow: DIAGRAM_ROLE,
    InviteRow: WORKSPACE_INVITE,
    LinkRow: SHARE_LINK,
}


class SqlMembershipTables:
    """Implements MembershipTables: the fields of a row are the columns of its table."""

    __slots__ = ("_connection",)

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def apply(self, workspace: str, changes: RowChanges) -> None:
        """Write what changed."""
        by_table: dict[type[Row], list[dict[str, Any]]] = defaultdict(list)
        for row in changes.written:
            by_table[type(row)].append({"workspace": workspace, **asdict(row)})
        for kind, rows in by_table.items():
            upsert_all(self._connection, _TABLES[kind], rows)
        for document, user in changes.roles_gone:
            table = DIAGRAM_ROLE.c
            gone = (table.workspace == workspace, table.document == document, table.user == user)
            self._connection.execute(sql_delete(DIAGRAM_ROLE).where(*gone))

    def clear(self, workspace: str) -> None:
        """Remove everything about a workspace."""
        for table in _TABLES.values():
            self._connection.execute(sql_delete(table).where(table.c.workspace == workspace))

    def rows(self, workspace: str) -> frozenset[Row]:
        """Return everything about a workspace."""
        found: list[Row] = []
        for kind, table in _TABLES.items():
            columns = [column for column in table.c if column.name != "workspace"]
            stored = self._connection.execute(select(*columns).where(table.c.workspace == workspace)).mappings()
            found += [kind(**row) for row in stored]
        return frozenset(found)

    def has_link_elsewhere(self, workspace: str, links: Collection[str]) -> bool:
        """Tell whether another workspace has, or had, a share link of one of these ids."""
        found = select(SHARE_LINK.c.link).where(
            SHARE_LINK.c.workspace != workspace, SHARE_LINK.c.link.in_(sorted(links))
        )
        return self._connection.execute(found.limit(1)).first() is not None

    def seats(self, account: str, *, every: bool = False) -> Sequence[Seat]:
        """Return where the devices of an account may act."""
        device, member = MEMBER_DEVICE.c, MEMBER.c
        joined = (
            select(device.workspace, device.user, device.device, member.role)
            .join(DEVICE, DEVICE.c.id == device.device)
            .join(MEMBER, (member.workspace == device.workspace) & (member.user == device.user))
            .where(DEVICE.c.account == account)
            .order_by(device.workspace, device.device)
        )
        if not every:
            joined = joined.where(DEVICE.c.revoked_ms.is_(None), device.revoked.is_(None), member.role > 0)
        return [Seat(*row) for row in self._connection.execute(joined)]
