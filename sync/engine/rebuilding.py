"""Building a document again from its envelopes: what counts now, and nothing else.

Needed when something that was applied stops counting (a fork, a cut that nobody raises), when a Doc broke, and when the own
chain turned out to be somebody else's too. The same inbox decides as when envelopes arrive, so the result is what a
newcomer would see who is shown the same envelopes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sync.engine.catch_up import Missing
from sync.engine.chain_book import ChainBook, ChainEnd
from sync.engine.context import Context
from sync.engine.effects import Effect, KeepCopy, Tell, Warn
from sync.engine.findings import Apply, ChainForked, Refused
from sync.engine.inbox import FindKey, Inbox
from sync.engine.readiness import continues, missing_clocks
from sync.engine.records import StoredDocument
from sync.engine.snapshots import OpenedSnapshot
from sync.errors import UpdateRejected
from sync.protocol.chain import Chain, client_id
from sync.protocol.errors import ErrorCode
from sync.protocol.membership.state import ChainKey
from sync.protocol.yupdate import inspect_update


@dataclass(slots=True)
class Reading:
    """The envelopes of a document, on their way from the store in portions."""

    document: str
    last: Mapping[ChainKey, int]
    found: list[bytes] = field(default_factory=list)
    at: dict[ChainKey, int] = field(default_factory=dict)

    def missing(self) -> tuple[Missing, ...]:
        """Return what is still to be read."""
        return tuple(
            Missing(chain, self.at.get(chain, 0) + 1, last)
            for chain, last in sorted(self.last.items())
            if self.at.get(chain, 0) < last
        )

    def take(self, envelopes: Iterable[tuple[ChainKey, int, bytes]]) -> None:
        """Take a portion."""
        for chain, counter, envelope in envelopes:
            self.at[chain] = max(self.at.get(chain, 0), counter)
            self.found.append(envelope)


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """A document that was built again.

    Attributes:
        inbox: It goes on from here.
        state: All it holds, own unsealed edits included.
        lost: Writers whose unsealed edits do not go on from what counts.
        refused: Devices of which an envelope that was accepted before does not count any more.
    """

    inbox: Inbox
    state: bytes
    lost: tuple[str, ...]
    refused: frozenset[str]


def restored_inbox(context: Context, find_key: FindKey, stored: StoredDocument) -> Inbox:
    """Return an inbox that goes on from what the library holds of a document."""
    clocks = dict(stored.sharing.clocks)
    inbox = Inbox(stored.sharing.document, context.state, find_key, {})
    for row in stored.chains:
        client = client_id(Chain(*row.chain))
        clocks[client] = max(clocks.get(client, 0), row.clock)
        end = ChainEnd(row.counter, row.previous, row.clock, row.log_seq, row.ended)
        end.hashes.extend(stored.hashes.get(row.chain, ()))
        # Without the envelope before, a chain stands on the word of the snapshot that it was started from.
        end.covered = 0 if end.hashes else row.counter
        inbox.book.restore(row.chain, end)
    inbox.brought(clocks)
    return inbox


def rebuild(
    document: str,
    context: Context,
    fresh: Inbox,
    base: OpenedSnapshot | None,
    envelopes: Sequence[bytes],
    forks: ChainBook,
    unsealed: Mapping[str, Sequence[bytes]],
) -> Rebuilt:
    """Build a document from its envelopes.

    Args:
        document: The document.
        context: Who builds.
        fresh: An inbox that received nothing.
        base: The snapshot to start from.
        envelopes: All that were accepted before.
        forks: The chain book so far: chains that ended there end here.
        unsealed: Own edits that wait, by writer.
    """
    updates: list[bytes] = []
    if base is not None:
        base.put_into(fresh)
        updates.append(base.content.state)
    for chain, end in forks.ends().items():
        if end.ended is not None:
            fresh.book.stop(chain, end.ended)
        elif not end.counter:
            fresh.book.touch(chain)
    refused: set[str] = set()
    for envelope in envelopes:
        for finding in fresh.receive(envelope):
            if isinstance(finding, Apply):
                updates.append(finding.update)
            elif isinstance(finding, Refused) and finding.header is not None:
                refused.add(finding.header.device)
            elif isinstance(finding, ChainForked):
                refused.add(finding.chain[1])
    refused |= {chain[1] for chain in fresh.held()}
    kept, lost = continuing(document, context, fresh, unsealed)
    state = context.merge([*updates, *kept]) if updates or kept else b"\0\0"
    return Rebuilt(fresh, state, tuple(lost), frozenset(refused))


def continuing(
    document: str, context: Context, fresh: Inbox, unsealed: Mapping[str, Sequence[bytes]]
) -> tuple[list[bytes], list[str]]:
    """Return the unsealed edits that go on from what counts, and the writers whose edits do not."""
    kept: list[bytes] = []
    lost: list[str] = []
    have = fresh.clocks()
    for writer, edits in unsealed.items():
        client = client_id(Chain(document, context.identity.device, writer))
        clock = fresh.book.end((document, context.identity.device, writer)).clock
        fits = True
        for update in edits:
            try:
                summary = inspect_update(update)
            except UpdateRejected:
                fits = False
                break
            fits = fits and continues(summary, client, clock) and not missing_clocks(summary, have)
            if client in summary.clients:
                clock = have[client] = summary.clients[client][1]
        if fits:
            kept += edits
        else:
            lost.append(writer)
    return kept, lost


def shortened(device: str, stored: Mapping[ChainKey, int], book: ChainBook) -> set[str]:
    """Return a device's writers of whom something that was stored does not count: they never write again."""
    return {chain[2] for chain, last in stored.items() if chain[1] == device and book.end(chain).counter < last}


def losses(document: str, device: str, built: Rebuilt, why: ErrorCode) -> list[Effect]:
    """Return what the person hears if own edits are not in a document that was built again."""
    if not built.lost and device not in built.refused:
        return []
    return [KeepCopy(document, why), Tell(Warn.EDITS_REFUSED, document)]
