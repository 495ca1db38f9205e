"""Forks among whole devices: between them, through a relay, behind a snapshot, and under what honest people drew on them."""

from __future__ import annotations

from sync.engine import effects as ef
from sync.engine import events as ev
from sync.engine import intents as want
from sync.protocol.envelope import EnvelopeType, parse_header
from sync.protocol.frames import Notice, NoticeCode
from sync.protocol.roles import Role
from tests.support.founding import Household
from tests.support.intruder import Intruder
from tests.support.offices import Net, Office
from tests.support.paper_relay import PaperRelay
from tests.support.workspace import ANA, BEN, CLEO, DAN, Person, identifier

PLAN = identifier("plan")


class Table:
    """Ana, Cleo and Dan have a diagram; Ben, an editor, signs what he likes."""

    def __init__(self) -> None:
        self.house = Household()
        self.house.do(ANA, want.NewDiagram(PLAN))
        for person in (BEN, CLEO, DAN):
            self.house.join(person, Role.EDITOR)
        self.net = Net([self.office(person) for person in (ANA, CLEO, DAN)])
        self.ana, self.cleo, self.dan = (self.net.offices[name] for name in ("ana", "cleo", "dan"))
        self.ben = Intruder(BEN.laptop, self.house.keys(BEN.laptop), self.house.workspace, PLAN)
        self.ben.log_seq = self.house.state.seq
        self.fine = self.ben.next(self.ben.stroke("fine", 1.0))
        stroke = self.ben.stroke("two faces", 1.0)
        self.one, self.two = self.ben.sealed(stroke), self.ben.sealed(stroke)

    def office(self, person: Person, name: str = "", seed: int = 1) -> Office:
        """Return a device of somebody with the diagram open."""
        office = Office(name or person.name, person.laptop, person.user, self.house, seed)
        office.take_part(PLAN)
        return office

    def agree(self, *offices: Office) -> bool:
        """Tell whether all show the same, also after a reload, and nobody waits for anything."""
        first = offices[0].drawing(PLAN)
        same = all(office.drawing(PLAN) == office.reloaded(PLAN) == first for office in offices)
        return same and all(office.status(PLAN).waiting == 0 for office in offices)


def kinds_at(relay: PaperRelay) -> list[EnvelopeType]:
    """Return the types of what a relay keeps."""
    return [parse_header(envelope).type for envelope in relay.log[PLAN]]


def test_eng54_a_fork_that_two_devices_saw_ends_the_chain_at_everybody_through_the_relay() -> None:
    """ENG-54, ENG-6: the relay keeps one envelope under each counter, so the proof travels by itself."""
    table = Table()
    relay = PaperRelay()
    relay.put(PLAN, table.fine, table.one)
    table.ben.say(table.ana, table.fine, table.two)
    for name in ("cleo", "dan"):
        relay.connect(table.net, name)
    table.net.settle(3.0)
    assert table.cleo.drawing(PLAN) == {"fine": {"x": 1.0}, "two faces": {"x": 1.0}}
    relay.connect(table.net, "ana")
    table.net.settle(30.0)
    for office in (table.ana, table.cleo, table.dan):
        assert office.drawing(PLAN) == {"fine": {"x": 1.0}}
        assert ef.Warn.FORK in office.warnings()
    assert table.agree(table.ana, table.cleo, table.dan)
    assert EnvelopeType.FORK in kinds_at(relay)
    count = len(relay.log[PLAN])
    late = table.net.offices["late"] = table.office(CLEO, "late", 7)
    relay.connect(table.net, "late")
    table.net.settle(30.0)
    assert late.drawing(PLAN) == {"fine": {"x": 1.0}}
    assert kinds_at(relay).count(EnvelopeType.FORK) == kinds_at(relay)[:count].count(EnvelopeType.FORK)


def test_eng54_a_relay_that_shows_two_people_two_pasts_is_found_out_when_they_meet() -> None:
    """ENG-54, ENG-51, ENG-73: a forked chain, and a relay that helps."""
    table = Table()
    left, right = PaperRelay("left"), PaperRelay("right")
    left.put(PLAN, table.fine, table.one)
    right.put(PLAN, table.fine, table.two)
    left.connect(table.net, "ana")
    right.connect(table.net, "cleo")
    table.net.settle(3.0)
    assert table.ana.drawing(PLAN) == table.cleo.drawing(PLAN) == {"fine": {"x": 1.0}, "two faces": {"x": 1.0}}
    table.net.connect("ana", "cleo")
    table.net.settle(20.0)
    assert table.ana.drawing(PLAN) == table.cleo.drawing(PLAN) == {"fine": {"x": 1.0}}
    assert table.agree(table.ana, table.cleo)


def test_eng54_a_fork_hidden_behind_a_snapshot_takes_the_snapshot_down() -> None:
    """ENG-54, ENG-50: a newcomer knows the chain by the snapshot's word only."""
    table = Table()
    relay = PaperRelay()
    relay.put(PLAN, table.fine, table.one)
    relay.connect(table.net, "dan")
    table.net.settle(3.0)
    table.dan.draw(PLAN, "dans", "x", 2.0)
    table.net.settle(3.0)
    table.dan.tell(
        ev.FrameReceived(next(iter(table.dan.links)), Notice(NoticeCode.SNAPSHOT_WANTED, "00" * 16, PLAN, 0))
    )
    table.net.settle(3.0)
    assert PLAN in relay.snapshots
    new = table.net.offices["new"] = table.office(CLEO, "new", 9)
    link = relay.connect(table.net, "new")
    table.net.settle(3.0)
    assert new.drawing(PLAN) == {"fine": {"x": 1.0}, "two faces": {"x": 1.0}, "dans": {"x": 2.0}}
    assert not new.status(PLAN).confirmed
    assert len(new.store.shared.load_document(PLAN).chains) == 2  # type: ignore[union-attr]
    table.ben.say(table.ana, table.fine, table.one, table.two)
    table.net.cut(link)
    table.net.connect("ana", "new")
    table.net.settle(20.0)
    relay.connect(table.net, "new")
    relay.connect(table.net, "ana")
    table.net.settle(30.0)
    expected = {"fine": {"x": 1.0}, "dans": {"x": 2.0}}
    for office in (new, table.ana, table.dan):
        assert office.drawing(PLAN) == expected, office.name
    assert table.agree(new, table.ana, table.dan)


def test_eng54_newcomers_hear_of_forks_from_the_snapshot_itself() -> None:
    """ENG-54, PRO-19: they take nothing of the chain behind its end, though the relay still has it."""
    table = Table()
    relay = PaperRelay()
    relay.put(PLAN, table.fine, table.one)
    relay.connect(table.net, "ana")
    table.net.settle(2.0)
    table.ben.say(table.ana, table.two)
    table.net.settle(5.0)
    table.ana.draw(PLAN, "anas", "x", 2.0)
    table.net.settle(3.0)
    link = next(iter(table.ana.links))
    table.ana.tell(ev.FrameReceived(link, Notice(NoticeCode.SNAPSHOT_WANTED, "00" * 16, PLAN, 0)))
    table.net.settle(3.0)
    assert PLAN in relay.snapshots
    relay.hides = lambda envelope: parse_header(envelope).type is EnvelopeType.FORK
    new = table.net.offices["new"] = table.office(CLEO, "new", 9)
    relay.connect(table.net, "new")
    table.net.settle(5.0)
    for _ in range(2):
        table.net.restart("new")
        relay.connect(table.net, "new")
        table.net.settle(5.0)
        assert new.drawing(PLAN) == table.ana.drawing(PLAN) == {"fine": {"x": 1.0}, "anas": {"x": 2.0}}
    assert ef.Warn.FORK in new.warnings()


def test_eng53_what_honest_people_drew_on_a_dropped_past_is_set_aside_kept_and_told() -> None:
    """ENG-53, ENG-45: the same at everybody, the author goes on under a new writer, and snapshots are made again."""
    table = Table()
    for office in (table.ana, table.cleo, table.dan):
        table.ben.say(office, table.fine, table.one)
    table.net.connect("ana", "cleo")
    table.net.connect("ana", "dan")
    table.net.settle(2.0)
    table.ana.draw(PLAN, "two faces", "x", 5.0)
    table.ana.draw(PLAN, "anas own", "x", 1.0)
    table.net.settle(2.0)
    table.cleo.draw(PLAN, "two faces", "x", 6.0)
    table.net.settle(2.0)
    writer = table.ana.writers[PLAN].id
    table.ben.say(table.dan, table.two)
    table.net.settle(20.0)
    offices = (table.ana, table.cleo, table.dan)
    assert all(office.drawing(PLAN) == {"fine": {"x": 1.0}} for office in offices)
    assert table.agree(*offices)
    assert all(office.status(PLAN).set_aside > 0 for office in offices)
    assert ef.Warn.EDITS_REFUSED in table.ana.warnings() & table.cleo.warnings()
    assert ef.Warn.EDITS_REFUSED not in table.dan.warnings()
    assert [one.code for one in table.ana.told if isinstance(one, ef.KeepCopy)]
    assert table.ana.writers[PLAN].id != writer
    table.ana.draw(PLAN, "anas own", "x", 7.0)
    table.net.settle(3.0)
    expected = {"fine": {"x": 1.0}, "anas own": {"x": 7.0}}
    assert all(office.drawing(PLAN) == expected for office in offices)
    for name in ("ana", "dan"):
        table.net.restart(name)
    table.net.connect("ana", "dan")
    table.net.connect("ana", "cleo")
    table.net.settle(10.0)
    assert all(office.drawing(PLAN) == expected for office in offices)
    assert table.agree(*offices)


def test_eng55_a_chain_that_was_sealed_and_does_not_count_is_never_written_again() -> None:
    """ENG-55: an edit that was on its way to the disk meanwhile would take a counter that is taken."""
    table = Table()
    table.ben.say(table.ana, table.fine, table.one)
    table.net.connect("ana", "cleo")
    table.net.settle(2.0)
    table.ana.draw(PLAN, "two faces", "x", 5.0)
    table.net.settle(2.0)
    old, doc = table.ana.writers[PLAN], table.ana.docs[PLAN]
    table.ben.say(table.ana, table.two)
    table.ana.writers[PLAN], table.ana.docs[PLAN] = old, doc
    table.ana.draw(PLAN, "late", "x", 1.0)
    table.net.settle(10.0)
    seen = [parse_header(one) for one in table.cleo.store.shared.envelopes(PLAN, (), 0)]
    assert not seen
    for office in (table.ana, table.cleo):
        assert [one for one in office.told if isinstance(one, ef.Tell) and one.what is ef.Warn.FORK] != []
        forked = {one.device for one in office.told if isinstance(one, ef.Tell) and one.what is ef.Warn.FORK}
        assert forked == {BEN.laptop.device}
