"""Keys of low order: what would go wrong with each, and that none of them enters a log."""

from __future__ import annotations

from dataclasses import replace

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from sync.protocol.device_entry import Admission, DeviceEntry, DeviceKind
from sync.protocol.errors import ErrorCode, IdentityError
from sync.protocol.membership import operations as op
from sync.protocol.roles import Role
from sync.protocol.signing import ENTRY
from sync.protocol.weak_keys import check_sealing_key, check_signing_key
from tests.support.workspace import ANA, BOXES, DAN, LATER, identifier, identity, team

PRIME = 2**255 - 19
LOW = [number.to_bytes(32, "little") for number in (0, 1, PRIME - 1, PRIME, PRIME + 1)]
SIGNING = [
    *LOW,
    bytes.fromhex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"),
    bytes.fromhex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"),
]
SEALING = [
    *LOW,
    bytes.fromhex("e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800"),
    bytes.fromhex("5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157"),
]


def with_top_bit(key: bytes) -> bytes:
    """Return another encoding: decoders ignore the top bit, or read it as a sign."""
    return key[:-1] + bytes([key[-1] | 0x80])


def forged(public: bytes, message: bytes) -> bool:
    """Tell whether a signature made without any secret holds under a key."""
    for point in SIGNING:
        try:
            Ed25519PublicKey.from_public_bytes(public).verify(point + bytes(32), message)
        except InvalidSignature:
            continue
        return True
    return False


@pytest.mark.parametrize("public", [*SIGNING, *map(with_top_bit, SIGNING)])
def test_mem1_a_key_under_which_everybody_signs_is_refused(public: bytes) -> None:
    """MEM-1."""
    assert any(forged(public, bytes([number])) for number in range(64))
    with pytest.raises(IdentityError):
        check_signing_key(public)


@pytest.mark.parametrize("public", [*SEALING, *map(with_top_bit, SEALING)])
def test_mem1_a_key_to_which_nothing_can_be_sealed_is_refused(public: bytes) -> None:
    """MEM-1."""
    with pytest.raises(ValueError, match="shared"):
        X25519PrivateKey.from_private_bytes(bytes(range(32))).exchange(X25519PublicKey.from_public_bytes(public))
    with pytest.raises(IdentityError):
        check_sealing_key(public)


def test_mem1_other_keys_pass() -> None:
    """MEM-1."""
    entry = DAN.laptop.entry
    check_signing_key(entry.signing_public)
    check_sealing_key(entry.sealing_public)


def test_mem1_a_device_with_such_a_key_does_not_enter() -> None:
    """MEM-1: it would keep everybody from being given a new key."""
    log, dan = team(dan=Role.VIEWER), identity("dan's phone")
    entry = replace(dan.entry, sealing_public=bytes(32))
    signed = replace(entry, signature=dan.sign(ENTRY, b"\1" + entry.signing_public + bytes(32)))
    consent = dan.sign(b"aio-canvas device consent v1\0", bytes.fromhex(DAN.user + "01" + signed.device))
    body = op.AddDevice(Admission(signed, DeviceKind.APP, consent), BOXES)
    assert log.refusal(DAN, body) is ErrorCode.BAD_IDENTITY
    anybodys = DeviceEntry(SIGNING[1], dan.entry.sealing_public, SIGNING[1] + bytes(32))
    body = op.AddDevice(Admission(anybodys, DeviceKind.APP, SIGNING[1] + bytes(32)), BOXES)
    assert log.refusal(DAN, body) is ErrorCode.BAD_IDENTITY


def test_mem12_nor_does_an_invite_or_a_sequencer() -> None:
    """MEM-12, MEM-16."""
    log = team()
    for keys in ((bytes(32), log.fresh()), (log.fresh(), bytes(32))):
        body = op.Invite(identifier("i"), *keys, Role.VIEWER, None, LATER, BOXES)
        assert log.refusal(ANA, body) is ErrorCode.BAD_IDENTITY
    assert log.refusal(ANA, op.MoveSequencer(SIGNING[1])) is ErrorCode.BAD_IDENTITY
