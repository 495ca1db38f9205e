"""Bodies of requests and answers. Requests accept no field that is not named here."""

from __future__ import annotations

import base64
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, SecretStr, StringConstraints, WithJsonSchema

from relay_server.domain.account import MAX_EMAIL_CHARACTERS, MAX_NAME_CHARACTERS, Account
from relay_server.domain.device import Device
from relay_server.domain.passwords import MAX_CHARACTERS
from relay_server.domain.security_event import SecurityEvent
from relay_server.domain.session import Session
from relay_server.service.second_factor_check import SecondProof
from relay_server.service.sign_in import SignedIn


def decoded_base64(value: object) -> bytes:
    """Decode base64 strictly: the standard library would pass over what does not belong to it."""
    if not isinstance(value, str):
        raise ValueError("base64 text is expected")  # noqa: TRY004 - pydantic turns a ValueError into a refusal.
    return base64.b64decode(value, validate=True)


Identifier = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]
Email = Annotated[str, StringConstraints(min_length=3, max_length=MAX_EMAIL_CHARACTERS)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=MAX_NAME_CHARACTERS)]
Password = Annotated[SecretStr, Field(min_length=1, max_length=MAX_CHARACTERS)]
Token = Annotated[SecretStr, Field(min_length=1, max_length=256)]
Base64 = Annotated[
    bytes,
    BeforeValidator(decoded_base64),
    Field(max_length=512),
    WithJsonSchema({"type": "string", "contentEncoding": "base64", "maxLength": 684}),
]
Code = Annotated[SecretStr, Field(min_length=1, max_length=64)]


class Body(BaseModel):
    """Base of requests: frozen, and nothing beyond the named fields."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class SetUp(Body):
    """Opens the first administrator's account."""

    code: Code
    email: Email
    password: Password
    name: Name


class Registration(Body):
    """Opens an account."""

    email: Email
    password: Password
    name: Name
    invitation: Code | None = None


class EmailOnly(Body):
    """Names an address."""

    email: Email


class EmailVerification(Body):
    """Proves an address: with the token of the mail and the password that was chosen."""

    email: Email
    password: Password
    token: Token


class Proof(Body):
    """A second factor: a code of the app, or a recovery code."""

    totp: Code | None = None
    recovery_code: Code | None = None

    def as_proof(self) -> SecondProof:
        """Return it as the services take it."""
        return SecondProof(
            self.totp.get_secret_value() if self.totp else None,
            self.recovery_code.get_secret_value() if self.recovery_code else None,
        )


class Login(Proof):
    """Signs in."""

    email: Email
    password: Password


class Refresh(Body):
    """Exchanges a refresh token."""

    refresh_token: Token


class StepUp(Proof):
    """Proves again who is asking."""

    password: Password | None = None


class TokenAndPassword(Body):
    """A token that came by mail, and a password."""

    token: Token
    password: Password


class PasswordChange(Body):
    """Replaces the password."""

    current_password: Password
    new_password: Password


class ProfileChange(Body):
    """What people may change about themselves; the address has a way of its own."""

    name: Name


class CodeOnly(Body):
    """A code of the authenticator app."""

    code: Code


class InviteRequest(Body):
    """Invites somebody; without an address the code works for whoever holds it."""

    email: Email | None = None


class RoleChange(Body):
    """Gives or takes an administrator's rights."""

    role: Literal["user", "admin"]


class DeviceRegistration(Body):
    """The signed entry of a device, and its signature over this session."""

    entry: Base64
    proof: Base64


class Answer(BaseModel):
    """Base of answers."""

    model_config = ConfigDict(frozen=True)


class ServerInfo(Answer):
    """What anybody may know about the relay."""

    name: str
    public_url: str
    version: str
    api: int
    registration: str
    needs_setup: bool
    min_password_characters: int
    mails: bool
    sequencer: str
    ledger: str
    ledger_key: str


class Tokens(Answer):
    """A new session, or the next pair of tokens of one."""

    account: str
    session: str
    access_token: str
    refresh_token: str
    token_type: Literal["Bearer"] = "Bearer"  # noqa: S105 - the name of the scheme.
    expires_in: int

    @classmethod
    def of(cls, signed_in: SignedIn) -> Tokens:
        """Turn a result into an answer."""
        return cls(
            account=signed_in.account,
            session=signed_in.session,
            access_token=signed_in.access_token,
            refresh_token=signed_in.refresh_token,
            expires_in=signed_in.expires_in_s,
        )


class Registered(Answer):
    """What to do next: "sign_in", or "check_mail"."""

    next: Literal["sign_in", "check_mail"]


class Accepted(Answer):
    """The request was taken; what comes of it is told by mail, or, where ``mails`` is false, on the console of whoever runs the relay."""

    accepted: Literal[True] = True
    mails: bool = True


class Me(Answer):
    """One's own account."""

    id: str
    email: str
    email_verified: bool
    name: str
    role: str
    created_ms: int
    avatar: str | None
    second_factor: bool
    recovery_codes_left: int


class SessionItem(Answer):
    """One open session."""

    id: str
    current: bool
    created_ms: int
    used_ms: int
    expires_ms: int
    user_agent: str
    address: str
    device: str | None

    @classmethod
    def of(cls, session: Session, current: str) -> SessionItem:
        """Turn a session into an answer."""
        return cls(
            id=session.id,
            current=session.id == current,
            created_ms=session.created_ms,
            used_ms=session.used_ms,
            expires_ms=session.expires_ms,
            user_agent=session.user_agent,
            address=session.address,
            device=session.device,
        )


class DeviceItem(Answer):
    """A registered device."""

    id: str
    created_ms: int
    revoked_ms: int | None

    @classmethod
    def of(cls, device: Device) -> DeviceItem:
        """Turn a device into an answer."""
        return cls(id=device.id, created_ms=device.created_ms, revoked_ms=device.revoked_ms)


class Ended(Answer):
    """How many sessions were ended."""

    ended: int


class Avatar(Answer):
    """The stored picture's hash."""

    avatar: str


class EnrolmentAnswer(Answer):
    """What an authenticator app needs; shown once."""

    secret: str
    uri: str


class RecoveryCodes(Answer):
    """Codes for when the app is lost; shown once."""

    recovery_codes: list[str]


class EventItem(Answer):
    """One line of the record."""

    time_ms: int
    action: str
    address: str
    details: dict[str, str]

    @classmethod
    def of(cls, event: SecurityEvent) -> EventItem:
        """Turn a line into an answer."""
        return cls(time_ms=event.time_ms, action=event.action, address=event.address, details=event.details)


class AccountItem(Answer):
    """An account as administrators see it."""

    id: str
    email: str
    email_verified: bool
    name: str
    role: str
    state: str
    created_ms: int

    @classmethod
    def of(cls, account: Account) -> AccountItem:
        """Turn an account into an answer."""
        return cls(
            id=account.id,
            email=account.email,
            email_verified=account.email_verified_ms is not None,
            name=account.name,
            role=account.role,
            state=account.state,
            created_ms=account.created_ms,
        )


class AccountPage(Answer):
    """A page of accounts; ``next`` goes into ``after`` for the following one."""

    accounts: list[AccountItem]
    next: str | None


class InviteCode(Answer):
    """A new invitation; the code is shown once."""

    code: str


class InviteItem(Answer):
    """An open invitation; ``id`` is the hash of its code."""

    id: str
    email: str | None
    created_ms: int
    expires_ms: int
