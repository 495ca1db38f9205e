"""Sealed messages of one attempt."""

from __future__ import annotations

import pytest

from sync.errors import CryptoError
from sync.protocol.errors import NotAuthorised, ProtocolError
from sync.protocol.signalling import SignalBody, SignalKind
from sync.transports.webrtc.signal_session import REMEMBERED, SignalReader, SignalSession
from tests.support.workspace import ANA, BEN, CLEO, identifier

PLAN = identifier("plan")
OFFER = SignalBody(SignalKind.OFFER, "v=0")


def session(name: str = "first") -> SignalSession:
    return SignalSession(ANA.laptop, BEN.laptop.entry, PLAN, identifier(name))


def test_tra31_each_message_counts_once() -> None:
    """TRA-31."""
    ana = session()
    first, second = ana.seal(OFFER), ana.seal(SignalBody(SignalKind.BYE, ""))
    ben = SignalReader(BEN.laptop, ANA.laptop.entry, PLAN)
    assert ben.open(first) == (identifier("first"), OFFER)
    assert ben.open(second)[1].kind is SignalKind.BYE
    for again in (first, second):
        with pytest.raises(NotAuthorised):
            ben.open(again)


def test_tra31_another_document_or_device_is_refused() -> None:
    """TRA-31."""
    message = session().seal(OFFER)
    for reader in (
        SignalReader(BEN.laptop, ANA.laptop.entry, identifier("another plan")),
        SignalReader(BEN.laptop, CLEO.laptop.entry, PLAN),
        SignalReader(CLEO.laptop, ANA.laptop.entry, PLAN),
    ):
        with pytest.raises((ProtocolError, CryptoError)):
            reader.open(message)


def test_tra31_what_is_remembered_is_bounded() -> None:
    """TRA-31."""
    ben = SignalReader(BEN.laptop, ANA.laptop.entry, PLAN)
    for at in range(REMEMBERED + 5):
        ben.open(session(str(at)).seal(OFFER))
    assert len(ben._seen) == REMEMBERED
