"""Envelopes in a file."""

from __future__ import annotations

import hashlib
import random

import pytest

from sync.errors import BundleError
from sync.protocol.roles import Role
from sync.transports.bundle import MAGIC, MAX_BUNDLE_BYTES, Bundle, headers_of, read_bundle, write_bundle
from tests.support.envelopes import chain_of
from tests.support.workspace import ANA, BEN, identifier, team


def bundle(count: int = 5) -> Bundle:
    """Return a bundle of Ana's and Ben's edits."""
    log = team(ben=Role.EDITOR)
    plan = log.diagram("plan")
    envelopes = chain_of(ANA.laptop, plan, count, log.state.seq) + chain_of(BEN.laptop, plan, count, log.state.seq)
    return Bundle(log.workspace, plan, tuple(log.entries), tuple(envelopes))


def resealed(data: bytes) -> bytes:
    """Give changed bytes a hash that fits."""
    return data[:-32] + hashlib.sha256(data[:-32]).digest()


def test_tra60_a_bundle_is_read_as_it_was_written() -> None:
    """TRA-60."""
    made = bundle()
    data = write_bundle(made)
    assert read_bundle(data) == made
    assert data.startswith(MAGIC)
    assert [header.device for header in headers_of(made) if header] == [ANA.laptop.device] * 5 + [BEN.laptop.device] * 5


def test_tra60_an_empty_diagram_has_a_bundle_too() -> None:
    """TRA-60."""
    made = Bundle(identifier("space"), identifier("plan"), (), ())
    assert read_bundle(write_bundle(made)) == made


def test_tra61_damage_is_told() -> None:
    """TRA-61."""
    data = write_bundle(bundle(2))
    chance = random.Random(3)
    for _ in range(300):
        damaged = bytearray(data)
        damaged[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        with pytest.raises(BundleError):
            read_bundle(bytes(damaged))
    for size in (0, 5, 13, 44, len(data) - 1):
        with pytest.raises(BundleError):
            read_bundle(data[:size])
    with pytest.raises(BundleError):
        read_bundle(data + b"x")


def test_tra62_hostile_bytes_give_an_error_and_nothing_else() -> None:
    """TRA-62: also when the hash fits."""
    data = write_bundle(bundle(2))
    chance = random.Random(4)
    refused = 0
    for _ in range(2_000):
        changed = bytearray(data)
        for _ in range(chance.randrange(1, 5)):
            changed[chance.randrange(len(MAGIC), len(data) - 32)] = chance.randrange(256)
        try:
            read_bundle(resealed(bytes(changed)))
        except BundleError:
            refused += 1
    assert refused > 100


def test_tra62_a_count_that_promises_too_much_is_refused_at_once() -> None:
    """TRA-62, PRO-1."""
    made = write_bundle(Bundle(identifier("space"), identifier("plan"), (), ()))
    at = len(MAGIC) + 1 + 32
    with pytest.raises(BundleError):
        read_bundle(resealed(made[:at] + b"\xff\xff\xff\xff" + made[at + 4 :]))
    with pytest.raises(BundleError):
        read_bundle(bytes(MAX_BUNDLE_BYTES + 1))


def test_tra63_a_newer_version_is_told_as_such() -> None:
    """TRA-63."""
    data = bytearray(write_bundle(bundle(1)))
    data[len(MAGIC)] = 2
    with pytest.raises(BundleError, match="newer version"):
        read_bundle(resealed(bytes(data)))


def test_tra62_another_documents_envelope_is_refused() -> None:
    """TRA-62."""
    made = bundle(1)
    with pytest.raises(BundleError):
        write_bundle(Bundle(made.workspace, identifier("another"), (), made.envelopes))
