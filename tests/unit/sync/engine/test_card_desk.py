"""Cards over links that come and go: each side asks for what is new since it asked last."""

from __future__ import annotations

from dataclasses import replace

from sync.engine import events as ev
from sync.engine import intents as want
from sync.engine.card_desk import MOST_SHOWN_AGAIN
from sync.engine.card_writing import write_card
from sync.protocol.card import CardKind
from sync.protocol.frame_codec import decode_frame
from sync.protocol.frames import Cards, CardsGet, PicturesGet
from sync.protocol.limits import MAX_PICTURES_ASKED
from sync.protocol.version import PICTURES_VERSION
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


PLAN = identifier("plan 1")
MODERN = replace(RELAY, version=PICTURES_VERSION)


def paint(office: Office, house: Household, looks: bytes, revision: int = 1) -> bytes:
    """Let Ana's device write how a diagram looks."""
    card = write_card(house.state, house.keys(ANA.laptop), ANA.laptop, (CardKind.PICTURE, PLAN), looks, revision)
    assert card is not None
    office.tell(ev.CardWritten(card))
    return card


def shown(ana: Office) -> list[bytes]:
    """Return the cards that were shown since the last time."""
    sent, ana.sent = ana.sent, []
    return [card for _, frame in sent if isinstance(frame, Cards) for card in frame.cards]


def test_eng93_pictures_go_round_between_devices_and_are_no_cards_of_names() -> None:
    """ENG-93."""
    house = house_of_many()
    net = Net([Office(one.name, one.laptop, one.user, house, 1) for one in (ANA, BEN)])
    ana, ben = net.offices["ana"], net.offices["ben"]
    before = paint(ana, house, b"before")
    net.connect("ana", "ben")
    net.settle(1.0)
    assert ben.engine.picture(PLAN) == before
    after = paint(ana, house, b"after", 2)
    net.settle(1.0)
    assert ben.engine.picture(PLAN) == after
    assert ben.engine.cards == ()


def test_eng93_a_relay_is_shown_own_pictures_and_asked_for_others() -> None:
    """ENG-93, PRO-44: also what was painted while no relay was there, once; one of before is neither shown nor asked."""
    house = house_of_many()
    ana = Office(ANA.name, ANA.laptop, ANA.user, house, 1)
    ana.links |= {"relay": RELAY, "second": MODERN}
    paint(ana, house, b"early")
    ana.tell(RELAY)
    ana.tell(ev.FrameReceived("relay", Cards(house.workspace, 7, ())))
    ana.tell(ev.PicturesWanted((PLAN,)))
    assert not any(isinstance(frame, PicturesGet) for _, frame in ana.sent)
    assert shown(ana) == []
    ana.tell(ev.LinkDown("relay"))
    early = paint(ana, house, b"early again", 2)
    ana.sent.clear()
    ana.tell(replace(MODERN, link="second"))
    ana.tell(ev.FrameReceived("second", Cards(house.workspace, 7, ())))
    assert shown(ana) == [early]
    assert shown(ana) == []
    late = paint(ana, house, b"late", 3)
    assert shown(ana) == [late]
    ana.tell(ev.PicturesWanted(tuple(identifier(f"plan {number}") for number in range(MAX_PICTURES_ASKED + 1))))
    asked_for = [frame.diagrams for _, frame in ana.sent if isinstance(frame, PicturesGet)]
    assert [len(one) for one in asked_for] == [MAX_PICTURES_ASKED, 1]


def test_eng93_what_was_painted_without_a_relay_is_shown_to_it_after_a_start() -> None:
    """ENG-93: the newest ones, and each once; of others none."""
    house = house_of_many()
    ana = Office(ANA.name, ANA.laptop, ANA.user, house, 1, "https://relay.example")
    painted = []
    for number in range(MOST_SHOWN_AGAIN + 2):
        about = (CardKind.PICTURE, identifier(f"plan {number}"))
        card = write_card(house.state, house.keys(ANA.laptop), ANA.laptop, about, b"looks", 1_000 - number)
        assert card is not None
        painted.append(card)
        ana.tell(ev.CardWritten(card))
    bens = write_card(house.state, house.keys(BEN.laptop), BEN.laptop, (CardKind.PICTURE, PLAN), b"theirs", 5_000)
    assert bens is not None
    ana.tell(ev.CardWritten(bens))
    ana.restart()
    ana.links["relay"] = MODERN
    ana.tell(MODERN)
    ana.tell(ev.FrameReceived("relay", Cards(house.workspace, 0, ())))
    assert sorted(shown(ana)) == sorted(painted[:1] + painted[2 : MOST_SHOWN_AGAIN + 1])
    ana.tell(ev.LinkDown("relay"))
    ana.tell(MODERN)
    ana.tell(ev.FrameReceived("relay", Cards(house.workspace, 0, ())))
    assert shown(ana) == []


def test_eng93_what_a_relay_has_comes_when_it_was_asked_for() -> None:
    """ENG-93: a picture that its author sealed under another key, or somebody else's under his name, is left."""
    house = house_of_many()
    writer = Office(ANA.name, ANA.laptop, ANA.user, house, 1)
    picture = paint(writer, house, b"looks")
    ben = Office(BEN.name, BEN.laptop, BEN.user, house, 1)
    ben.tell(MODERN)
    ben.tell(ev.FrameReceived("relay", Cards(house.workspace, 0, (picture[:-1] + bytes([picture[-1] ^ 1]),))))
    assert ben.engine.picture(PLAN) is None
    ben.tell(ev.FrameReceived("relay", Cards(house.workspace, 0, (picture,))))
    assert ben.engine.picture(PLAN) == picture
