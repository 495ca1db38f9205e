"""Snapshots of one document: which to start from, when to make one, what is confirmed.

A snapshot is its author's word for what its chains hold. It counts as confirmed once a second user signed the hash of the
same records; until then whoever started from it is told so. Making one needs nothing on its way out or to the disk, so that
it holds just what the chains hold that it covers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sync.engine.chain_book import ChainBook, ChainEnd
from sync.engine.inbox import Inbox
from sync.errors import UpdateRejected
from sync.protocol.chain import Chain, client_id
from sync.protocol.envelope import EnvelopeHeader
from sync.protocol.fork import Fork
from sync.protocol.limits import WHOLE_DOCUMENT
from sync.protocol.membership.state import ChainKey
from sync.protocol.snapshot import Confirmation, CoveredChain, SnapshotContent
from sync.protocol.yupdate import inspect_update

LONG_TAIL = 2_000
"""Envelopes after the newest snapshot at which a member makes another one."""


@dataclass(frozen=True, slots=True)
class OpenedSnapshot:
    """A snapshot whose author may write: its envelope and hash, his user id, what it holds, clocks by Yjs client."""

    header: EnvelopeHeader
    hash: bytes
    user: str
    content: SnapshotContent
    clocks: Mapping[int, int]
    envelope: bytes = field(repr=False)

    @property
    def covers(self) -> dict[ChainKey, CoveredChain]:
        """How far it covers each chain."""
        document = self.header.document
        return {(document, chain.device, chain.writer): chain for chain in self.content.chains}

    @property
    def reach(self) -> int:
        """Number of envelopes that it covers."""
        return sum(chain.counter for chain in self.content.chains)

    def is_behind_fork(self, book: ChainBook) -> bool:
        """Tell whether it holds what lies behind the end of a chain, which counts for nobody."""
        for chain, covered in self.covers.items():
            ended = book.end(chain).ended
            if ended is not None and covered.counter > ended:
                return True
        return False

    def put_into(self, inbox: Inbox) -> None:
        """Let an inbox that received nothing go on from here."""
        for chain, covered in self.covers.items():
            clock = self.clocks.get(client_id(Chain(*chain)), 0)
            ended = inbox.book.end(chain).ended
            end = ChainEnd(covered.counter, covered.hash, clock, covered.log_seq, ended, covered.counter)
            inbox.book.restore(chain, end)
        inbox.brought(self.clocks)


def open_snapshot(
    header: EnvelopeHeader, digest: bytes, user: str, content: SnapshotContent, envelope: bytes
) -> OpenedSnapshot:
    """Check the state of a snapshot before anything decodes it.

    Raises:
        UpdateRejected: The state is malformed or over a limit.
    """
    summary = inspect_update(content.state, WHOLE_DOCUMENT)
    for client, (start, _) in summary.clients.items():
        if start:
            raise UpdateRejected("not a whole document", str(client))
    clocks = {client: end for client, (_, end) in summary.clients.items()}
    return OpenedSnapshot(header, digest, user, content, clocks, envelope)


class SnapshotShelf:
    """The snapshots of one document that are known here, and who confirmed them."""

    def __init__(self) -> None:
        """Start with none."""
        self._known: dict[bytes, OpenedSnapshot] = {}
        self._words: dict[bytes, dict[tuple[str, bytes], bytes]] = {}
        self._wrong: set[bytes] = set()

    @property
    def distrusts(self) -> bool:
        """Whether a snapshot turned out to be wrong: then only the envelopes themselves help."""
        return bool(self._wrong)

    def put(self, snapshot: OpenedSnapshot) -> bool:
        """Take a snapshot; return whether it is new and not known to be wrong."""
        if snapshot.hash in self._known or snapshot.hash in self._wrong:
            return False
        self._known[snapshot.hash] = snapshot
        return True

    def get(self, digest: bytes) -> OpenedSnapshot | None:
        """Return a snapshot by the hash of its envelope."""
        return self._known.get(digest)

    def confirm(self, user: str, confirmation: Confirmation, envelope: bytes) -> None:
        """Note a user's word for a snapshot, known here or not yet."""
        words = self._words.setdefault(confirmation.snapshot, {})
        words.setdefault((user, confirmation.records_hash), envelope)

    def words(self, digest: bytes) -> list[bytes]:
        """Return the envelopes of the words for a snapshot."""
        return list(self._words.get(digest, {}).values())

    def distrust(self, digest: bytes) -> None:
        """Forget a snapshot that does not fit what its chains' authors signed."""
        self._wrong.add(digest)
        self._known.pop(digest, None)

    def is_confirmed(self, digest: bytes) -> bool:
        """Tell whether a second user signed the hash of the same records; nothing to start from needs no word."""
        snapshot = self._known.get(digest)
        if snapshot is None:
            return not digest
        words = self._words.get(digest, {})
        return any(user != snapshot.user and records == snapshot.content.records_hash for user, records in words)

    def best(self, usable: Iterable[bytes] | None = None) -> OpenedSnapshot | None:
        """Return the snapshot to start from: a confirmed one before any other, then the one that covers most."""
        among = self._known.values() if usable is None else [self._known[one] for one in usable]
        return max(among, key=lambda one: (self.is_confirmed(one.hash), one.reach, one.hash), default=None)

    def tail(self, book: ChainBook) -> int:
        """Return how many accepted envelopes lie behind the snapshot that covers most."""
        counters = {chain: end.counter for chain, end in book.ends().items()}
        reach = [self._behind(counters, one) for one in self._known.values()]
        return min(reach, default=sum(counters.values()))

    @staticmethod
    def _behind(counters: Mapping[ChainKey, int], snapshot: OpenedSnapshot) -> int:
        covers = snapshot.covers
        return sum(
            max(0, counter - (covers[chain].counter if chain in covers else 0)) for chain, counter in counters.items()
        )


def covers_exactly(snapshot: OpenedSnapshot, book: ChainBook) -> bool:
    """Tell whether a snapshot covers just what is accepted here, so that its records can be compared."""
    ends = {chain: (end.counter, end.previous, end.log_seq) for chain, end in book.ends().items() if end.counter}
    covers = snapshot.covers.items()
    return ends == {chain: (covered.counter, covered.hash, covered.log_seq) for chain, covered in covers}


def content_of(book: ChainBook, records_hash: bytes, state: bytes, forks: tuple[Fork, ...] = ()) -> SnapshotContent:
    """Return what a snapshot of the present document holds."""
    chains = tuple(
        CoveredChain(device, writer, end.counter, end.previous, end.log_seq)
        for (_, device, writer), end in sorted(book.ends().items())
        if end.counter
    )
    return SnapshotContent(chains, records_hash, state, forks)
