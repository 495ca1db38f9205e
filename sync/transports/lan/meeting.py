"""How host and guest get to know each other on a fresh link: commit, reveal, prove, decide. The same on both sides.

The room and the certificate of the channel are part of what both commit to, so that somebody in between, who would have
to show a certificate of his own, makes the six digits differ. Who is known already, or came with a ticket, needs no digits:
the proof is a signature by the device's key over a key that only these two ends have.
"""

from __future__ import annotations

import asyncio
import hmac
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from dataclasses import dataclass, field, replace
from enum import Enum, IntEnum
from typing import Any, TypeAlias, TypeVar

from sync.crypto.identity import DeviceIdentity
from sync.crypto.pairing import REVEAL_BYTES, Pairing, PairingSecret, Side, finish_pairing, start_pairing
from sync.errors import ChannelUntrusted, LinkClosed, PairingError, Unreachable
from sync.protocol.device_entry import DeviceEntry
from sync.protocol.errors import SignatureInvalid
from sync.protocol.signing import LAN, SIGNATURE_BYTES, verify_signature
from sync.transports.link import Link

STEP_SECONDS = 10.0
"""How long the other program may take for a step."""

DECIDE_SECONDS = 120.0
"""How long people may take to compare the digits."""

SHOW_SECONDS = 1.0
"""A side that has not said yes after so long asks its person, who needs the digits of this screen to compare."""

T = TypeVar("T")

_TICKET = b"aio-canvas room ticket proof v1\0"
_COMMITMENT_BYTES = 32
_MAC_BYTES = 32


class Word(IntEnum):
    """First byte of a message of the meeting."""

    COMMIT = 1
    REVEAL = 2
    PROVE = 3
    ACCEPT = 4
    REFUSE = 5


class Known(Enum):
    """Why the other device is let in."""

    MEMBER = "member"
    TICKET = "ticket"
    DIGITS = "digits"


@dataclass(frozen=True, slots=True)
class Met:
    """Who is at the other end, why he is trusted, and a key that only both ends have."""

    entry: DeviceEntry
    known: Known
    key: bytes = field(default=b"", repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Question:
    """What a person is asked: do both screens show these digits? Who is `known` is let in anyway, and only compares himself."""

    entry: DeviceEntry
    digits: str
    known: bool = False


Decide: TypeAlias = Callable[[Question], Awaitable[bool]]
"""Asks the person in front of this screen."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What one side brings to a meeting.

    Attributes:
        side: Host or guest.
        room: Name of the room (hex).
        certificate: SHA-256 of the certificate: the own one for the host, the one that was shown for the guest.
        own: This device.
        trusts: Tells whether a device is known already.
        decide: Asks the person.
        expected: Whether the certificate is the one that a ticket names (guest).
        take_ticket: Checks and uses up a ticket's proof (host): gets a function that makes the proof of a secret.
        secret: Secret of the ticket that this guest scanned, or empty.
    """

    side: Side
    room: str
    certificate: bytes
    own: DeviceIdentity
    trusts: Callable[[DeviceEntry], bool]
    decide: Decide
    take_ticket: Callable[[Callable[[bytes], bool]], bool]
    secret: bytes = b""


async def meet(link: Link, terms: Terms) -> Met:
    """Get to know the other side.

    Args:
        link: A fresh link; nothing but this meeting uses it until it is over.
        terms: What this side brings.

    Raises:
        ChannelUntrusted: The other side broke its promise, could not prove its key, or somebody said no.
        Unreachable: The other side does not answer in time.
        LinkClosed: The link ended meanwhile.
    """
    try:
        pairing, mac = await _introduce(link, terms)
    except (PairingError, SignatureInvalid) as error:
        raise ChannelUntrusted(str(error)) from None
    except TimeoutError:
        raise Unreachable("the other device does not answer") from None
    question = Question(pairing.entry, pairing.digits)
    # Heard from now on, so that nobody is asked any more about somebody who said no, or has left.
    hearing = asyncio.create_task(_hear(link, Word.ACCEPT, 0, 2 * DECIDE_SECONDS))  # noqa: TID251 - ended below.
    try:
        known = await _while_there(hearing, _why(terms, pairing, mac, question))
        with suppress(LinkClosed):  # The other side may have said no and left; hearing it tells more than this does.
            await _say(link, Word.REFUSE if known is None else Word.ACCEPT)
        if known is None:
            raise ChannelUntrusted("refused here")
        await _accepted(hearing, terms, question, known)
    except TimeoutError:
        raise Unreachable("nobody decided on the other side") from None
    finally:
        await _end(hearing)
    return Met(pairing.entry, known, pairing.key)


async def _introduce(link: Link, terms: Terms) -> tuple[Pairing, bytes]:
    """Return the pairing, and what the other side proves to know of a ticket."""
    secret: PairingSecret = start_pairing(terms.side, bytes.fromhex(terms.room) + terms.certificate, terms.own.entry)
    await _say(link, Word.COMMIT, secret.commitment())
    commitment = await _hear(link, Word.COMMIT, _COMMITMENT_BYTES)
    await _say(link, Word.REVEAL, secret.reveal())
    pairing = finish_pairing(secret, commitment, await _hear(link, Word.REVEAL, REVEAL_BYTES))
    proof = terms.own.sign(LAN, _signed(pairing, terms.side)) + _ticket_proof(terms.secret, pairing)
    await _say(link, Word.PROVE, proof)
    theirs = await _hear(link, Word.PROVE, SIGNATURE_BYTES + _MAC_BYTES)
    other = Side.GUEST if terms.side is Side.HOST else Side.HOST
    verify_signature(pairing.entry.signing_public, LAN, theirs[:SIGNATURE_BYTES], _signed(pairing, other))
    return pairing, theirs[SIGNATURE_BYTES:]


async def _why(terms: Terms, pairing: Pairing, mac: bytes, question: Question) -> Known | None:
    if terms.trusts(pairing.entry):
        return Known.MEMBER
    if terms.side is Side.GUEST and terms.secret:
        return Known.TICKET  # The channel's certificate was compared with the ticket's before the meeting began.
    if terms.take_ticket(lambda secret: hmac.compare_digest(_ticket_proof(secret, pairing), mac)):
        return Known.TICKET
    async with asyncio.timeout(DECIDE_SECONDS):
        agreed = await terms.decide(question)
    return Known.DIGITS if agreed else None


async def _while_there(hearing: asyncio.Task[bytes], deciding: Coroutine[Any, Any, T]) -> T:
    """Return what is decided here, unless the other side says no or leaves before that; a yes is waited for later."""
    task = asyncio.ensure_future(deciding)  # noqa: TID251 - ended below.
    try:
        await asyncio.wait({task, hearing}, return_when=asyncio.FIRST_COMPLETED)
        if not task.done():
            hearing.result()
        return await task
    finally:
        await _end(task)


async def _accepted(hearing: asyncio.Task[bytes], terms: Terms, question: Question, known: Known) -> None:
    """Wait for the yes of the other side. While its person compares digits that were not asked for here, they are shown here, too."""
    async with asyncio.timeout(DECIDE_SECONDS):
        if known is not Known.DIGITS and not (await asyncio.wait({hearing}, timeout=SHOW_SECONDS))[0]:
            showing = asyncio.ensure_future(terms.decide(replace(question, known=True)))  # noqa: TID251 - ended below.
            try:
                await asyncio.wait({hearing, showing}, return_when=asyncio.FIRST_COMPLETED)
                if not hearing.done() and not showing.result():
                    raise ChannelUntrusted("refused here")
            finally:
                await _end(showing)
        await hearing


async def _end(task: asyncio.Future[Any]) -> None:
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


def _signed(pairing: Pairing, side: Side) -> bytes:
    """Return what a side signs: a value that only these two ends can know, and which end it is."""
    return hmac.digest(pairing.key, LAN + bytes([side]), "sha256")


def _ticket_proof(secret: bytes, pairing: Pairing) -> bytes:
    """Return the proof of a ticket; without one, of none, so that it looks the same."""
    return hmac.digest(pairing.key, _TICKET + secret, "sha256")


async def _say(link: Link, word: Word, body: bytes = b"") -> None:
    await link.send(bytes([word]) + body)


async def _hear(link: Link, word: Word, size: int, seconds: float = STEP_SECONDS) -> bytes:
    async with asyncio.timeout(seconds):
        message = await link.receive()
    if message[:1] == bytes([Word.REFUSE]):
        raise ChannelUntrusted("the other side refused")
    if message[:1] != bytes([word]) or len(message) != 1 + size:
        raise ChannelUntrusted("the other side says something unexpected")
    return message[1:]
