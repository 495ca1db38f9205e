"""Inviting somebody to a relay itself, which its administrators may."""

from __future__ import annotations

from dataclasses import dataclass

from sync.account.api import RelayApi, fields
from sync.account.profile import me
from sync.account.server import describe

ADMINISTRATOR = "admin"
BY_INVITATION = "invite"


@dataclass(frozen=True, slots=True)
class Doors:
    """How somebody new comes to a relay.

    Attributes:
        opens_accounts: People need an invitation to open an account there, and whoever asks may give them one.
        mails: It sends its mail; else whoever runs it finds that on its console.
    """

    opens_accounts: bool = False
    mails: bool = True


async def doors(api: RelayApi, access: str) -> Doors:
    """Return how somebody new comes to a relay.

    Raises:
        AccountError: As ``RelayApi.call``.
    """
    info, own = await describe(api), await me(api, access)
    return Doors(info.registration == BY_INVITATION and own.role == ADMINISTRATOR, info.mails)


async def invite_to_relay(api: RelayApi, access: str, email: str = "") -> str:
    """Invite somebody to open an account.

    Args:
        api: the relay.
        access: token of an administrator.
        email: the only address that the code is good for, and to which the relay mails it; "" for whoever holds it.

    Returns:
        The code.

    Raises:
        StepUpRequired: The person has to prove again who asks.
        AccountError: As ``RelayApi.call``.
    """
    body = {"email": email} if email else {}
    (code,) = fields(await api.call("POST", "/admin/invitations", token=access, body=body), code=str)
    return str(code)
