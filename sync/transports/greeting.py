"""The first three frames towards a relay: HELLO, AUTH, WELCOME. Nothing is sent before HELLO came."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TypeVar

from sync.crypto.identity import DeviceIdentity
from sync.errors import ChannelUntrusted, PeerRefused, Unauthorised, Unreachable
from sync.protocol.errors import ErrorCode, Malformed, ProtocolError
from sync.protocol.frame_codec import TO_CLIENT, decode_frame, encode_frame
from sync.protocol.frames import Auth, Failure, Frame, Hello, Welcome, auth_message
from sync.protocol.signing import HELLO
from sync.protocol.version import negotiate
from sync.transports.link import Link

GREETING_SECONDS = 10.0

F = TypeVar("F", bound=Frame)

_SIGN_IN = {ErrorCode.UNAUTHENTICATED, ErrorCode.SESSION_ENDED}
_FOR_GOOD = {ErrorCode.DEVICE_REVOKED, ErrorCode.UNKNOWN_DEVICE, ErrorCode.VERSION, ErrorCode.BAD_SIGNATURE}


@dataclass(frozen=True, slots=True)
class Greeted:
    """What the relay said of itself: the version that is spoken, its key, its largest frame, its clock (Unix ms)."""

    version: int
    key: bytes
    max_frame: int
    time: int


async def greet_relay(link: Link, identity: DeviceIdentity, expected_key: bytes | None = None) -> Greeted:
    """Prove to a relay which device this is.

    Args:
        link: A fresh link.
        identity: This device.
        expected_key: Key that the relay must show; None takes any, as the first time.

    Raises:
        ChannelUntrusted: The relay shows another key.
        Unauthorised: It wants a fresh access token.
        PeerRefused: It refuses this device or its version.
        Unreachable: It refuses for now, or says nothing.
        LinkClosed: The link ended meanwhile.
    """
    try:
        async with asyncio.timeout(GREETING_SECONDS):
            hello = await _expect(link, Hello)
            if expected_key is not None and hello.key != expected_key:
                raise ChannelUntrusted("the relay shows another key than before")
            version = negotiate(hello.version, hello.oldest)
            signature = identity.sign(HELLO, auth_message(version, hello.nonce, hello.key, identity.device))
            await link.send(encode_frame(Auth(version, identity.device, signature)))
            await _expect(link, Welcome)
    except TimeoutError:
        raise Unreachable("the relay does not greet") from None
    except ProtocolError as error:
        raise PeerRefused(error.code, error.detail) from None
    return Greeted(version, hello.key, hello.max_frame, hello.time)


def refusal_of(failure: Failure) -> Unauthorised | PeerRefused | Unreachable:
    """Return the error that a FAILURE about the whole connection means."""
    if failure.code in _SIGN_IN:
        return Unauthorised(failure.detail)
    if failure.code in _FOR_GOOD:
        return PeerRefused(failure.code, failure.detail)
    return Unreachable(f"{failure.detail} ({failure.code})")


async def _expect(link: Link, kind: type[F]) -> F:
    frame = decode_frame(await link.receive(), TO_CLIENT)
    if isinstance(frame, Failure):
        raise refusal_of(frame)
    if not isinstance(frame, kind):
        raise Malformed(f"{kind.__name__} is expected", ErrorCode.UNEXPECTED_FRAME)
    return frame
