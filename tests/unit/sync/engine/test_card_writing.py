"""Cards of people and workspaces, written and opened."""

from __future__ import annotations

from sync.engine.card_writing import opened_cards, write_card
from sync.engine.keyring import KeyRing
from sync.protocol.card import CardKind, authorise_card, parse_card_header, verify_card
from tests.support.founding import Household
from tests.support.workspace import ANA, BEN


def test_eng91_a_card_is_opened_by_those_who_hold_the_key_of_the_workspace() -> None:
    """ENG-91."""
    house = Household()
    house.join(BEN)
    card = write_card(house.state, house.keys(ANA.laptop), ANA.laptop, (CardKind.PERSON, ANA.user), b"Ana", 3)
    assert card is not None
    header = parse_card_header(card)
    verify_card(card, authorise_card(house.state, header).entry.signing_public)
    assert (header.subject, header.revision) == (ANA.user, 3)
    assert list(opened_cards(house.keys(BEN.laptop), [card])) == [(header, b"Ana")]
    assert list(opened_cards(KeyRing(), [card])) == []


def test_eng91_without_the_key_there_is_no_card() -> None:
    """ENG-91."""
    house = Household()
    assert write_card(house.state, KeyRing(), ANA.laptop, (CardKind.PERSON, ANA.user), b"Ana", 1) is None
