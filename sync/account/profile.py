"""One's own account: devices, sessions, second factor, password."""

from __future__ import annotations

import base64
from dataclasses import dataclass, field
from typing import Any

from sync.account.api import RelayApi, fields, items
from sync.account.session import Session
from sync.crypto.identity import DeviceIdentity
from sync.protocol.device_entry import encode_entry
from sync.protocol.relay_proofs import possession_message
from sync.protocol.signing import REGISTRATION


@dataclass(frozen=True, slots=True)
class Me:
    """The own account; ``recovery_codes``: how many codes for a lost authenticator app are left."""

    account: str
    email: str
    email_verified: bool
    name: str
    role: str
    second_factor: bool
    created_ms: int
    recovery_codes: int


@dataclass(frozen=True, slots=True)
class RegisteredDevice:
    """A device of the account: its id, whether it was revoked, and since when the relay knows it (Unix milliseconds)."""

    device: str
    revoked: bool
    created_ms: int


@dataclass(frozen=True, slots=True)
class Enrolment:
    """What an authenticator app needs; never printed."""

    secret: str = field(repr=False)
    uri: str = field(repr=False)


async def me(api: RelayApi, access: str) -> Me:
    """Return the own account.

    Raises:
        AccountError: As ``RelayApi.call``.
    """
    kinds = {
        "id": str,
        "email": str,
        "email_verified": bool,
        "name": str,
        "role": str,
        "second_factor": bool,
        "created_ms": int,
        "recovery_codes_left": int,
    }
    return Me(*fields(await api.call("GET", "/me", token=access), **kinds))


async def rename(api: RelayApi, access: str, name: str) -> None:
    """Change the own name.

    Raises:
        AccountError: As ``RelayApi.call``.
    """
    await api.call("PATCH", "/me", token=access, body={"name": name})


async def change_password(api: RelayApi, access: str, current: str, new: str) -> None:
    """Replace the password; keys in the library have nothing to do with it.

    Raises:
        AccountError: As ``RelayApi.call``.
    """
    await api.call("POST", "/me/password", token=access, body={"current_password": current, "new_password": new})


async def register_device(api: RelayApi, session: Session, identity: DeviceIdentity) -> str:
    """Put this device on the session, so that it may open sockets; return its id.

    Raises:
        AccountError: As ``RelayApi.call``.
    """
    message = possession_message(api.url, session.account, session.session)
    body = {
        "entry": base64.b64encode(encode_entry(identity.entry)).decode("ascii"),
        "proof": base64.b64encode(identity.sign(REGISTRATION, message)).decode("ascii"),
    }
    (device,) = fields(await api.call("POST", "/me/devices", token=session.access, body=body), id=str)
    return str(device)


async def devices(api: RelayApi, access: str) -> list[RegisteredDevice]:
    """Return the own devices, oldest first.

    Raises:
        AccountError: As ``RelayApi.call``.
    """
    answer = items(await api.call("GET", "/me/devices", token=access))
    return [_device(item) for item in answer]


async def revoke_device(api: RelayApi, access: str, device: str) -> None:
    """Revoke a device at the relay; needs a step-up. Its right in workspaces ends by their logs.

    Raises:
        AccountError: As ``RelayApi.call``.
    """
    await api.call("DELETE", f"/me/devices/{device}", token=access)


async def enrol_totp(api: RelayApi, access: str) -> Enrolment:
    """Begin to use an authenticator app; needs a step-up.

    Raises:
        AccountError: As ``RelayApi.call``.
    """
    return Enrolment(*fields(await api.call("POST", "/me/totp", token=access), secret=str, uri=str))


async def confirm_totp(api: RelayApi, access: str, code: str) -> list[str]:
    """Finish with a code of the app; return the recovery codes, shown once.

    Raises:
        AccountError: As ``RelayApi.call``.
    """
    (codes,) = fields(
        await api.call("POST", "/me/totp/confirm", token=access, body={"code": code}), recovery_codes=list
    )
    return [str(code) for code in codes]


async def disable_totp(api: RelayApi, access: str) -> None:
    """Remove the authenticator app and all recovery codes; needs a step-up with the second factor.

    Raises:
        AccountError: As ``RelayApi.call``.
    """
    await api.call("DELETE", "/me/totp", token=access)


async def new_recovery_codes(api: RelayApi, access: str) -> list[str]:
    """Replace the codes for a lost authenticator app; needs a step-up with the second factor.

    Raises:
        AccountError: As ``RelayApi.call``.
    """
    (codes,) = fields(await api.call("POST", "/me/recovery-codes", token=access), recovery_codes=list)
    return [str(code) for code in codes]


async def change_email(api: RelayApi, access: str, email: str) -> bool:
    """Have a link sent to a new address, which counts once it was opened; needs a step-up.

    Returns:
        Whether the relay sends mail; else whoever runs it finds the link on its console.

    Raises:
        AccountError: As ``RelayApi.call``.
    """
    answer = await api.call("POST", "/me/email", token=access, body={"email": email})
    return not (isinstance(answer, dict) and answer.get("mails") is False)


async def delete_account(api: RelayApi, access: str) -> None:
    """Delete the account; needs a step-up. What lies in the library stays there.

    Raises:
        AccountError: As ``RelayApi.call``.
    """
    await api.call("DELETE", "/me", token=access)


def _device(item: dict[str, Any]) -> RegisteredDevice:
    device, created = fields(item, id=str, created_ms=int)
    return RegisteredDevice(device, item.get("revoked_ms") is not None, created)
