"""Cards as a program writes them, over those that others wrote."""

from __future__ import annotations

import pytest

from app.collaboration.network.cards import Cards
from app.collaboration.people import diagram_card
from sync.engine import events as ev
from sync.engine import intents as want
from sync.engine.card_writing import write_card
from sync.protocol.card import MAX_REVISION, CardKind, parse_card_header
from sync.protocol.card_content import PictureCard, encode_picture
from sync.protocol.membership.access import role_of
from sync.protocol.roles import Role
from tests.support.founding import Household
from tests.support.offices import Office
from tests.support.workspace import ANA, BEN, identifier

PLAN = identifier("plan")
PICTURE = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + (40).to_bytes(4, "big") * 2


class Run:
    """An engine at work, as far as cards know it."""

    def __init__(self, office: Office) -> None:
        self.engine, self.answer = office.engine, office.tell


def taken_for_ever(house: Household, kind: CardKind, content: bytes) -> bytes:
    """Return a card of Ben's above which there is no revision."""
    card = write_card(house.state, house.keys(BEN.laptop), BEN.laptop, (kind, PLAN), content, MAX_REVISION)
    assert card is not None
    return card


@pytest.mark.parametrize("kind", [CardKind.DIAGRAM, CardKind.PICTURE])
def test_who_writes_the_last_revision_there_is_keeps_the_place_while_he_may_write(kind: CardKind) -> None:
    """PRO-42: the others write on all the same, and one of theirs counts once he may not any more."""
    house = Household()
    house.join(BEN)
    house.do(ANA, want.NewDiagram(PLAN))
    bens = diagram_card("Ben's", 1) if kind is CardKind.DIAGRAM else encode_picture(PictureCard(PICTURE + b"ben", 1))
    last = taken_for_ever(house, kind, bens)
    office = Office(ANA.name, ANA.laptop, ANA.user, house, 1)
    office.tell(ev.CardWritten(last))
    cards = Cards(Run(office), ANA.laptop, house.workspace, ANA.user)  # type: ignore[arg-type]

    def write() -> None:
        if kind is CardKind.DIAGRAM:
            cards.say_title(PLAN, "Harbour", 5, again=True)
        else:
            cards.say_picture(PLAN, PICTURE + b"ana", 5)

    write()
    office.tell(ev.Asked(1, want.ChangeRole(BEN.user, Role.VIEWER)))
    assert role_of(office.engine.state, BEN.user) is Role.VIEWER
    write()
    held = office.engine.picture(PLAN) if kind is CardKind.PICTURE else office.engine.cards[0]
    assert held is not None
    assert parse_card_header(held).device == ANA.laptop.device
