"""A bundle as the other end of a link: an engine takes from it as from a device that shows everything and keeps nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from sync.engine.catch_up import portions
from sync.engine.transfer import parts_of
from sync.errors import LinkClosed
from sync.protocol import frames as fr
from sync.protocol.envelope import EnvelopeType
from sync.protocol.frame_codec import decode_frame, encode_frame
from sync.transports.bundle import Bundle, headers_of
from sync.transports.link import Link, until_closed
from sync.transports.loopback import LoopbackLink, loopback_pair

_ENTRIES = 500
_DONE = 0xB0


async def take_bundle(bundle: Bundle, own: str, serve: Callable[[Link], Awaitable[None]]) -> None:
    """Let an engine take what a bundle holds; returns when it has looked at everything.

    Args:
        bundle: Of a document that the engine keeps in step; what does not count is refused as from any network.
        own: This device, which is nobody's peer: what the bundle says stands for its authors only.
        serve: Uses the link until it ends.
    """
    theirs, ours = loopback_pair(own, own)
    async with asyncio.TaskGroup() as group:
        group.create_task(_serving(serve, ours))
        try:
            await _play(bundle, theirs)
        except LinkClosed:
            return
        finally:
            await theirs.close()


async def _serving(serve: Callable[[Link], Awaitable[None]], link: Link) -> None:
    await until_closed(serve(link))


async def _play(bundle: Bundle, link: LoopbackLink) -> None:
    for start in range(0, len(bundle.entries), _ENTRIES):
        entries = bundle.entries[start : start + _ENTRIES]
        await link.send(encode_frame(fr.LogEntries(bundle.workspace, entries)))
    while True:
        frame = decode_frame(await link.receive())
        if isinstance(frame, fr.Join) and frame.document == bundle.document:
            break
    await _show(bundle, link)
    await _turn(link)


async def _show(bundle: Bundle, link: LoopbackLink) -> None:
    chained = []
    for header, envelope in zip(headers_of(bundle), bundle.envelopes, strict=True):
        if header is not None and header.type is EnvelopeType.SNAPSHOT:
            for part in parts_of(bundle.document, envelope):
                await link.send(encode_frame(part))
        else:
            chained.append(envelope)
    for portion in portions(chained):
        items = tuple(fr.StoredEnvelope(0, envelope) for envelope in portion)
        await link.send(encode_frame(fr.Batch(bundle.document, items)))
    await link.send(encode_frame(fr.Joined(bundle.document, 0, 0)))


async def seal_everything(
    document: str,
    own: str,
    serve: Callable[[Link], Awaitable[None]],
    waits: Callable[[], Awaitable[bool]],
) -> None:
    """Let an engine seal what waits, as it does when somebody is there; nothing counts as having arrived anywhere.

    Args:
        document: A document that the engine keeps in step, and that this device may write to.
        own: This device.
        serve: Uses the link until it ends.
        waits: Tells whether something waits to be sealed.
    """
    theirs, ours = loopback_pair(own, own)
    async with asyncio.TaskGroup() as group:
        group.create_task(_serving(serve, ours))
        try:
            await _listen(document, theirs)
            while await waits():
                await _turn(theirs)
        except LinkClosed:
            return
        finally:
            await theirs.close()


async def _listen(document: str, link: LoopbackLink) -> None:
    while True:
        frame = decode_frame(await link.receive())
        if isinstance(frame, fr.Join) and frame.document == document:
            await link.send(encode_frame(fr.Joined(document, 0, 0)))
            return


async def _turn(link: LoopbackLink) -> None:
    """Wait until the engine has looked at everything so far."""
    await link.send(encode_frame(fr.Ping(_DONE)))
    while decode_frame(await link.receive()) != fr.Pong(_DONE):
        continue
