"""Invitations by e-mail, requests to join, and what share links show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, func, insert, select
from sqlalchemy import delete as sql_delete

from relay_server.adapters.sql.repositories.usage import SqlUsage
from relay_server.adapters.sql.statements import upsert
from relay_server.adapters.sql.tables.joining import JOIN_REQUEST, LINK_CONTENT, MAIL_INVITE
from relay_server.adapters.sql.tables.workspaces import DIAGRAM, SHARE_LINK, WORKSPACE
from relay_server.domain.account import email_key
from relay_server.domain.joining import JoinRequest, MailInvite


class SqlMailInvites:
    """Implements MailInviteRepository."""

    __slots__ = ("_connection",)

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, invite: MailInvite) -> None:
        """Store an invitation in the place of an earlier one."""
        table, key = MAIL_INVITE.c, email_key(invite.email)
        earlier = (table.workspace == invite.workspace, table.email_key == key)
        self._connection.execute(sql_delete(MAIL_INVITE).where(*earlier))
        self._connection.execute(insert(MAIL_INVITE).values(**asdict(invite), email_key=key))

    def open_of(self, workspace: str, now_ms: int) -> Sequence[MailInvite]:
        """Return those that can be used."""
        table = MAIL_INVITE.c
        good = (table.workspace == workspace, table.expires_ms > now_ms)
        statement = select(MAIL_INVITE).where(*good).order_by(table.created_ms.desc(), table.digest)
        return [_invite(row) for row in self._connection.execute(statement)]

    def get(self, digest: bytes) -> MailInvite | None:
        """Return an invitation."""
        row = self._connection.execute(select(MAIL_INVITE).where(MAIL_INVITE.c.digest == digest)).one_or_none()
        return None if row is None else _invite(row)

    def claim(self, digest: bytes, now_ms: int) -> bool:
        """Use an invitation up."""
        good = (MAIL_INVITE.c.digest == digest, MAIL_INVITE.c.expires_ms > now_ms)
        return self._connection.execute(sql_delete(MAIL_INVITE).where(*good)).rowcount == 1

    def withdraw(self, workspace: str, digest: bytes) -> bool:
        """Take one back."""
        here = (MAIL_INVITE.c.workspace == workspace, MAIL_INVITE.c.digest == digest)
        return self._connection.execute(sql_delete(MAIL_INVITE).where(*here)).rowcount == 1

    def withdraw_of(self, workspace: str, inviter: str) -> int:
        """Take back those of a user."""
        here = (MAIL_INVITE.c.workspace == workspace, MAIL_INVITE.c.inviter == inviter)
        return self._connection.execute(sql_delete(MAIL_INVITE).where(*here)).rowcount

    def prune(self, now_ms: int) -> int:
        """Remove what is over."""
        return self._connection.execute(sql_delete(MAIL_INVITE).where(MAIL_INVITE.c.expires_ms <= now_ms)).rowcount


class SqlJoinRequests:
    """Implements JoinRequestRepository."""

    __slots__ = ("_connection",)

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, request: JoinRequest) -> None:
        """Store a request in the place of an earlier one."""
        table = JOIN_REQUEST.c
        earlier = (table.workspace == request.workspace, table.account == request.account)
        self._connection.execute(sql_delete(JOIN_REQUEST).where(*earlier))
        self._connection.execute(insert(JOIN_REQUEST).values(**asdict(request)))

    def of_workspace(self, workspace: str) -> Sequence[JoinRequest]:
        """Return those to a workspace."""
        table = JOIN_REQUEST.c
        statement = select(JOIN_REQUEST).where(table.workspace == workspace).order_by(table.asked_ms, table.id)
        return [JoinRequest(*row) for row in self._connection.execute(statement)]

    def of_account(self, account: str) -> Sequence[JoinRequest]:
        """Return those of an account."""
        table = JOIN_REQUEST.c
        statement = select(JOIN_REQUEST).where(table.account == account).order_by(table.asked_ms, table.id)
        return [JoinRequest(*row) for row in self._connection.execute(statement)]

    def settle(self, workspace: str, user: str) -> int:
        """Remove the request of a user who was let in."""
        here = (JOIN_REQUEST.c.workspace == workspace, JOIN_REQUEST.c["user"] == user)
        return self._connection.execute(sql_delete(JOIN_REQUEST).where(*here)).rowcount

    def remove(self, workspace: str, request: str) -> JoinRequest | None:
        """Remove a request and return it."""
        here = (JOIN_REQUEST.c.workspace == workspace, JOIN_REQUEST.c.id == request)
        gone = sql_delete(JOIN_REQUEST).where(*here).returning(*JOIN_REQUEST.c)
        row = self._connection.execute(gone).one_or_none()
        return None if row is None else JoinRequest(*row)


class SqlLinkContents:
    """Implements LinkContentRepository."""

    __slots__ = ("_connection",)

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, workspace: str, link: str, content: bytes) -> None:
        """Store or replace what a link shows."""
        here = (LINK_CONTENT.c.workspace == workspace, LINK_CONTENT.c.link == link)
        before = self._connection.execute(select(func.length(LINK_CONTENT.c.content)).where(*here)).scalar_one_or_none()
        SqlUsage(self._connection).add(workspace, len(content) - (before or 0))
        upsert(self._connection, LINK_CONTENT, {"workspace": workspace, "link": link, "content": content})

    def get(self, link: str, now_ms: int) -> bytes | None:
        """Return what a link shows while it may be shown."""
        content, share, diagram = LINK_CONTENT.c, SHARE_LINK.c, DIAGRAM.c
        shown = (
            select(content.content)
            .join(SHARE_LINK, and_(share.workspace == content.workspace, share.link == content.link))
            .join(DIAGRAM, and_(diagram.workspace == share.workspace, diagram.document == share.document))
            .join(WORKSPACE, WORKSPACE.c.id == share.workspace)
            .where(content.link == link, share.is_live.is_(True), share.expires_ms > now_ms)
            .where(diagram.is_deleted.is_(False), WORKSPACE.c.closed_ms.is_(None))
        )
        return self._connection.execute(shown).scalars().first()

    def drop_dead(self, workspace: str) -> int:
        """Remove what links show that are not live any more."""
        dead = select(SHARE_LINK.c.link).where(SHARE_LINK.c.workspace == workspace, SHARE_LINK.c.is_live.is_(False))
        return self._drop(LINK_CONTENT.c.workspace == workspace, LINK_CONTENT.c.link.in_(dead))

    def prune(self, now_ms: int) -> int:
        """Remove what links show whose time is over."""
        over = select(SHARE_LINK.c.link).where(SHARE_LINK.c.expires_ms <= now_ms)
        return self._drop(LINK_CONTENT.c.link.in_(over))

    def _drop(self, *which: ColumnElement[bool]) -> int:
        sizes = select(LINK_CONTENT.c.workspace, func.sum(func.length(LINK_CONTENT.c.content)))
        for workspace, size in self._connection.execute(sizes.where(*which).group_by(LINK_CONTENT.c.workspace)).all():
            SqlUsage(self._connection).add(workspace, -int(size))
        return self._connection.execute(sql_delete(LINK_CONTENT).where(*which)).rowcount


def _invite(row: Row[Any]) -> MailInvite:
    return MailInvite(
        row.digest, row.workspace, row.email, row.role, row.document, row.inviter, row.created_ms, row.expires_ms
    )
