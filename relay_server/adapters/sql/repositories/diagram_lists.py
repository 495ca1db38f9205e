"""Lists of diagrams."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, func, or_, select

from relay_server.adapters.sql.tables.activity import LAST_EDIT
from relay_server.adapters.sql.tables.workspaces import DIAGRAM, DIAGRAM_ROLE, MEMBERSHIP_ENTRY
from relay_server.domain.diagram_query import Bin, DiagramQuery, ListedDiagram, Order


class SqlDiagramLists:
    """Implements DiagramLists."""

    __slots__ = ("_connection",)

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def page(self, workspace: str, user: str, query: DiagramQuery, *, guest: bool) -> Sequence[ListedDiagram]:
        """Return the diagrams that fit a query."""
        place = DIAGRAM.c.created if query.order is Order.CREATED else func.coalesce(LAST_EDIT.c.time_ms, 0)
        statement = _joined(user).where(DIAGRAM.c.workspace == workspace, *_conditions(query))
        if guest:
            statement = statement.where(DIAGRAM_ROLE.c.role.is_not(None))
        else:
            statement = statement.where(or_(DIAGRAM.c.is_restricted.is_(False), DIAGRAM_ROLE.c.role.is_not(None)))
        if query.after is not None:
            at, document = query.after
            later = or_(place < at, and_(place == at, DIAGRAM.c.document > document))
            statement = statement.where(later)
        # An operation creates one diagram: the index alone gives that order.
        ties = () if query.order is Order.CREATED else (DIAGRAM.c.document,)
        statement = statement.order_by(place.desc(), *ties).limit(query.limit)
        return [ListedDiagram(*row) for row in self._connection.execute(statement)]

    def count(self, workspace: str) -> int:
        """Return how many diagrams are not in the bin."""
        here = (DIAGRAM.c.workspace == workspace, DIAGRAM.c.is_deleted.is_(False))
        counted: int = self._connection.execute(select(func.count()).select_from(DIAGRAM).where(*here)).scalar_one()
        return counted


def _joined(user: str) -> Select[Any]:
    diagram, entry, edit, role = DIAGRAM.c, MEMBERSHIP_ENTRY.c, LAST_EDIT.c, DIAGRAM_ROLE.c
    return (
        select(
            diagram.document,
            diagram.creator,
            diagram.created,
            entry.time_ms,
            diagram.is_deleted,
            diagram.is_restricted,
            edit.time_ms,
            edit["user"],
            func.coalesce(edit.edits, 0),
            role.role,
        )
        .join(MEMBERSHIP_ENTRY, and_(entry.workspace == diagram.workspace, entry.seq == diagram.created))
        .outerjoin(LAST_EDIT, and_(edit.workspace == diagram.workspace, edit.document == diagram.document))
        .outerjoin(
            DIAGRAM_ROLE,
            and_(role.workspace == diagram.workspace, role.document == diagram.document, role["user"] == user),
        )
    )


def _conditions(query: DiagramQuery) -> Iterator[ColumnElement[bool]]:
    diagram, edit = DIAGRAM.c, LAST_EDIT.c
    if query.bin is not Bin.BOTH:
        yield diagram.is_deleted.is_(query.bin is Bin.IN)
    if query.creator is not None:
        yield diagram.creator == query.creator
    if query.editor is not None:
        yield edit["user"] == query.editor
    if query.is_restricted is not None:
        yield diagram.is_restricted.is_(query.is_restricted)
    if query.prefix:
        # Ids are hex digits: nothing that LIKE would read as a pattern.
        yield diagram.document.like(f"{query.prefix}%")
    if query.edited_since_ms is not None:
        yield edit.time_ms >= query.edited_since_ms
