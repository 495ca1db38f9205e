"""Sealed signalling and the fingerprint check."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sync.crypto.sealed_signal import check_fingerprint, open_signal, seal_signal
from sync.errors import OpenFailed, SyncError
from sync.protocol.errors import Malformed, NotAuthorised, SignatureInvalid, TooLarge
from sync.protocol.signalling import SignalBody, SignalHeader, SignalKind
from sync.protocol.signing import SIGNAL
from tests.support.workspace import ANA, BEN, CLEO

PRINT = bytes(range(32))
SDP = "v=0\r\na=fingerprint:sha-256 " + ":".join(f"{byte:02X}" for byte in PRINT) + "\r\n"
HEADER = SignalHeader(ANA.laptop.device, BEN.laptop.device, "0c" * 16, "0d" * 16, 1)
OFFER = SignalBody(SignalKind.OFFER, SDP)


def test_key9_a_message_opens_for_its_receiver() -> None:
    """KEY-9."""
    message = seal_signal(ANA.laptop, BEN.laptop.entry, HEADER, OFFER)
    assert open_signal(BEN.laptop, ANA.laptop.entry, message) == (HEADER, OFFER)
    assert SDP.encode() not in message


def test_key9_others_neither_open_nor_pass_on_nor_sign() -> None:
    """KEY-9."""
    message = seal_signal(ANA.laptop, BEN.laptop.entry, HEADER, OFFER)
    with pytest.raises(NotAuthorised):
        open_signal(CLEO.laptop, ANA.laptop.entry, message)
    with pytest.raises(NotAuthorised):
        open_signal(BEN.laptop, CLEO.laptop.entry, message)
    with pytest.raises(ValueError, match="other devices"):
        seal_signal(CLEO.laptop, BEN.laptop.entry, HEADER, OFFER)
    resigned = message[:-64] + CLEO.laptop.sign(SIGNAL, message[:-64])
    with pytest.raises(SignatureInvalid):
        open_signal(BEN.laptop, ANA.laptop.entry, resigned)
    with pytest.raises(TooLarge):
        seal_signal(ANA.laptop, BEN.laptop.entry, HEADER, replace(OFFER, text="x" * (64 << 10)))


def test_key9_a_seal_belongs_to_its_header() -> None:
    """KEY-9: what was sealed for one attempt is not passed off as another, not even signed anew by its sender."""
    message = seal_signal(ANA.laptop, BEN.laptop.entry, HEADER, OFFER)
    body = message[:-65] + bytes([message[-65] ^ 1])
    with pytest.raises(OpenFailed):
        open_signal(BEN.laptop, ANA.laptop.entry, body + ANA.laptop.sign(SIGNAL, body))
    renumbered = message[:68] + b"\2" + message[69:-64]
    with pytest.raises(OpenFailed):
        open_signal(BEN.laptop, ANA.laptop.entry, renumbered + ANA.laptop.sign(SIGNAL, renumbered))


@pytest.mark.parametrize("position", [0, 1, 20, 70, 100, -1])
def test_key16_a_changed_message_does_not_open(position: int) -> None:
    """KEY-16."""
    message = bytearray(seal_signal(ANA.laptop, BEN.laptop.entry, HEADER, OFFER))
    message[position] ^= 1
    with pytest.raises(SyncError):
        open_signal(BEN.laptop, ANA.laptop.entry, bytes(message))


def test_key9_pro61_a_swapped_certificate_is_refused() -> None:
    """KEY-9, PRO-61."""
    check_fingerprint(SDP, PRINT)
    with pytest.raises(OpenFailed):
        check_fingerprint(SDP, bytes(32))
    with pytest.raises(Malformed):
        check_fingerprint("v=0", PRINT)
