"""Proving to a relay which device this is."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable

import pytest

from sync.errors import ChannelUntrusted, PeerRefused, Unauthorised, Unreachable
from sync.protocol import frames as fr
from sync.protocol.errors import ErrorCode
from sync.protocol.frame_codec import TO_RELAY, decode_frame, encode_frame
from sync.protocol.signing import HELLO, verify_signature
from sync.transports.greeting import Greeted, greet_relay
from sync.transports.link import Link
from sync.transports.loopback import loopback_pair
from tests.support.loop import run
from tests.support.workspace import ANA

NONCE, KEY = bytes(range(32)), b"k" * 32


def greet(*answers: fr.Frame, expected: bytes | None = None, hello: fr.Hello | None = None) -> tuple[Greeted, fr.Frame]:
    """Greet a relay that says HELLO and then answers so."""

    async def main() -> tuple[Greeted, fr.Frame]:
        ours, theirs = loopback_pair()
        await theirs.send(encode_frame(hello or fr.Hello(1, 1, NONCE, KEY, 1_000_000, 5)))
        for answer in answers:
            await theirs.send(encode_frame(answer))
        greeted = await greet_relay(ours, ANA.laptop, expected)
        return greeted, decode_frame(await theirs.receive(), TO_RELAY)

    return run(main())


def test_tra10_the_proof_covers_the_relays_nonce_and_key() -> None:
    """TRA-10, PRO-34."""
    greeted, auth = greet(fr.Welcome(1), expected=KEY)
    assert (greeted.max_frame, greeted.key, greeted.time) == (1_000_000, KEY, 5)
    assert isinstance(auth, fr.Auth)
    message = fr.auth_message(1, NONCE, KEY, ANA.laptop.device)
    verify_signature(ANA.laptop.entry.signing_public, HELLO, auth.signature, message)


def test_tra10_nothing_is_sent_before_hello() -> None:
    """TRA-10."""

    async def main() -> None:
        ours, theirs = loopback_pair()
        async with asyncio.TaskGroup() as group:
            greeting = group.create_task(greet_relay(ours, ANA.laptop))
            waiting = group.create_task(theirs.receive())
            await asyncio.wait({greeting, waiting}, timeout=0.05)
            assert not waiting.done()
            await theirs.send(encode_frame(fr.Hello(1, 1, NONCE, KEY, 1, 1)))
            await waiting
            greeting.cancel()

    run(main())


def test_tra10_another_key_gets_no_proof() -> None:
    """TRA-10."""
    with pytest.raises(ChannelUntrusted):
        greet(fr.Welcome(1), expected=b"o" * 32)


@pytest.mark.parametrize(
    ("code", "error"),
    [
        (ErrorCode.UNAUTHENTICATED, Unauthorised),
        (ErrorCode.SESSION_ENDED, Unauthorised),
        (ErrorCode.DEVICE_REVOKED, PeerRefused),
        (ErrorCode.RATE_LIMITED, Unreachable),
        (ErrorCode.STORAGE, Unreachable),
    ],
)
def test_tra11_a_refusal_says_what_helps(code: ErrorCode, error: type[Exception]) -> None:
    """TRA-11."""
    with pytest.raises(error):
        greet(fr.Failure(code, 0, fr.NO_ID, "no"))


def test_tra11_other_frames_and_versions_are_refused() -> None:
    """TRA-11."""
    with pytest.raises(PeerRefused) as wrong:
        greet(fr.Ping(1))
    assert wrong.value.code == ErrorCode.UNEXPECTED_FRAME
    with pytest.raises(PeerRefused) as newer:
        greet(hello=fr.Hello(9, 8, NONCE, KEY, 1, 1))
    assert newer.value.code == ErrorCode.VERSION


def test_a_relay_that_ends_the_link_is_told_as_such() -> None:
    async def main() -> Awaitable[None]:
        ours, theirs = loopback_pair()
        link: Link = ours
        await theirs.close()
        return await greet_relay(link, ANA.laptop)  # type: ignore[return-value]

    from sync.errors import LinkClosed

    with pytest.raises(LinkClosed):
        run(main())
