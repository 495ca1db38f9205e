"""Sealed cards."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sync.crypto.epoch import DocumentKey, EpochKey, document_key, new_epoch_key
from sync.crypto.sealed_card import open_card, seal_card
from sync.errors import OpenFailed
from sync.protocol.card import CardHeader, CardKind, parse_card_header, verify_card
from sync.protocol.errors import TooLarge
from sync.protocol.limits import MAX_CARD_BYTES
from tests.support.workspace import ANA, BEN

WORKSPACE, DIAGRAM = "0a" * 16, "0c" * 16
KEY = new_epoch_key(WORKSPACE, 1)
PERSON = CardHeader(CardKind.PERSON, WORKSPACE, ANA.user, ANA.laptop.device, 1, 4, 2, bytes(12))
TITLE = replace(PERSON, kind=CardKind.DIAGRAM, subject=DIAGRAM)


def test_key7_a_card_is_sealed_signed_and_opens() -> None:
    """KEY-7."""
    pairs: tuple[tuple[EpochKey | DocumentKey, CardHeader], ...] = (
        (KEY, PERSON),
        (document_key(KEY, DIAGRAM), TITLE),
    )
    for key, header in pairs:
        card = seal_card(key, ANA.laptop, header, b"Ana")
        verify_card(card, ANA.laptop.entry.signing_public)
        found = parse_card_header(card)
        assert replace(found, nonce=bytes(12)) == header
        assert found.nonce != bytes(12)
        assert open_card(key, card) == b"Ana"


def test_key7_the_key_goes_with_the_kind() -> None:
    """KEY-7."""
    for key, header in (
        (document_key(KEY, DIAGRAM), PERSON),
        (KEY, TITLE),
        (document_key(KEY, WORKSPACE), TITLE),
        (new_epoch_key(WORKSPACE, 2), PERSON),
        (new_epoch_key(DIAGRAM, 1), PERSON),
    ):
        with pytest.raises(ValueError, match="key does not go"):
            seal_card(key, ANA.laptop, header, b"")
    with pytest.raises(ValueError, match="own cards"):
        seal_card(KEY, BEN.laptop, PERSON, b"")
    with pytest.raises(TooLarge):
        seal_card(KEY, ANA.laptop, PERSON, bytes(MAX_CARD_BYTES))


def test_key16_a_changed_card_does_not_open() -> None:
    """KEY-16."""
    card = seal_card(KEY, ANA.laptop, PERSON, b"Ana")
    with pytest.raises(OpenFailed):
        open_card(new_epoch_key(WORKSPACE, 1), card)
    for position in (20, 60, 70, 80):
        damaged = bytearray(card)
        damaged[position] ^= 1
        with pytest.raises(OpenFailed):
            open_card(KEY, bytes(damaged))
