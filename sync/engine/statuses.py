"""What is true of each document, told whenever it is something else than before."""

from __future__ import annotations

from collections.abc import Iterable

from sync.engine.context import Context
from sync.engine.effects import DocumentStatus, Effect, StatusChanged
from sync.engine.events import LinkKind
from sync.engine.replica import Replica
from sync.engine.session import Session


class Statuses:
    """What was told last of each document."""

    def __init__(self, context: Context) -> None:
        """Start with nothing told."""
        self._context = context
        self._told: dict[str, DocumentStatus] = {}

    def tell(self, replica: Replica, live: Iterable[Session]) -> list[Effect]:
        """Return what became of a document since it was told last.

        Args:
            replica: The document.
            live: Its live sessions.
        """
        status = self.status(replica, live)
        if self.last(replica.document) == status:
            return []
        self._told[replica.document] = status
        return [StatusChanged(replica.document, status)]

    def last(self, document: str) -> DocumentStatus | None:
        """Return what was told last of a document."""
        return self._told.get(document)

    def forget(self, document: str) -> None:
        """Let go of a document."""
        self._told.pop(document, None)

    def status(self, replica: Replica, live: Iterable[Session]) -> DocumentStatus:
        """Return what is true of a document now."""
        sessions = list(live)
        return DocumentStatus(
            any(one.kind is LinkKind.RELAY for one in sessions),
            tuple(sorted({one.device for one in sessions if one.kind is LinkKind.PEER})),
            replica.own.unsent,
            replica.behind_relay() if self._context.relay else 0,
            replica.inbox.waiting,
            replica.confirmed,
            self._context.may_write(replica.document),
            replica.broken,
            replica.inbox.set_aside,
            replica.inbox.newer,
            replica.desk.may_leave(replica.sharing.started_from),
        )
