from __future__ import annotations

import pytest

from relay_server.domain.chain_check import Continuation, judge_continuation
from relay_server.domain.rooms import ChainHead
from sync.protocol.errors import ChainRefused, ErrorCode
from tests.support.envelopes import header_of
from tests.support.workspace import ANA, identifier

PREVIOUS, DIGEST = bytes(range(16)), b"d" * 16
HEAD = ChainHead(5, 3, PREVIOUS)


def verdict(head: ChainHead | None, counter: int, log_seq: int = 3, **changes: object) -> object:
    """Return what an envelope is to its chain, or the code with which it is refused."""
    header = header_of(identifier("plan"), ANA.laptop, log_seq, counter, **changes)
    try:
        return judge_continuation(head, header, DIGEST)
    except ChainRefused as error:
        return error.code


@pytest.mark.parametrize(
    ("head", "counter", "expected"),
    [
        (None, 1, Continuation.NEXT),
        (None, 2, ErrorCode.COUNTER_GAP),
        (HEAD, 6, Continuation.NEXT),
        (HEAD, 7, ErrorCode.COUNTER_GAP),
        (HEAD, 5, ErrorCode.COUNTER_FORK),
        (ChainHead(5, 3, DIGEST), 5, Continuation.KNOWN),
        (HEAD, 4, Continuation.KNOWN),
        (HEAD, 1, Continuation.KNOWN),
    ],
)
def test_what_continues_a_chain(head: ChainHead | None, counter: int, expected: object) -> None:
    """RLY-31."""
    assert verdict(head, counter) is expected


def test_the_next_one_names_the_one_before_and_no_earlier_operation() -> None:
    """RLY-31."""
    assert verdict(HEAD, 6, previous=bytes(16)) is ErrorCode.WRONG_PREVIOUS
    assert verdict(HEAD, 6, log_seq=2) is ErrorCode.LOG_DECREASED
    assert verdict(HEAD, 6, log_seq=4) is Continuation.NEXT
