"""What is stored about accounts. Every method runs inside a unit of work; none decides anything.

Methods named ``claim_...`` or ``mark_...`` compare and swap: they answer whether this caller was the one who changed it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Protocol

from relay_server.domain.account import Account, AccountRole, AccountState
from relay_server.domain.device import Device
from relay_server.domain.one_time_token import OneTimeToken, Purpose
from relay_server.domain.registration import RegistrationInvite
from relay_server.domain.second_factor import SecondFactor
from relay_server.domain.session import EndReason, Method, RefreshToken, Session


class AccountRepository(Protocol):
    """Accounts, by id and by address."""

    def add(self, account: Account) -> None:
        """Store a new account.

        Raises:
            DuplicateError: The id or the address is taken.
        """

    def get(self, account: str) -> Account | None:
        """Return an account by id."""

    def by_email(self, email: str) -> Account | None:
        """Return an account by address, whatever its spelling."""

    def page(self, after: str | None, limit: int, query: str = "") -> Sequence[Account]:
        """Return accounts in the order of their ids, after one of them; ``query`` is part of name or address."""

    def count(self) -> int:
        """Return how many accounts there are."""

    def count_admins(self) -> int:
        """Return how many administrators can sign in; locks them until the transaction ends."""

    def set_name(self, account: str, name: str) -> None:
        """Rename."""

    def set_password(self, account: str, password: str) -> None:
        """Replace the hash."""

    def set_email(self, account: str, email: str, verified_ms: int) -> None:
        """Replace the address by a proven one.

        Raises:
            DuplicateError: Another account has it.
        """

    def set_verified(self, account: str, time_ms: int) -> None:
        """Note that the address is proven."""

    def set_state(self, account: str, state: AccountState) -> None:
        """Lock or unlock."""

    def set_role(self, account: str, role: AccountRole) -> None:
        """Give or take the rights of an administrator."""

    def delete(self, account: str) -> None:
        """Remove an account and everything that belongs to it alone."""

    def prune_unproven(self, before_ms: int) -> int:
        """Remove accounts that were opened before a time and whose address was never proven; returns how many."""


class AvatarRepository(Protocol):
    """Pictures, one for each account at most."""

    def put(self, account: str, digest: str, data: bytes) -> None:
        """Store or replace a picture, and name it in the account."""

    def get(self, account: str) -> bytes | None:
        """Return the picture."""

    def remove(self, account: str) -> None:
        """Remove the picture."""


class SessionRepository(Protocol):
    """Sessions and their refresh tokens."""

    def add(self, session: Session) -> None:
        """Store a new session."""

    def get(self, session: str, *, lock: bool = False) -> Session | None:
        """Return a session; with ``lock`` nobody else changes it until the transaction ends."""

    def open_among(self, sessions: Collection[str], now_ms: int) -> set[str]:
        """Return those of some sessions that are open."""

    def open_of(self, account: str, now_ms: int) -> Sequence[Session]:
        """Return the open sessions of an account, last used first."""

    def touch(self, session: str, used_ms: int) -> None:
        """Note a refresh."""

    def prove(self, session: str, proven_ms: int, methods: Sequence[Method]) -> None:
        """Note a fresh proof of identity."""

    def bind_device(self, session: str, device: str) -> None:
        """Note which device the session is on."""

    def end(self, session: str, time_ms: int, reason: EndReason) -> bool:
        """End a session; True if it was open before."""

    def end_all(self, account: str, time_ms: int, reason: EndReason, keep: str | None = None) -> Sequence[str]:
        """End every open session of an account but one; returns the ids of those that were open."""

    def end_of_device(self, device: str, time_ms: int, reason: EndReason) -> Sequence[str]:
        """End the open sessions on a device; returns their ids."""

    def add_refresh(self, token: RefreshToken) -> None:
        """Store a new refresh token."""

    def refresh(self, digest: bytes) -> RefreshToken | None:
        """Return a refresh token; nobody else uses it until the transaction ends."""

    def mark_used(self, digest: bytes, time_ms: int) -> bool:
        """Mark a refresh token used; True for the one caller who did."""

    def refresh_since(self, session: str, time_ms: int) -> Sequence[RefreshToken]:
        """Return the refresh tokens of a session that were issued at a time or later."""

    def change_refresh(self, token: RefreshToken) -> None:
        """Store when a refresh token was used and when it expires."""

    def prune(self, before_ms: int) -> int:
        """Remove sessions that ended or expired before a time; returns how many."""


class TokenRepository(Protocol):
    """One-time tokens."""

    def add(self, token: OneTimeToken) -> None:
        """Store a token; earlier ones of the same purpose and account stop working."""

    def get(self, digest: bytes, purpose: Purpose, now_ms: int) -> OneTimeToken | None:
        """Return a token that is good now, and leave it good."""

    def claim(self, digest: bytes, purpose: Purpose, now_ms: int) -> OneTimeToken | None:
        """Take a token that is good now; the next caller finds none."""

    def prune(self, now_ms: int) -> int:
        """Remove what has expired; returns how many."""


class SecondFactorRepository(Protocol):
    """Authenticator apps and recovery codes."""

    def get(self, account: str) -> SecondFactor | None:
        """Return what is enrolled or being enrolled; nobody else changes it until the transaction ends."""

    def put(self, factor: SecondFactor) -> None:
        """Store or replace."""

    def claim_step(self, account: str, step: int) -> bool:
        """Note an accepted step; False if this or a later one was accepted already."""

    def remove(self, account: str) -> None:
        """Remove the app and all recovery codes."""

    def replace_codes(self, account: str, digests: Sequence[bytes]) -> None:
        """Replace all recovery codes."""

    def claim_code(self, account: str, digest: bytes) -> bool:
        """Use up a recovery code; True for the one caller who did."""

    def count_codes(self, account: str) -> int:
        """Return how many recovery codes are left."""


class DeviceRepository(Protocol):
    """Device entries."""

    def add(self, device: Device) -> None:
        """Store a device.

        Raises:
            DuplicateError: It is registered already.
        """

    def get(self, device: str) -> Device | None:
        """Return a device."""

    def of(self, account: str) -> Sequence[Device]:
        """Return the devices of an account, oldest first."""

    def revoke(self, device: str, time_ms: int) -> bool:
        """Revoke a device; True if it was good before."""


class InviteRepository(Protocol):
    """Invitations to the relay."""

    def add(self, invite: RegistrationInvite) -> None:
        """Store an invitation."""

    def get(self, digest: bytes) -> RegistrationInvite | None:
        """Return an invitation."""

    def claim(self, digest: bytes, account: str, now_ms: int) -> bool:
        """Use an invitation that is good now; True for the one caller who did."""

    def withdraw(self, digest: bytes, now_ms: int) -> bool:
        """Remove an invitation that could be used now; True for the one caller who did."""

    def open_invites(self, now_ms: int) -> Sequence[RegistrationInvite]:
        """Return those that can be used, newest first."""

    def prune(self, now_ms: int) -> int:
        """Remove what has expired unused; returns how many."""


class RelayStateRepository(Protocol):
    """Single facts about this relay, by name."""

    def get(self, name: str) -> str | None:
        """Return a fact."""

    def claim(self, name: str, value: str) -> bool:
        """Store a fact that is not there yet; True for the one caller who did."""

    def put(self, name: str, value: str) -> None:
        """Store or replace a fact."""

    def remove(self, name: str) -> None:
        """Remove a fact."""
