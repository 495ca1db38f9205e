"""Cards of people, workspaces and diagrams, written and opened."""

from __future__ import annotations

from sync.engine import intents as want
from sync.engine.card_writing import opened_cards, write_card
from sync.engine.keyring import KeyRing
from sync.protocol.card import CardKind, authorise_card, parse_card_header, verify_card
from sync.protocol.roles import Role
from tests.support.founding import Household
from tests.support.workspace import ANA, BEN, DAN, identifier


def test_eng91_a_card_is_opened_by_those_who_hold_the_key_of_the_workspace() -> None:
    """ENG-91."""
    house = Household()
    house.join(BEN)
    card = write_card(house.state, house.keys(ANA.laptop), ANA.laptop, (CardKind.PERSON, ANA.user), b"Ana", 3)
    assert card is not None
    header = parse_card_header(card)
    verify_card(card, authorise_card(house.state, header).entry.signing_public)
    assert (header.subject, header.revision) == (ANA.user, 3)
    assert list(opened_cards(house.state, house.keys(BEN.laptop), [card])) == [(header, b"Ana")]
    assert list(opened_cards(house.state, KeyRing(), [card])) == []


def test_eng91_without_the_key_there_is_no_card() -> None:
    """ENG-91."""
    house = Household()
    assert write_card(house.state, KeyRing(), ANA.laptop, (CardKind.PERSON, ANA.user), b"Ana", 1) is None


def test_eng92_a_diagrams_card_is_opened_by_those_who_read_the_diagram() -> None:
    """ENG-92: also by guests of it, who do not hold the key of the workspace."""
    house = Household()
    plan, secret = identifier("plan"), identifier("secret")
    house.do(ANA, want.NewDiagram(plan))
    house.do(ANA, want.NewDiagram(secret, ((ANA.user, Role.EDITOR),)))
    house.join(BEN)
    house.enter(DAN, house.link(Role.VIEWER, plan))
    keys = house.keys(ANA.laptop)
    cards = [write_card(house.state, keys, ANA.laptop, (CardKind.DIAGRAM, one), b"title", 1) for one in (plan, secret)]
    for card in cards:
        assert card is not None
        verify_card(card, authorise_card(house.state, parse_card_header(card)).entry.signing_public)
    seen = {
        person.name: {
            header.subject for header, _ in opened_cards(house.state, house.keys(person.laptop), filter(None, cards))
        }
        for person in (ANA, BEN, DAN)
    }
    assert seen == {"ana": {plan, secret}, "ben": {plan}, "dan": {plan}}


def test_eng92_a_card_about_a_diagram_that_the_log_does_not_have_is_left() -> None:
    """ENG-92."""
    house = Household()
    before = house.state
    house.do(ANA, want.NewDiagram(identifier("plan")))
    keys = house.keys(ANA.laptop)
    card = write_card(house.state, keys, ANA.laptop, (CardKind.DIAGRAM, identifier("plan")), b"title", 1)
    assert card is not None
    assert list(opened_cards(before, keys, [card])) == []
