"""Cards over links that come and go: each side asks for what is new since it asked last."""

from __future__ import annotations

from sync.engine import events as ev
from sync.engine import intents as want
from sync.engine.card_writing import write_card
from sync.protocol.card import CardKind
from sync.protocol.frame_codec import decode_frame
from sync.protocol.frames import Cards, CardsGet
from tests.support.founding import Household
from tests.support.offices import Net, Office
from tests.support.workspace import ANA, BEN, digest, identifier

MANY = 40
RELAY = ev.LinkUp("relay", ev.LinkKind.RELAY, "", digest("a relay's key"))


def house_of_many() -> Household:
    """Return a workspace with many diagrams."""
    house = Household()
    house.join(BEN)
    for number in range(MANY):
        house.do(ANA, want.NewDiagram(identifier(f"plan {number}")))
    return house


def write(office: Office, house: Household, number: int, title: str, revision: int = 1) -> bytes:
    """Let Ana's device write the card of a diagram."""
    about = (CardKind.DIAGRAM, identifier(f"plan {number}"))
    card = write_card(house.state, house.keys(ANA.laptop), ANA.laptop, about, title.encode(), revision)
    assert card is not None
    office.tell(ev.CardWritten(card))
    return card


def carried(net: Net, sender: str) -> int:
    """Return how many cards somebody sent since the last time."""
    frames = [decode_frame(data) for name, data in net.seen if name == sender]
    net.seen.clear()
    return sum(len(frame.cards) for frame in frames if isinstance(frame, Cards))


def asked(ana: Office) -> list[int]:
    """Return from where on cards were asked for since the last time."""
    sent, ana.sent = ana.sent, []
    return [frame.since for _, frame in sent if isinstance(frame, CardsGet)]


def test_eng92_two_who_meet_again_show_each_other_what_is_new() -> None:
    """ENG-92: also after a restart of whoever asks, who then asks for all once."""
    house = house_of_many()
    net = Net([Office(one.name, one.laptop, one.user, house, 1) for one in (ANA, BEN)])
    ana, ben = net.offices["ana"], net.offices["ben"]
    for number in range(MANY):
        write(ana, house, number, f"Diagram {number}")
    link = net.connect("ana", "ben")
    net.settle(1.0)
    assert carried(net, "ana") == MANY
    assert set(ben.engine.cards) == set(ana.engine.cards)
    net.cut(link)
    newer = write(ana, house, 7, "Another title", 2)
    link = net.connect("ana", "ben")
    net.settle(1.0)
    assert carried(net, "ana") == 1
    assert newer in ben.engine.cards
    net.restart("ana")
    net.connect("ana", "ben")
    net.settle(1.0)
    # Numbers of an earlier run say nothing of this one.
    assert carried(net, "ana") == MANY


def test_eng92_what_is_shown_without_being_asked_does_not_count_as_an_answer() -> None:
    """ENG-92: a link that breaks between the two would lose the answer for ever."""
    house = house_of_many()
    net = Net([Office(one.name, one.laptop, one.user, house, 1) for one in (ANA, BEN)])
    ana, ben = net.offices["ana"], net.offices["ben"]
    write(ana, house, 1, "One")
    link = net.connect("ana", "ben")
    write(ana, house, 2, "Two")
    net.post()
    while any(isinstance(decode_frame(data), CardsGet) is False for data in net.flying[link, "ben"][:1]):
        net.deliver(link, "ben")
    net.cut(link)
    net.connect("ana", "ben")
    net.settle(1.0)
    assert set(ben.engine.cards) == set(ana.engine.cards)


def test_eng92_a_relay_is_asked_from_where_it_ended_and_shown_what_it_lacks() -> None:
    """ENG-92."""
    house = house_of_many()
    ana = Office("ana", ANA.laptop, ANA.user, house, 1, "https://relay.example")
    card = write(ana, house, 1, "One")
    workspace = house.workspace
    ana.links["relay"] = RELAY
    ana.tell(RELAY)
    assert asked(ana) == [0]
    ana.tell(ev.FrameReceived("relay", Cards(workspace, 17, ())))
    assert [frame.cards for _, frame in ana.sent if isinstance(frame, Cards)] == [(card,)]
    ana.tell(ev.LinkDown("relay"))
    ana.sent.clear()
    ana.tell(RELAY)
    assert asked(ana) == [17]
    ana.tell(ev.FrameReceived("relay", Cards(workspace, 18, (card,))))
    ana.tell(ev.FrameReceived("relay", Cards(workspace, 18, ())))
    # It has it: the answer from there on holds it.
    assert [frame for _, frame in ana.sent if isinstance(frame, Cards)] == []


def test_eng92_a_relay_that_was_set_up_from_an_older_copy_is_asked_for_everything() -> None:
    """ENG-92: and shown all own cards that it then lacks."""
    house = house_of_many()
    ana = Office("ana", ANA.laptop, ANA.user, house, 1, "https://relay.example")
    card = write(ana, house, 1, "One")
    workspace = house.workspace
    ana.links["relay"] = RELAY
    ana.tell(RELAY)
    ana.tell(ev.FrameReceived("relay", Cards(workspace, 17, (card,))))
    ana.tell(ev.FrameReceived("relay", Cards(workspace, 17, ())))
    ana.tell(ev.LinkDown("relay"))
    ana.tell(RELAY)
    ana.sent.clear()
    ana.tell(ev.FrameReceived("relay", Cards(workspace, 3, ())))
    assert asked(ana) == [0]
    ana.tell(ev.FrameReceived("relay", Cards(workspace, 3, ())))
    assert [frame.cards for _, frame in ana.sent if isinstance(frame, Cards)] == [(card,)]
