"""Own edits on their way out."""

from __future__ import annotations

import pytest

from sync.crypto.envelope import chain_key, open_envelope
from sync.crypto.epoch import document_key, new_epoch_key
from sync.engine.outbox import BURST, PAUSE_SECONDS, Outbox
from sync.errors import LimitExceededError
from sync.protocol.chain import Chain
from sync.protocol.envelope import parse_header
from sync.protocol.limits import MAX_PLAINTEXT_BYTES
from tests.support.workspace import ANA

CHAIN = Chain("0c" * 16, ANA.laptop.device, "0f" * 8)
FIRST, SECOND = (chain_key(document_key(new_epoch_key("0a" * 16, epoch), CHAIN.document), CHAIN) for epoch in (1, 2))


def outbox() -> Outbox:
    """Return an empty outbox that joins updates instead of merging them."""
    return Outbox(FIRST, ANA.laptop, b"+".join)


def test_eng20_the_first_edits_leave_at_once_and_later_ones_together() -> None:
    """ENG-20: and as many at once again after a rest."""
    out = outbox()
    assert out.due() is None
    assert out.seal(1, 0.0) is None
    for number in range(BURST):
        out.add(number, b"%d" % number, 10.0)
        assert out.due() == 10.0
        first = out.seal(1, 10.0)
        assert first is not None
        assert (first.updates, first.plain) == ((number,), b"%d" % number)
    out.add(8, b"b", 10.01)
    out.add(9, b"c", 10.02)
    assert out.due() == pytest.approx(10.0 + PAUSE_SECONDS)
    sealed = out.seal(1, 10.04)
    assert sealed is not None
    assert (sealed.updates, sealed.plain) == ((8, 9), b"b+c")
    assert open_envelope(FIRST, parse_header(sealed.envelope), sealed.envelope) == b"b+c"
    assert out.due() is None
    assert out.unsent == 2 + BURST
    for number in range(BURST):
        out.add(number, b"d", 11.0)
        assert out.due() == 11.0
        assert out.seal(1, 11.0) is not None
    out.add(9, b"e", 11.0)
    assert out.due() == pytest.approx(11.0 + PAUSE_SECONDS)


def test_eng20_what_waits_is_sealed_under_the_key_in_use_when_it_leaves() -> None:
    """ENG-20."""
    out = outbox()
    out.add(1, b"a", 0.0)
    out.change_key(SECOND)
    sealed = out.seal(7, 0.0)
    assert sealed is not None
    header = parse_header(sealed.envelope)
    assert (header.epoch, header.log_seq, header.counter) == (2, 7, 1)
    other = Chain(CHAIN.document, CHAIN.device, "ee" * 8)
    with pytest.raises(ValueError, match="another chain"):
        out.change_key(chain_key(document_key(new_epoch_key("0a" * 16, 3), CHAIN.document), other))


def test_eng21_only_what_is_stored_is_sent_and_never_changed() -> None:
    """ENG-21."""
    out = outbox()
    out.add(1, b"a", 0.0)
    sealed = out.seal(1, 0.0)
    assert sealed is not None
    assert out.unacknowledged() == []
    assert out.stored(1) == sealed.envelope
    with pytest.raises(KeyError):
        out.stored(1)
    assert out.unacknowledged() == [sealed.envelope] == out.unacknowledged()
    assert out.acknowledged(1) == (1,)
    assert out.acknowledged(1) == ()
    assert out.unacknowledged() == []
    assert out.unsent == 0


def test_eng20_what_does_not_fit_together_leaves_in_several_envelopes() -> None:
    """ENG-20."""
    out = outbox()
    half = bytes(MAX_PLAINTEXT_BYTES // 2 + 1)
    out.add(1, half, 0.0)
    out.add(2, half, 0.0)
    first, second = out.seal(1, 0.0), out.seal(1, 0.04)
    assert first is not None
    assert second is not None
    assert [first.updates, second.updates] == [(1,), (2,)]
    with pytest.raises(LimitExceededError):
        out.add(3, bytes(MAX_PLAINTEXT_BYTES + 1), 0.0)
