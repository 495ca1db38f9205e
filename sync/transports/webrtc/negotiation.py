"""Agreeing on a channel: an offer, an answer, and the check that the certificate is the one that was signed for."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeAlias

from aiortc import RTCDataChannel, RTCPeerConnection, RTCSessionDescription
from aiortc.exceptions import InvalidStateError
from cryptography.hazmat.primitives.hashes import SHA256

from sync.crypto.sealed_signal import check_fingerprint
from sync.errors import ChannelUntrusted, LinkClosed, OpenFailed, Unreachable
from sync.protocol.errors import Malformed
from sync.protocol.signalling import fingerprint_of
from sync.transports.link import LinkInfo, PathKind
from sync.transports.webrtc.data_channel import DataChannelLink, shut
from sync.transports.webrtc.ice import IceSettings

CONNECT_SECONDS = 15.0
"""How long an attempt may take from the offer to the open channel."""

CHANNEL_ID = 0
CHANNEL_LABEL = "frames"

_OTHER_FINGERPRINTS = ("a=fingerprint:sha-384", "a=fingerprint:sha-512")

Exchange: TypeAlias = Callable[[str], Awaitable[str]]
"""Sends an offer and returns the answer."""

Send: TypeAlias = Callable[[str], Awaitable[None]]
"""Sends an answer."""


@dataclass(frozen=True, slots=True)
class _Attempt:
    connection: RTCPeerConnection
    channel: RTCDataChannel
    link: DataChannelLink
    opened: asyncio.Event


async def offer_channel(device: str, ice: IceSettings, exchange: Exchange) -> DataChannelLink:
    """Open a channel to a device by making the offer.

    Args:
        device: Id of the other device.
        ice: Which servers may be asked.
        exchange: Carries the offer there, sealed and signed, and brings the answer, opened and verified.

    Raises:
        Unreachable: No way was found, or nobody answered.
        ChannelUntrusted: The other end shows another certificate than the signed one.
    """

    async def agree(attempt: _Attempt) -> str:
        connection = attempt.connection
        await connection.setLocalDescription(await connection.createOffer())
        answer = await exchange(_described(connection))
        await _accept(connection, answer, "answer")
        return answer

    return await _open(device, ice, agree)


async def answer_channel(device: str, ice: IceSettings, offer: str, send: Send) -> DataChannelLink:
    """Open a channel to a device by answering its offer.

    Args:
        device: Id of the other device.
        ice: Which servers may be asked.
        offer: The offer, opened and verified.
        send: Carries the answer there, sealed and signed.

    Raises:
        Unreachable: No way was found.
        ChannelUntrusted: The other end shows another certificate than the signed one.
    """

    async def agree(attempt: _Attempt) -> str:
        connection = attempt.connection
        await _accept(connection, offer, "offer")
        await connection.setLocalDescription(await connection.createAnswer())
        await send(_described(connection))
        return offer

    return await _open(device, ice, agree)


async def _open(device: str, ice: IceSettings, agree: Callable[[_Attempt], Awaitable[str]]) -> DataChannelLink:
    attempt = _prepare(device, ice)
    try:
        async with asyncio.timeout(CONNECT_SECONDS):
            description = await agree(attempt)
            await attempt.opened.wait()
        if attempt.channel.readyState != "open":
            raise ChannelUntrusted("the channel was not established")
        _check_certificate(attempt.connection, description)
    except BaseException as error:
        await shut(attempt.connection)
        if isinstance(error, TimeoutError):
            raise Unreachable("no direct way was found in time") from None
        if isinstance(error, LinkClosed | ConnectionError | InvalidStateError):
            raise Unreachable(str(error)) from None
        raise
    return attempt.link


def _prepare(device: str, ice: IceSettings) -> _Attempt:
    connection = RTCPeerConnection(ice.configuration())
    channel = connection.createDataChannel(CHANNEL_LABEL, negotiated=True, id=CHANNEL_ID)
    opened = asyncio.Event()
    channel.on("open", opened.set)
    link = DataChannelLink(connection, channel, LinkInfo(PathKind.DIRECT, device))

    def changed() -> None:
        # "failed" is what a wrong certificate looks like: aiortc compares it with the description before data may flow.
        if connection.connectionState in ("failed", "closed"):
            opened.set()

    connection.on("connectionstatechange", changed)
    return _Attempt(connection, channel, link, opened)


def _described(connection: RTCPeerConnection) -> str:
    """Return the own description with one fingerprint instead of one for each hash that aiortc knows (PRO-61)."""
    lines = connection.localDescription.sdp.splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith(_OTHER_FINGERPRINTS))


async def _accept(connection: RTCPeerConnection, description: str, kind: str) -> None:
    fingerprint_of(description)  # Exactly one certificate, named by SHA-256, before anything looks at the rest.
    try:
        await connection.setRemoteDescription(RTCSessionDescription(description, kind))
    except (ValueError, KeyError, IndexError, AssertionError, AttributeError, InvalidStateError) as error:
        raise Malformed(f"a session description cannot be used: {type(error).__name__}") from None


def _check_certificate(connection: RTCPeerConnection, description: str) -> None:
    """Compare the certificate once more, ourselves: this is what everything rests on.

    Raises:
        ChannelUntrusted: It is not the one that was signed for.
    """
    tls = connection.sctp.transport._ssl if connection.sctp else None  # noqa: SLF001 - there is no public way.
    certificate = tls.get_peer_certificate(as_cryptography=True) if tls else None
    if certificate is None:
        raise ChannelUntrusted("the other end shows no certificate")
    try:
        check_fingerprint(description, certificate.fingerprint(SHA256()))
    except OpenFailed:
        raise ChannelUntrusted("the other end shows another certificate than the signed one") from None
