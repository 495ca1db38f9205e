"""Proofs that chains of one document ended: gathered from both sides of a fork, kept, handed to everybody, and to newcomers.

Between devices the two envelopes of a fork can be shown as they are. Through a relay they cannot, since it keeps one
envelope under each counter; and a newcomer who starts from a snapshot does not know the chain that they belong to. So whoever
may write seals both into an envelope of their own, which any path carries and the relay keeps.
"""

from __future__ import annotations

from collections.abc import Iterable

from sync.crypto.envelope import seal_beside_chain
from sync.engine.chain_book import ChainBook
from sync.engine.context import Context
from sync.engine.records import EvidenceRow
from sync.protocol.chain import Chain
from sync.protocol.envelope import EnvelopeType, envelope_hash, parse_header
from sync.protocol.errors import Malformed
from sync.protocol.fork import Fork, encode_fork, fork_of
from sync.protocol.limits import MAX_SNAPSHOT_FORKS, WRITER_BYTES
from sync.protocol.membership.state import ChainKey

MAX_SNAPSHOT_FORK_BYTES = 4 << 20
"""Most bytes of proofs in one snapshot."""


class ForkDesk:
    """The forks of one document."""

    def __init__(self, document: str, context: Context, rows: Iterable[EvidenceRow]) -> None:
        """Go on from what the library holds."""
        self.evidence: dict[bytes, bytes] = {}
        self.sealed: dict[tuple[ChainKey, int], bytes] = {}
        self._document = document
        self._context = context
        self._proofs: dict[tuple[ChainKey, int], Fork] = {}
        for row in rows:
            self._pair(row.envelope)

    def keep(self, envelope: bytes) -> EvidenceRow:
        """Keep one side of a fork."""
        self._pair(envelope)
        header = parse_header(envelope)
        return EvidenceRow(header.key, header.counter, envelope_hash(envelope), envelope)

    def sides_in(self, envelopes: Iterable[bytes], book: ChainBook) -> list[EvidenceRow]:
        """Keep the first sides of forks among envelopes of which a document was built so far."""
        rows = []
        for envelope in envelopes:
            header = parse_header(envelope)
            ended = book.end(header.key).ended
            if ended is not None and header.counter == ended + 1:
                rows.append(self.keep(envelope))
        return rows

    def shown(self, fork: Fork, envelope: bytes) -> list[EvidenceRow]:
        """Take a proof that somebody sealed; return rows of what is new here."""
        place = (fork.chain, fork.last)
        self._proofs.setdefault(place, fork)
        self.sealed.setdefault(place, envelope)
        sides = (fork.first, fork.second)
        return [self.keep(side) for side in sides if envelope_hash(side) not in self.evidence]

    def is_new(self, fork: Fork) -> bool:
        """Tell whether no proof of a fork was sealed yet, as far as is known here."""
        return (fork.chain, fork.last) not in self.sealed

    def seal(self) -> list[bytes]:
        """Seal what is proven and was not sealed by anybody; nothing while that cannot be done."""
        context = self._context
        key = context.keys.key_of(context.state, self._document)
        if key is None or not context.may_write(self._document):
            return []
        made = []
        for place, fork in self._proofs.items():
            if place not in self.sealed:
                writer = context.chance.randbytes(WRITER_BYTES).hex()
                sealing = context.keys.chain_key(key, Chain(self._document, context.identity.device, writer))
                proof = encode_fork(fork)
                envelope = seal_beside_chain(
                    sealing, context.identity, EnvelopeType.FORK, context.state.seq, proof, context.random_bytes
                )
                self.sealed[place] = envelope
                made.append(envelope)
        return made

    def for_snapshot(self, book: ChainBook) -> tuple[Fork, ...]:
        """Return the proofs of the chains that ended, as far as a snapshot has room."""
        found: list[Fork] = []
        size = 0
        for chain, end in sorted(book.ends().items()):
            fork = self._proofs.get((chain, end.ended)) if end.ended is not None else None
            if fork is None:
                continue
            size += len(fork.first) + len(fork.second)
            if size > MAX_SNAPSHOT_FORK_BYTES or len(found) == MAX_SNAPSHOT_FORKS:
                break
            found.append(fork)
        return tuple(found)

    def _pair(self, envelope: bytes) -> None:
        chain = parse_header(envelope).key
        for other in self.evidence.values():
            if parse_header(other).key == chain:
                self._prove(other, envelope)
        self.evidence[envelope_hash(envelope)] = envelope

    def _prove(self, one: bytes, other: bytes) -> None:
        try:
            fork = fork_of(one, other)
        except Malformed:
            # Two sides of different forks of one chain; each finds its own counterpart.
            return
        self._proofs.setdefault((fork.chain, fork.last), fork)
