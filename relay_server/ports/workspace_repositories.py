"""What is stored of workspaces. Every method runs inside a unit of work; none decides anything."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

from relay_server.domain.membership_rows import Row, RowChanges
from relay_server.domain.workspace import Workspace
from sync.protocol.boxes import Box
from sync.protocol.card import CardKind
from sync.protocol.membership.entry import LogEntry


class WorkspaceRepository(Protocol):
    """Workspaces: where their logs stand."""

    def add(self, workspace: Workspace) -> bool:
        """Store a new workspace; False if it is there already."""

    def get(self, workspace: str, *, lock: bool = False) -> Workspace | None:
        """Return a workspace; with ``lock`` nobody else changes it until the transaction ends."""

    def hold(self, workspace: str) -> Workspace | None:
        """Return a workspace whose head nobody moves on until the transaction ends; many may hold it so at once."""

    def advance(self, workspace: str, before: int, seq: int, head: bytes, closed_ms: int | None) -> bool:
        """Move the head on; True only if it stood at ``before``."""

    def hold_cards(self, workspace: str) -> None:
        """Let nobody else store cards in a workspace until the transaction ends."""

    def next_card(self, workspace: str) -> int:
        """Count one more change of a card and return its number."""

    def page(self, after: str | None, limit: int) -> Sequence[Workspace]:
        """Return workspaces in the order of their ids, after one of them."""

    def brought_by(self, account: str) -> int:
        """Return how many an account brought here."""

    def closed_before(self, time_ms: int) -> Sequence[str]:
        """Return the workspaces that were deleted before a time."""

    def delete(self, workspace: str) -> None:
        """Remove a workspace and everything in it."""


class MembershipLogRepository(Protocol):
    """The entries of membership logs."""

    def add(self, workspace: str, seq: int, entry: LogEntry, time_ms: int) -> None:
        """Store the next entry and when it came."""

    def after(
        self, workspace: str, seq: int, limit: int | None = None, most_bytes: int | None = None
    ) -> Sequence[LogEntry]:
        """Return the entries after an operation, in order.

        Args:
            workspace: Whose log.
            seq: The operation.
            limit: Most entries; None for all.
            most_bytes: Most bytes of operations, but at least one entry; only together with a limit.
        """


class BoxRepository(Protocol):
    """Sealed keys, each for one device or invite."""

    def add(self, workspace: str, boxes: Collection[Box]) -> None:
        """Store boxes; one for the same place is replaced."""

    def of(self, workspace: str, recipient: str) -> Sequence[Box]:
        """Return the boxes for a recipient, in the order of their places."""

    def drop(self, workspace: str, recipients: Collection[str]) -> None:
        """Remove everything for some recipients."""


class CardRepository(Protocol):
    """Cards: the newest one for each subject. What they hold counts to what the workspace holds."""

    def get(self, workspace: str, kind: CardKind, subject: str) -> bytes | None:
        """Return a card."""

    def put(self, workspace: str, kind: CardKind, subject: str, card: bytes, change: int) -> None:
        """Store a card in the place of the one before."""

    def since(self, workspace: str, change: int, limit: int, most_bytes: int) -> Sequence[tuple[int, bytes]]:
        """Return the cards that changed after a change, with the number of their change, in that order.

        Pictures of diagrams are not among them. At most ``limit`` cards of together at most ``most_bytes``, but at least one if there is any.
        """

    def remove(self, workspace: str, subjects: Collection[str]) -> int:
        """Shred the cards about some subjects; returns how many there were."""


@dataclass(frozen=True, slots=True)
class Seat:
    """A device of an account in a workspace, and the role its user has there."""

    workspace: str
    user: str
    device: str
    role: int


class MembershipTables(Protocol):
    """The projection of membership logs for queries."""

    def apply(self, workspace: str, changes: RowChanges) -> None:
        """Write what changed."""

    def clear(self, workspace: str) -> None:
        """Remove everything about a workspace."""

    def rows(self, workspace: str) -> frozenset[Row]:
        """Return everything about a workspace."""

    def has_link_elsewhere(self, workspace: str, links: Collection[str]) -> bool:
        """Tell whether another workspace has, or had, a share link of one of these ids."""

    def seats(self, account: str, *, every: bool = False) -> Sequence[Seat]:
        """Return where the registered, unrevoked devices of an account may act, by workspace and device.

        With ``every``, also where revoked ones and removed users were (role 0).
        """
