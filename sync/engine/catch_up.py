"""Catching up by chain: what I have, what you miss, and in which portions it goes over.

Anybody may bring anybody's envelopes, so both questions are asked of whole documents, not of authors.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sync.engine.chain_book import ChainBook
from sync.protocol.frames import JoinedChain
from sync.protocol.limits import BATCH_BYTES
from sync.protocol.membership.state import ChainKey


@dataclass(frozen=True, slots=True)
class Missing:
    """Envelopes of a chain that the other side does not have: counters ``first`` to ``last``."""

    chain: ChainKey
    first: int
    last: int


def chains_of(book: ChainBook) -> tuple[JoinedChain, ...]:
    """Return what is accepted here, as JOIN lists it."""
    return tuple(
        JoinedChain(device, writer, end.counter)
        for (_, device, writer), end in sorted(book.ends().items())
        if end.counter
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
