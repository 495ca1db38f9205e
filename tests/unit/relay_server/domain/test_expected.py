from __future__ import annotations

import pytest

from relay_server.domain.expected import Expected
from relay_server.domain.rooms import ChainHead, chain_of
from sync.protocol.envelope import MAX_ENVELOPE_BYTES, OVERHEAD_BYTES, envelope_hash
from tests.support import envelopes
from tests.support.workspace import ANA, identifier, team

PLAN = identifier("plan")
CHAIN = envelopes.chain_of(ANA.laptop, PLAN, 5, 7)


def after(envelope: bytes, counter: int) -> Expected:
    head = ChainHead(counter, 7, envelope_hash(envelope)[:16])
    return Expected(envelope, chain_of(envelope), head, team().state, ANA.user)


def test_an_envelope_that_follows_is_known_and_the_next_is_expected() -> None:
    """RLY-31."""
    expected = after(CHAIN[0], 1)
    for counter, envelope in enumerate(CHAIN[1:], 2):
        assert expected.is_met(envelope)
        assert expected.move_on(envelope) == ChainHead(counter, 7, envelope_hash(envelope)[:16])
    assert chain_of(CHAIN[4]) == expected.chain == chain_of(memoryview(CHAIN[0]))


@pytest.mark.parametrize("place", [*range(74)])
def test_a_header_that_differs_anywhere_is_read(place: int) -> None:
    """RLY-30."""
    changed = bytearray(CHAIN[1])
    changed[place] ^= 1
    assert not after(CHAIN[0], 1).is_met(bytes(changed))


def test_one_of_another_size_is_read() -> None:
    """RLY-30."""
    expected, header = after(CHAIN[0], 1), CHAIN[1][:86]
    assert expected.is_met(header.ljust(OVERHEAD_BYTES, b"x"))
    assert expected.is_met(header.ljust(MAX_ENVELOPE_BYTES, b"x"))
    assert not expected.is_met(header.ljust(OVERHEAD_BYTES - 1, b"x"))
    assert not expected.is_met(header.ljust(MAX_ENVELOPE_BYTES + 1, b"x"))
