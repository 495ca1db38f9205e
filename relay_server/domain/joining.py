"""Joining a workspace without a secret link: invited by e-mail, asked for by the invited, confirmed by an admin's app."""

from __future__ import annotations

from dataclasses import dataclass

MAIL_INVITE_MS = 7 * 86_400_000
MAX_OPEN_MAIL_INVITES = 200
"""Open invitations by e-mail of one workspace."""

MAX_ADMISSIONS = 16


@dataclass(frozen=True, slots=True)
class MailInvite:
    """An invitation to a workspace that was mailed to an address.

    Attributes:
        digest: Hash of the code.
        workspace: Where to.
        email: The one address it is for; gone once it was used.
        role: Role that the inviter means (a number of ``sync.protocol.roles.Role``); the admin's operation decides.
        document: For one diagram only, as a guest; None for the workspace.
        inviter: User who invited.
        created_ms: Unix milliseconds.
        expires_ms: Until when.
    """

    digest: bytes
    workspace: str
    email: str
    role: int
    document: str | None
    inviter: str
    created_ms: int
    expires_ms: int


@dataclass(frozen=True, slots=True)
class JoinRequest:
    """Somebody who was invited asks to be let in; an admin's app does so with an operation, or declines.

    Attributes:
        id: 32 hex digits.
        workspace: Where to.
        account: Who.
        user: The user id that the asking app made for this workspace.
        admissions: Its devices with their consent, encoded one after the other.
        role: As in the invitation.
        document: As in the invitation.
        inviter: As in the invitation.
        asked_ms: Unix milliseconds.
    """

    id: str
    workspace: str
    account: str
    user: str
    admissions: bytes
    role: int
    document: str | None
    inviter: str
    asked_ms: int
