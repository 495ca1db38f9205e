"""Beginning a session: signing in by whatever way, and putting this device on it. Runs on the network thread."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import TypeAlias

from sync.account.address import AddressFlaw
from sync.account.api import RelayApi
from sync.account.certificates import CertificateFlaw
from sync.account.profile import Me, me, register_device
from sync.account.server import RelayInfo, describe
from sync.account.session import Session, sign_out
from sync.crypto.identity import DeviceIdentity
from sync.errors import AccountError, RelayAddressError, RelayUntrusted

Open: TypeAlias = Callable[[RelayApi], Awaitable[Session]]
"""A way to get a session: password, second factor, set-up code."""


@dataclass(frozen=True, slots=True)
class Begun:
    """A session with this device on it."""

    info: RelayInfo
    session: Session
    me: Me


async def begin(api: RelayApi, way: Open, identity: DeviceIdentity, known: str) -> Begun:
    """Sign in and put this device on the session; nothing is left at the relay when that fails.

    Args:
        api: the relay.
        way: how.
        identity: keys of this device.
        known: the public key (hex) that the relay has to show; "" at the first time.

    Raises:
        RelayUntrusted: it shows another key than before; nothing was sent.
        RelayAddressError: the relay calls itself by another address, which the device would have to sign.
        AccountError: the relay refuses the person, or this device.
    """
    info = await describe(api)
    if info.public_url != api.url:
        raise RelayAddressError(AddressFlaw.OTHER_NAME, info.public_url)
    if known not in {"", info.sequencer.hex()}:
        raise RelayUntrusted(CertificateFlaw.OTHER_KEY)
    session = await way(api)
    try:
        await register_device(api, session, identity)
        return Begun(info, session, await me(api, session.access))
    except AccountError:
        with suppress(AccountError):
            await sign_out(api, session.access)
        raise
