"""Device keys and entries."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sync.crypto.identity import admit_device, generate_identity, identity_from_seeds
from sync.protocol.device_entry import DeviceKind, decode_entry, encode_entry, verify_admission, verify_entry
from sync.protocol.errors import IdentityError
from sync.protocol.signing import CARD, verify_signature


def test_st110_a_device_is_rebuilt_from_its_seeds_and_named_by_its_keys() -> None:
    """ST-110."""
    made = generate_identity()
    assert identity_from_seeds(made.signing_seed, made.sealing_seed) == made
    assert len(made.device) == 32
    assert generate_identity().device != made.device
    assert made.signing_seed.hex() not in repr(made)
    assert repr(made.signing_seed) not in repr(made)


def test_st110_an_entry_survives_its_encoding() -> None:
    """ST-110."""
    entry = generate_identity().entry
    assert decode_entry(encode_entry(entry)) == entry


@pytest.mark.parametrize("position", [0, 1, 40, 70, 128])
def test_st111_a_changed_entry_is_refused(position: int) -> None:
    """ST-111."""
    data = bytearray(encode_entry(generate_identity().entry))
    data[position] ^= 1
    with pytest.raises(IdentityError):
        decode_entry(bytes(data))


@pytest.mark.parametrize("length", [0, 1, 128, 130])
def test_st111_an_entry_of_another_length_is_refused(length: int) -> None:
    """ST-111."""
    with pytest.raises(IdentityError):
        decode_entry((encode_entry(generate_identity().entry) + b"x")[:length])


def test_st111_one_key_cannot_be_exchanged_alone() -> None:
    """ST-111."""
    one, two = generate_identity().entry, generate_identity().entry
    with pytest.raises(IdentityError):
        verify_entry(replace(one, sealing_public=two.sealing_public))
    with pytest.raises(IdentityError):
        verify_entry(replace(one, signing_public=two.signing_public))
    with pytest.raises(IdentityError):
        identity_from_seeds(b"short", bytes(32))


def test_mem1_a_device_signs_in_contexts_and_consents() -> None:
    """MEM-1."""
    device = generate_identity()
    verify_signature(device.entry.signing_public, CARD, device.sign(CARD, b"bytes"), b"bytes")
    admission = admit_device(device, "0a" * 16, DeviceKind.PAPER)
    verify_admission(admission, "0a" * 16)
    assert (admission.entry, admission.kind) == (device.entry, DeviceKind.PAPER)
