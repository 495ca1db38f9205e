"""Whether an envelope continues its chain, by what the relay knows of the chain's head."""

from __future__ import annotations

from enum import Enum

from relay_server.domain.rooms import HASH_BYTES, ChainHead
from sync.protocol.envelope import EnvelopeHeader
from sync.protocol.errors import ChainRefused, ErrorCode


class Continuation(Enum):
    """What an envelope is to its chain."""

    NEXT = "next"
    KNOWN = "known"


def judge_continuation(head: ChainHead | None, header: EnvelopeHeader, digest: bytes) -> Continuation:
    """Decide about an update.

    Args:
        head: Last envelope of the chain; None for a chain that begins.
        header: Of the envelope.
        digest: First 16 bytes of the envelope's hash.

    Returns:
        NEXT, or KNOWN where the counter was there before: then the hash kept beside it decides whether it is a retry.

    Raises:
        ChainRefused: COUNTER_GAP, COUNTER_FORK, WRONG_PREVIOUS, LOG_DECREASED.
    """
    if head is None:
        if header.counter != 1:
            raise ChainRefused("the chain is not known here up to this envelope", ErrorCode.COUNTER_GAP)
        return Continuation.NEXT
    if header.counter == head.counter and digest != head.hash:
        raise ChainRefused("another envelope has this counter", ErrorCode.COUNTER_FORK)
    if header.counter <= head.counter:
        return Continuation.KNOWN
    if header.counter > head.counter + 1:
        raise ChainRefused(f"envelope {head.counter + 1} comes first", ErrorCode.COUNTER_GAP)
    if header.previous[:HASH_BYTES] != head.hash:
        raise ChainRefused("it does not name the envelope before it", ErrorCode.WRONG_PREVIOUS)
    if header.log_seq < head.log_seq:
        raise ChainRefused("it names an earlier operation than the one before it", ErrorCode.LOG_DECREASED)
    return Continuation.NEXT
