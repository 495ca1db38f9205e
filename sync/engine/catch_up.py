"""Catching up by chain: what I have, what you miss, and in which portions it goes over.

Anybody may bring anybody's envelopes, so both questions are asked of whole documents, not of authors.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sync.engine.chain_book import ChainBook
from sync.protocol.frames import NO_HASH, JoinedChain
from sync.protocol.limits import BATCH_BYTES
from sync.protocol.membership.state import ChainKey


@dataclass(frozen=True, slots=True)
class Missing:
    """Envelopes of a chain that the other side does not have: counters ``first`` to ``last``."""

    chain: ChainKey
    first: int
    last: int


@dataclass(slots=True)
class OnTheWay:
    """Envelopes that are read to be sent: as an answer to a JOIN, or as appends.

    Attributes:
        ranges: What is still to be read.
        answer: Whether they answer a JOIN.
    """

    ranges: tuple[Missing, ...]
    answer: bool

    def came(self, last: Mapping[ChainKey, int]) -> None:
        """Note up to which counters a portion was read, by chain; of an empty one: there is no more."""
        rest = (Missing(one.chain, max(one.first, last.get(one.chain, 0) + 1), one.last) for one in self.ranges)
        self.ranges = tuple(one for one in rest if one.first <= one.last) if last else ()


def held_chains(stored: Mapping[ChainKey, int], floor: Mapping[ChainKey, int], book: ChainBook) -> list[JoinedChain]:
    """Return what is stored here, as JOIN lists it.

    Args:
        stored: Counter of the last envelope that is stored, by chain of one document.
        floor: Chains of which more is wanted than from there on: the last counter to speak of.
        book: Tells the hashes.
    """
    held = []
    for chain, last in sorted(stored.items()):
        counter = min(last, floor.get(chain, last))
        if counter:
            held.append(JoinedChain(chain[1], chain[2], counter, book.end(chain).hash_at(counter) or NO_HASH))
    return held


def other_pasts(document: str, book: ChainBook, theirs: Iterable[JoinedChain]) -> tuple[Missing, ...]:
    """Return the envelopes here that have the counters of their last ones and are others: each proves a fork there."""
    told = ((document, one.device, one.writer, one.counter, one.hash) for one in theirs if one.hash != NO_HASH)
    return tuple(
        Missing((document, device, writer), counter, counter)
        for document, device, writer, counter, digest in told
        if book.end((document, device, writer)).hash_at(counter) not in (None, digest)
    )


def missing_there(document: str, stored: Mapping[ChainKey, int], theirs: Iterable[JoinedChain]) -> list[Missing]:
    """Return what to bring to the other side.

    Args:
        document: The document.
        stored: Counter of the last envelope that is stored here, by chain.
        theirs: What the other side said it has.
    """
    have = {(document, chain.device, chain.writer): chain.counter for chain in theirs}
    return [
        Missing(chain, have.get(chain, 0) + 1, last)
        for chain, last in sorted(stored.items())
        if last > have.get(chain, 0)
    ]


def portions(envelopes: Iterable[bytes], size: int = BATCH_BYTES) -> Iterator[list[bytes]]:
    """Group envelopes, in order, into portions of about that many bytes; a larger envelope goes alone."""
    portion: list[bytes] = []
    held = 0
    for envelope in envelopes:
        if portion and held + len(envelope) > size:
            yield portion
            portion, held = [], 0
        portion.append(envelope)
        held += len(envelope)
    if portion:
        yield portion
