"""Transactions: everything a use case reads and writes happens inside one."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Protocol

from relay_server.ports.repositories import (
    AccountRepository,
    AvatarRepository,
    DeviceRepository,
    InviteRepository,
    RelayStateRepository,
    SecondFactorRepository,
    SecurityEventRepository,
    SessionRepository,
    TokenRepository,
)


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
    def events(self) -> SecurityEventRepository:
        """The record of what happened to accounts."""

    @property
    def state(self) -> RelayStateRepository:
        """Single facts about this relay."""


class Transactions(Protocol):
    """Begins transactions. Safe to call from many threads; calls block, so call them outside the event loop."""

    def read(self) -> AbstractContextManager[UnitOfWork]:
        """Begin a transaction that sees one state and changes nothing."""

    def write(self) -> AbstractContextManager[UnitOfWork]:
        """Begin a transaction; leaving the block commits durably, an exception rolls everything back.

        Raises:
            StorageError: The database refused, at any statement or at the commit.
        """
