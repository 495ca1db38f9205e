"""How far each chain of a document is accepted, and where the next envelope belongs.

Counters run without gaps and each envelope names the one before. Two different envelopes with one counter, both signed,
are a fork, and so is one that names another envelope before it than the one that is here: the chain ends before it, at
every peer that sees both.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from enum import Enum

from sync.protocol.envelope import NO_PREVIOUS, PREVIOUS_BYTES, EnvelopeHeader
from sync.protocol.membership.state import ChainKey

REMEMBERED = 1_024
"""Hashes kept of a chain's latest envelopes; an older duplicate is dropped without being compared."""


class Place(Enum):
    """Where an envelope belongs."""

    NEXT = "next"
    LATER = "later"
    KNOWN = "known"
    FORK = "fork"
    OTHER_PAST = "other past"
    BEHIND_END = "behind the end"


@dataclass(slots=True)
class ChainEnd:
    """The accepted part of one chain.

    Attributes:
        counter: Its last envelope; 0 before the first.
        previous: First 16 bytes of that envelope's hash.
        clock: Exclusive end of what its Yjs client wrote.
        log_seq: What the last envelope knew of the membership log.
        ended: Counter of the last envelope that counts, once the chain forked.
        covered: Up to here it is known from a snapshot only, by the word of that snapshot's author.
        hashes: Of the latest envelopes, up to ``counter``.
    """

    counter: int = 0
    previous: bytes = NO_PREVIOUS
    clock: int = 0
    log_seq: int = 0
    ended: int | None = None
    covered: int = 0
    hashes: deque[bytes] = field(default_factory=lambda: deque(maxlen=REMEMBERED))

    def hash_at(self, counter: int) -> bytes | None:
        """Return the first 16 bytes of an accepted envelope's hash, if it is remembered."""
        back = self.counter - counter
        return self.hashes[-1 - back] if 0 <= back < len(self.hashes) else None


class ChainBook:
    """The accepted part of every chain of one document."""

    def __init__(self) -> None:
        self._ends: dict[ChainKey, ChainEnd] = {}

    def end(self, chain: ChainKey) -> ChainEnd:
        """Return the accepted part of a chain; an empty one if nothing is known of it."""
        return self._ends.get(chain) or ChainEnd()

    def restore(self, chain: ChainKey, end: ChainEnd) -> None:
        """Take over how far a chain was accepted before, out of the own store or a snapshot."""
        self._ends[chain] = end

    def ends(self) -> dict[ChainKey, ChainEnd]:
        """Return all chains of which something is accepted."""
        return dict(self._ends)

    def place(self, header: EnvelopeHeader, envelope_hash: bytes) -> Place:
        """Say where an envelope belongs, by its header and hash. Its signature must be checked before a fork counts."""
        end = self.end(header.key)
        if end.ended is not None and header.counter > end.ended:
            return Place.BEHIND_END
        if header.counter <= end.counter:
            known = end.hash_at(header.counter)
            return Place.KNOWN if known in (None, envelope_hash[:PREVIOUS_BYTES]) else Place.FORK
        if header.counter > end.counter + 1:
            return Place.LATER
        return Place.NEXT if header.previous == end.previous else Place.OTHER_PAST

    def accept(self, header: EnvelopeHeader, envelope_hash: bytes, clock: int) -> None:
        """Take the next envelope of a chain.

        Args:
            header: Its header; ``place`` said NEXT.
            envelope_hash: Its hash.
            clock: Exclusive end of what the chain's client wrote with it.
        """
        end = self._ends.setdefault(header.key, ChainEnd())
        end.counter, end.previous = header.counter, envelope_hash[:PREVIOUS_BYTES]
        end.clock, end.log_seq = clock, max(header.log_seq, end.log_seq)
        end.hashes.append(end.previous)

    def touch(self, chain: ChainKey) -> None:
        """Note that there is such a chain, though nothing of it counts here."""
        self._ends.setdefault(chain, ChainEnd())

    def stop(self, chain: ChainKey, last: int) -> None:
        """End a chain after an envelope; a fork found earlier in it ends it earlier."""
        end = self._ends.setdefault(chain, ChainEnd())
        end.ended = last if end.ended is None else min(end.ended, last)
