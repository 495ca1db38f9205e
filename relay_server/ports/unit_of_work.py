"""Transactions: everything a use case reads and writes happens inside one."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol, TypeVar

from relay_server.ports.activity_repository import ActivityRepository, DiagramLists
from relay_server.ports.document_storage import (
    BlobRepository,
    RoomRepository,
    SnapshotRepository,
    UsageRepository,
)
from relay_server.ports.joining_repositories import (
    JoinRequestRepository,
    LinkContentRepository,
    MailInviteRepository,
)
from relay_server.ports.ledger_repository import LedgerRepository
from relay_server.ports.meeting_repository import MeetingRepository
from relay_server.ports.part_repository import PartRepository
from relay_server.ports.repositories import (
    AccountRepository,
    AvatarRepository,
    DeviceRepository,
    InviteRepository,
    RelayStateRepository,
    SecondFactorRepository,
    SessionRepository,
    TokenRepository,
)
from relay_server.ports.workspace_repositories import (
    BoxRepository,
    CardRepository,
    MembershipLogRepository,
    MembershipTables,
    WorkspaceRepository,
)

Result = TypeVar("Result")


class UnitOfWork(Protocol):
    """The repositories of one transaction. Not for two threads, and not after the transaction's end."""

    @property
    def accounts(self) -> AccountRepository:
        """Accounts."""

    @property
    def avatars(self) -> AvatarRepository:
        """Pictures of accounts."""

    @property
    def sessions(self) -> SessionRepository:
        """Sessions and refresh tokens."""

    @property
    def tokens(self) -> TokenRepository:
        """One-time tokens."""

    @property
    def second_factors(self) -> SecondFactorRepository:
        """Authenticator apps and recovery codes."""

    @property
    def devices(self) -> DeviceRepository:
        """Device entries."""

    @property
    def invites(self) -> InviteRepository:
        """Invitations to the relay."""

    @property
    def ledger(self) -> LedgerRepository:
        """The audit ledger."""

    @property
    def state(self) -> RelayStateRepository:
        """Single facts about this relay."""

    @property
    def workspaces(self) -> WorkspaceRepository:
        """Workspaces."""

    @property
    def membership_log(self) -> MembershipLogRepository:
        """Entries of membership logs."""

    @property
    def boxes(self) -> BoxRepository:
        """Sealed keys."""

    @property
    def cards(self) -> CardRepository:
        """Cards."""

    @property
    def membership_tables(self) -> MembershipTables:
        """The projection of membership logs."""

    @property
    def rooms(self) -> RoomRepository:
        """Logs of sealed envelopes."""

    @property
    def snapshots(self) -> SnapshotRepository:
        """Sealed snapshots."""

    @property
    def blobs(self) -> BlobRepository:
        """Sealed images and attachments."""

    @property
    def usage(self) -> UsageRepository:
        """How many bytes workspaces hold."""

    @property
    def diagrams(self) -> DiagramLists:
        """Lists of diagrams."""

    @property
    def activity(self) -> ActivityRepository:
        """Counts of activity."""

    @property
    def mail_invites(self) -> MailInviteRepository:
        """Invitations to workspaces by e-mail."""

    @property
    def join_requests(self) -> JoinRequestRepository:
        """Requests to join workspaces."""

    @property
    def link_contents(self) -> LinkContentRepository:
        """What share links show."""

    @property
    def meetings(self) -> MeetingRepository:
        """Meetings of devices."""

    @property
    def parts(self) -> PartRepository:
        """Parts of what grows for ever."""


@dataclass(frozen=True, slots=True)
class ReplicaState:
    """What is known of a read replica.

    Attributes:
        is_up: Whether it answers as one.
        behind_s: How old what it answers is, in seconds.
    """

    is_up: bool
    behind_s: float


class Transactions(Protocol):
    """Begins transactions. Safe to call from many threads; calls block, so call them outside the event loop."""

    def read(self) -> AbstractContextManager[UnitOfWork]:
        """Begin a transaction that sees one state and changes nothing."""

    def write(self) -> AbstractContextManager[UnitOfWork]:
        """Begin a transaction; leaving the block commits durably, an exception rolls everything back.

        Raises:
            StorageError: The database refused, at any statement or at the commit.
        """

    def survey(self, work: Callable[[UnitOfWork], Result], *, current: bool = True) -> Result:
        """Read much and change nothing: lists, sums, lines. From a read replica where one is set, else from the database.

        Args:
            work: Reads, in one transaction that sees one state; called once more where the replica failed in the middle of it.
            current: Whether everything counts that was committed before this is called, by any process; otherwise what is read may
                be half a minute old.

        Returns:
            What ``work`` returns.
        """

    @property
    def replica(self) -> ReplicaState | None:
        """What is known of the read replica; None where none is set."""
