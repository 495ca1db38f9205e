"""ST-110 to ST-112: device keys and chains."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sync.crypto.chain import Chain, chain_id, client_id, new_chain
from sync.crypto.identity import decode_entry, encode_entry, generate_identity, identity_from_seeds, verify_entry
from sync.errors import IdentityError, InvalidIdentifierError

DOCUMENT, DEVICE = "0c" * 16, "0d" * 16
# Fixed for ever: peers recompute them.
EXPECTED_CHAIN_ID = "b339b1ea3d8545cc4d9c72b0a13c20abd94230b82c7e23967750d1c1be23832f"
EXPECTED_CLIENT_ID = 4914033792914152


def test_st110_a_device_is_rebuilt_from_its_seeds_and_named_by_its_keys() -> None:
    made = generate_identity()
    assert identity_from_seeds(made.signing_seed, made.sealing_seed) == made
    assert len(made.device) == 32
    assert generate_identity().device != made.device
    assert made.signing_seed.hex() not in repr(made)
    assert repr(made.signing_seed) not in repr(made)


def test_st110_an_entry_survives_its_encoding() -> None:
    entry = generate_identity().entry
    assert decode_entry(encode_entry(entry)) == entry


@pytest.mark.parametrize("position", [0, 1, 40, 70, 128])
def test_st111_a_changed_entry_is_refused(position: int) -> None:
    data = bytearray(encode_entry(generate_identity().entry))
    data[position] ^= 1
    with pytest.raises(IdentityError):
        decode_entry(bytes(data))


@pytest.mark.parametrize("length", [0, 1, 128, 130])
def test_st111_an_entry_of_another_length_is_refused(length: int) -> None:
    with pytest.raises(IdentityError):
        decode_entry((encode_entry(generate_identity().entry) + b"x")[:length])


def test_st111_one_key_cannot_be_exchanged_alone() -> None:
    one, two = generate_identity().entry, generate_identity().entry
    with pytest.raises(IdentityError):
        verify_entry(replace(one, sealing_public=two.sealing_public))
    with pytest.raises(IdentityError):
        verify_entry(replace(one, signing_public=two.signing_public))
    with pytest.raises(IdentityError):
        identity_from_seeds(b"short", bytes(32))


def test_st112_a_client_id_is_a_fixed_function_of_its_chain() -> None:
    chain = Chain(DOCUMENT, DEVICE, "00" * 8)
    assert chain_id(chain).hex() == EXPECTED_CHAIN_ID
    assert client_id(chain) == EXPECTED_CLIENT_ID
    others = {client_id(new_chain(DOCUMENT, DEVICE)) for _ in range(200)}
    assert len(others) == 200
    assert all(0 < other < 1 << 53 for other in others)
    assert max(others) > 1 << 51


def test_st112_malformed_parts_are_refused() -> None:
    for chain in (Chain("x", DEVICE, "00" * 8), Chain(DOCUMENT, "", "00" * 8), Chain(DOCUMENT, DEVICE, "00" * 7)):
        with pytest.raises(InvalidIdentifierError):
            chain_id(chain)
