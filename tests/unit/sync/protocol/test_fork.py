"""Proofs of forks."""

from __future__ import annotations

import pytest

from sync.protocol.envelope import envelope_hash, parse_header
from sync.protocol.errors import Malformed, NotAuthorised, SignatureInvalid, UnsupportedVersion
from sync.protocol.fork import decode_fork, encode_fork, fork_of, verify_fork
from tests.support.envelopes import chain_of, header_of, sealed
from tests.support.workspace import ANA, BEN, identifier, team

DOCUMENT = identifier("plan")
FIRST, SECOND, THIRD = chain_of(ANA.laptop, DOCUMENT, 3, 2)


def twin(counter: int, previous: bytes) -> bytes:
    """Return another envelope of the chain."""
    return sealed(ANA.laptop, header_of(DOCUMENT, ANA.laptop, 2, counter, previous=previous, nonce=bytes([7]) * 12))


def test_pro19_two_envelopes_with_one_counter_prove_a_fork_in_whatever_order() -> None:
    """PRO-19."""
    other = twin(2, envelope_hash(FIRST)[:16])
    fork = fork_of(SECOND, other)
    assert fork == fork_of(other, SECOND)
    assert (fork.chain, fork.last) == (parse_header(FIRST).key, 1)
    assert envelope_hash(fork.first) < envelope_hash(fork.second)
    assert decode_fork(encode_fork(fork)) == fork


def test_pro19_an_envelope_that_names_another_one_before_it_proves_a_fork_too() -> None:
    """PRO-19."""
    other = twin(3, bytes([9]) * 16)
    fork = fork_of(other, SECOND)
    assert (fork.first, fork.second, fork.last) == (SECOND, other, 1)
    assert decode_fork(encode_fork(fork)) == fork


def test_pro19_what_goes_together_or_belongs_to_different_chains_proves_nothing() -> None:
    """PRO-19."""
    bens = chain_of(BEN.laptop, DOCUMENT, 1, 2)[0]
    for one, other in ((FIRST, SECOND), (FIRST, FIRST), (FIRST, THIRD), (FIRST, bens), (FIRST, b"")):
        with pytest.raises(Malformed):
            fork_of(one, other)


def test_pro19_a_proof_has_one_encoding() -> None:
    """PRO-19."""
    fork = fork_of(SECOND, twin(2, envelope_hash(FIRST)[:16]))
    data = encode_fork(fork)
    swapped = data[:1] + len(fork.second).to_bytes(4, "big") + fork.second + fork.first
    with pytest.raises(Malformed):
        decode_fork(swapped)
    with pytest.raises(UnsupportedVersion):
        decode_fork(b"\2" + data[1:])
    for end in (0, 1, 5, 100, len(data) - 1):
        with pytest.raises(Malformed):
            decode_fork(data[:end] if end < len(data) - 1 else data[:200])


def test_pro19_both_envelopes_carry_their_authors_signature() -> None:
    """PRO-19."""
    devices = team().state.devices
    other = twin(2, envelope_hash(FIRST)[:16])
    verify_fork(devices, fork_of(SECOND, other))
    with pytest.raises(SignatureInvalid):
        verify_fork(devices, fork_of(SECOND, other[:-1] + bytes([other[-1] ^ 1])))
    with pytest.raises(NotAuthorised):
        verify_fork({}, fork_of(SECOND, other))
