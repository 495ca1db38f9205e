"""Beginning, renewing and ending a session."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sync.account.api import RelayApi, fields


@dataclass(frozen=True, slots=True)
class Session:
    """A session at a relay; its tokens are never printed.

    Attributes:
        account: Id of the account.
        session: Id of the session.
        access: Token for requests; good for ``expires_in`` seconds.
        refresh: Token for the next pair; good once.
        expires_in: Seconds.
    """

    account: str
    session: str
    access: str = field(repr=False)
    refresh: str = field(repr=False)
    expires_in: int


@dataclass(frozen=True, slots=True)
class SecondFactor:
    """A code of the authenticator app or a recovery code; never printed."""

    totp: str | None = field(default=None, repr=False)
    recovery_code: str | None = field(default=None, repr=False)

    def body(self) -> dict[str, str]:
        """Return what is sent."""
        given = {"totp": self.totp, "recovery_code": self.recovery_code}
        return {name: value for name, value in given.items() if value}


NO_FACTOR = SecondFactor()


async def sign_in(api: RelayApi, email: str, password: str, factor: SecondFactor = NO_FACTOR) -> Session:
    """Sign in.

    Raises:
        SignInRequired: Address, password or code is wrong; with code ``second_factor_required`` the same request is to be
            made again with a second factor.
        AccountError: As ``RelayApi.call``.
    """
    body = {"email": email, "password": password, **factor.body()}
    return session_of(await api.call("POST", "/sessions", body=body))


async def refresh(api: RelayApi, token: str) -> Session:
    """Exchange a refresh token for the next pair; it works once.

    Raises:
        SignInRequired: The session has ended.
        AccountError: As ``RelayApi.call``.
    """
    return session_of(await api.call("POST", "/sessions/refresh", body={"refresh_token": token}))


async def sign_out(api: RelayApi, access: str) -> None:
    """End the session.

    Raises:
        AccountError: As ``RelayApi.call``.
    """
    await api.call("DELETE", "/sessions/current", token=access)


async def step_up(api: RelayApi, access: str, password: str | None, factor: SecondFactor = NO_FACTOR) -> None:
    """Prove again who asks, for what is sensitive; good for five minutes.

    Raises:
        AccountError: As ``RelayApi.call``.
    """
    body: dict[str, Any] = factor.body()
    if password:
        body["password"] = password
    await api.call("POST", "/sessions/step-up", token=access, body=body)


async def register(api: RelayApi, email: str, password: str, name: str, invitation: str | None = None) -> str:
    """Open an account.

    Returns:
        What to do next: "sign_in" or "check_mail".

    Raises:
        AccountError: As ``RelayApi.call``.
    """
    body = {"email": email, "password": password, "name": name}
    if invitation:
        body["invitation"] = invitation
    (following,) = fields(await api.call("POST", "/accounts", body=body), next=str)
    return str(following)


def session_of(answer: object) -> Session:
    """Return the session that an answer brings.

    Raises:
        NoRelay: It brings none.
    """
    kinds = {"account": str, "session": str, "access_token": str, "refresh_token": str, "expires_in": int}
    return Session(*fields(answer, **kinds))
