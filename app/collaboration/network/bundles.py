"""A shared diagram as a file for another computer, and such a file brought in: everything, sealed, checked like from a network."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from app.collaboration.network.workspace import WorkspaceAtWork
from sync.engine.catch_up import Missing
from sync.errors import BundleError
from sync.protocol.envelope import EnvelopeType, parse_header
from sync.protocol.membership.state import ChainKey
from sync.runtime.bundle_link import seal_everything, take_bundle
from sync.store.library import Library
from sync.store.ports import Store
from sync.transports.bundle import Bundle, headers_of

T = TypeVar("T")

_AT_ONCE = 8 << 20


@dataclass(frozen=True, slots=True)
class BundleReport:
    """What a file brought.

    Attributes:
        document: the diagram.
        new: edits that were not here.
        known: edits that were here already.
        authors: names of those who wrote the new ones, as far as they are known.
        waiting: edits that wait for something that neither this library nor the file has.
    """

    document: str
    new: int
    known: int
    authors: tuple[str, ...]
    waiting: int


async def make_bundle(library: Library, work: WorkspaceAtWork, document: str) -> Bundle:
    """Put together everything that this library has of a diagram; what waits unsealed is sealed first. On the network thread.

    Raises:
        BundleError: the diagram is not shared.
    """

    async def waits() -> bool:
        stored = await _ask(library, lambda store: store.shared.load_document(document))
        return stored is not None and bool(stored.unsealed)

    if await waits():
        own = library.info.identity.device
        await seal_everything(document, own, work.serve, waits)
    return await _ask(library, lambda store: bundle_of(store, work.workspace, document))


async def bring_in(library: Library, work: WorkspaceAtWork, bundle: Bundle) -> BundleReport:
    """Take what a file holds into the library; on the network thread."""
    before = await _ask(library, lambda store: _counters(store, bundle.document))
    await take_bundle(bundle, library.info.identity.device, work.serve)
    after = await _ask(library, lambda store: _counters(store, bundle.document))
    return report(bundle, before, after, work)


def report(
    bundle: Bundle, before: Mapping[ChainKey, int], after: Mapping[ChainKey, int], work: WorkspaceAtWork
) -> BundleReport:
    """Say what a file brought, by how far each chain was here before and is now."""
    state, names = work.state, work.names
    edits = [one for one in headers_of(bundle) if one is not None and one.type is EnvelopeType.UPDATE]
    new = [one for one in edits if before.get(one.key, 0) < one.counter <= after.get(one.key, 0)]
    users = {state.devices[one.device].user for one in new if one.device in state.devices}
    known = sum(one.counter <= before.get(one.key, 0) for one in edits)
    authors = tuple(sorted(names.get(user, "") for user in users))
    return BundleReport(bundle.document, len(new), known, authors, len(edits) - len(new) - known)


def bundle_of(store: Store, workspace: str, document: str) -> Bundle:
    """Return what a library holds of a diagram.

    Raises:
        BundleError: it is not shared.
    """
    team, shared = store.shared.load_workspace(workspace), store.shared.load_document(document)
    if team is None or shared is None:
        raise BundleError("this diagram is not shared")
    ranges = tuple(Missing(row.chain, 1, row.counter) for row in shared.chains)
    envelopes = [row.envelope for row in shared.beside]
    while ranges:
        lot = store.shared.envelopes(document, ranges, _AT_ONCE)
        envelopes += lot
        ranges = _rest(ranges, lot)
    return Bundle(workspace, document, team.entries, tuple(envelopes))


def _rest(ranges: Sequence[Missing], lot: Sequence[bytes]) -> tuple[Missing, ...]:
    if not lot:
        return ()
    reached = {header.key: header.counter for header in map(parse_header, lot)}
    rest = (Missing(one.chain, max(one.first, reached.get(one.chain, 0) + 1), one.last) for one in ranges)
    return tuple(one for one in rest if one.first <= one.last)


def _counters(store: Store, document: str) -> dict[ChainKey, int]:
    shared = store.shared.load_document(document)
    return {} if shared is None else {row.chain: row.counter for row in shared.chains}


async def _ask(library: Library, work: Callable[[Store], T]) -> T:
    return await asyncio.wrap_future(library.submit(work))
