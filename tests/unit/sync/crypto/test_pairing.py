"""Pairing by six digits."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest

from sync.crypto.pairing import REVEAL_BYTES, Pairing, PairingSecret, Side, finish_pairing, start_pairing
from sync.errors import PairingError
from sync.protocol.device_entry import DeviceEntry
from tests.support.workspace import ANA, BEN, CLEO

ROOM = b"a random name"


def start(side: Side, entry: DeviceEntry = ANA.laptop.entry, room: bytes = ROOM) -> PairingSecret:
    """Start one side."""
    return start_pairing(side, room, entry)


def meet(host: PairingSecret, guest: PairingSecret) -> tuple[Pairing, Pairing]:
    """Let two sides exchange what they promised and reveal."""
    return (
        finish_pairing(host, guest.commitment(), guest.reveal()),
        finish_pairing(guest, host.commitment(), host.reveal()),
    )


def test_key14_two_in_one_room_see_the_same_digits_and_hold_the_same_key() -> None:
    """KEY-14."""
    host, guest = start(Side.HOST), start(Side.GUEST, BEN.laptop.entry)
    one, two = meet(host, guest)
    assert one.digits == two.digits
    assert one.key == two.key
    assert (one.entry, two.entry) == (BEN.laptop.entry, ANA.laptop.entry)
    assert len(one.digits) == 6
    assert one.digits.isdigit()
    assert len(host.reveal()) == REVEAL_BYTES
    assert repr(one.key) not in repr(one)
    assert "seed" not in repr(host)


def test_key14_somebody_in_between_makes_the_digits_differ() -> None:
    """KEY-14."""
    equal = 0
    for _ in range(50):
        host, guest = start(Side.HOST), start(Side.GUEST, BEN.laptop.entry)
        to_host, to_guest = start(Side.GUEST, CLEO.laptop.entry), start(Side.HOST, CLEO.laptop.entry)
        one = finish_pairing(host, to_host.commitment(), to_host.reveal())
        two = finish_pairing(guest, to_guest.commitment(), to_guest.reveal())
        equal += one.digits == two.digits
        assert one.key != two.key
    assert equal <= 1


def test_key14_nobody_changes_his_mind_after_the_promise() -> None:
    """KEY-14."""
    host, guest, other = start(Side.HOST), start(Side.GUEST, BEN.laptop.entry), start(Side.GUEST, BEN.laptop.entry)
    with pytest.raises(PairingError, match="promised"):
        finish_pairing(host, guest.commitment(), other.reveal())
    elsewhere = start(Side.GUEST, BEN.laptop.entry, b"another room")
    with pytest.raises(PairingError, match="promised"):
        finish_pairing(host, elsewhere.commitment(), elsewhere.reveal())


def test_key14_reflections_and_malformed_parts_end_it() -> None:
    """KEY-14."""
    host, guest = start(Side.HOST), start(Side.GUEST, BEN.laptop.entry)
    with pytest.raises(PairingError, match="other side is not"):
        finish_pairing(host, host.commitment(), host.reveal())
    good = guest.reveal()
    bad = (
        b"\2" + good[1:],
        good[:-1],
        good[:1] + b"\7" + good[2:],
        good[:2] + bytes(32) + good[34:],
        good[:-1] + bytes([good[-1] ^ 1]),
    )
    for reveal in bad:
        with pytest.raises(PairingError):
            finish_pairing(host, _promise(host.room, reveal), reveal)
    assert replace(host, side=Side.GUEST).commitment() != host.commitment()


def _promise(room: bytes, reveal: bytes) -> bytes:
    return hashlib.sha256(b"aio-canvas pairing commitment v1\0" + hashlib.sha256(room).digest() + reveal).digest()
