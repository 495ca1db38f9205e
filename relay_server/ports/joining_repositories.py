"""What is stored of invitations by e-mail, requests to join, and what share links show."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from relay_server.domain.joining import JoinRequest, MailInvite


class MailInviteRepository(Protocol):
    """Invitations to workspaces that were mailed."""

    def add(self, invite: MailInvite) -> None:
        """Store an invitation in the place of an earlier one of the workspace to that address."""

    def open_of(self, workspace: str, now_ms: int) -> Sequence[MailInvite]:
        """Return those of a workspace that can be used, newest first."""

    def get(self, digest: bytes) -> MailInvite | None:
        """Return an invitation."""

    def claim(self, digest: bytes, now_ms: int) -> bool:
        """Use an invitation up; True for the one caller who did, while it was good."""

    def withdraw(self, workspace: str, digest: bytes) -> bool:
        """Take one back; True if it was there."""

    def withdraw_of(self, workspace: str, inviter: str) -> int:
        """Take back those of a user; returns how many."""

    def prune(self, now_ms: int) -> int:
        """Remove what is over; returns how many."""


class JoinRequestRepository(Protocol):
    """Requests to join that wait for an admin."""

    def add(self, request: JoinRequest) -> None:
        """Store a request in the place of an earlier one of the account to that workspace."""

    def of_workspace(self, workspace: str) -> Sequence[JoinRequest]:
        """Return those to a workspace, oldest first."""

    def of_account(self, account: str) -> Sequence[JoinRequest]:
        """Return those of an account, oldest first."""

    def settle(self, workspace: str, user: str) -> int:
        """Remove the request of a user who was let in; returns how many there were."""

    def remove(self, workspace: str, request: str) -> JoinRequest | None:
        """Remove a request and return it."""


class LinkContentRepository(Protocol):
    """The sealed copies that share links show. What they hold counts to what the workspace holds."""

    def put(self, workspace: str, link: str, content: bytes) -> None:
        """Store or replace what a link shows."""

    def get(self, link: str, now_ms: int) -> bytes | None:
        """Return what a link shows while it is live, its time is not over, its diagram not in the bin and its workspace open."""

    def drop_dead(self, workspace: str) -> int:
        """Remove what links show that are not live any more; returns how many."""

    def prune(self, now_ms: int) -> int:
        """Remove what links show whose time is over; returns how many."""
