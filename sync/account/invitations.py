"""Inviting somebody to a relay itself, which its administrators may."""

from __future__ import annotations

from sync.account.api import RelayApi, fields
from sync.account.profile import me
from sync.account.server import describe

ADMINISTRATOR = "admin"
BY_INVITATION = "invite"


async def opens_accounts(api: RelayApi, access: str) -> bool:
    """Tell whether people need an invitation to open an account there, and whoever asks may give them one.

    Raises:
        AccountError: As ``RelayApi.call``.
    """
    if (await me(api, access)).role != ADMINISTRATOR:
        return False
    return (await describe(api)).registration == BY_INVITATION


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
