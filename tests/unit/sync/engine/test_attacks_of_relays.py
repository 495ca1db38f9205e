"""What a relay tries that has everything that was ever sent, and shows what was true once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sync.engine import effects as ef
from sync.engine import events as ev
from sync.engine import intents as want
from sync.engine.membership_desk import FULL_SECONDS
from sync.engine.transfer import parts_of
from sync.protocol.envelope import EnvelopeType, parse_header
from sync.protocol.frames import Ack, Acknowledged, Frame, Joined, LogEntries, LogGet, Notice, NoticeCode, SnapshotPart
from sync.protocol.membership import fold
from sync.protocol.membership.access import role_of
from sync.protocol.roles import Role
from tests.support.founding import Household
from tests.support.offices import Net, Office
from tests.support.workspace import ANA, BEN, CLEO, digest, identifier

PLAN = identifier("plan")
RELAY = ev.LinkUp("relay", ev.LinkKind.RELAY, "", digest("a relay's key"))


class Scene:
    """Ana draws, makes a snapshot, and draws on; Cleo has all of it."""

    def __init__(self) -> None:
        self.house = Household()
        self.house.do(ANA, want.NewDiagram(PLAN))
        for person in (BEN, CLEO):
            self.house.join(person, Role.EDITOR)
        self.net = Net([self.office("ana", 1), self.office("cleo", 2)])
        self.ana, self.cleo = self.net.offices["ana"], self.net.offices["cleo"]
        link = self.net.connect("ana", "cleo")
        self.ana.draw(PLAN, "box", "x", 1.0)
        self.net.settle(1.0)
        self.ana.tell(ev.FrameReceived(link, Notice(NoticeCode.SNAPSHOT_WANTED, self.house.workspace, PLAN, 1)))
        self.net.settle(1.0)
        stored = self.ana.store.shared.load_document(PLAN)
        assert stored is not None
        made = [one.envelope for one in stored.beside]
        self.old = next(one for one in made if parse_header(one).type is EnvelopeType.SNAPSHOT)
        self.ana.draw(PLAN, "box", "x", 2.0)
        self.cleo.draw(PLAN, "disc", "x", 3.0)
        self.net.settle(1.0)

    def office(self, name: str, seed: int) -> Office:
        """Return a device of somebody; his window shows the diagram."""
        person = {"ana": ANA, "ben": BEN, "cleo": CLEO}[name]
        made = Office(name, person.laptop, person.user, self.house, seed)
        made.take_part(PLAN)
        return made

    def said_by_the_relay(self, office: Office, *frames: Frame) -> None:
        """Bring up a link to a relay and have it say something."""
        office.links["relay"] = RELAY
        office.tell(RELAY)
        for frame in frames:
            office.tell(ev.FrameReceived("relay", frame))

    def parts(self) -> tuple[SnapshotPart, ...]:
        """Return the old snapshot as a relay shows it, as if nothing had come after it."""
        return tuple(parts_of(PLAN, self.old, 1))


TRUTH = {"box": {"x": 2.0}, "disc": {"x": 3.0}}


def test_eng76_an_old_snapshot_takes_nothing_back() -> None:
    """ENG-76, ENG-50: from whoever has more; also when it is said that this is all."""
    scene = Scene()
    said = (*scene.parts(), Joined(PLAN, 1, scene.house.state.seq), Ack((Acknowledged(1, 1),)))
    scene.said_by_the_relay(scene.cleo, *said, *scene.parts())
    scene.net.settle(8.0)
    assert scene.cleo.drawing(PLAN) == scene.ana.drawing(PLAN) == scene.cleo.reloaded(PLAN) == TRUTH
    scene.cleo.draw(PLAN, "after", "x", 9.0)
    scene.net.settle(2.0)
    assert scene.ana.drawing(PLAN) == scene.cleo.drawing(PLAN) == {**TRUTH, "after": {"x": 9.0}}


def test_eng76_who_was_shown_an_old_snapshot_only_gets_the_rest_from_anybody_else() -> None:
    """ENG-76, ENG-42: and what he drew on it stays."""
    scene = Scene()
    ben = scene.office("ben", 3)
    scene.said_by_the_relay(ben, *scene.parts(), Joined(PLAN, 1, scene.house.state.seq))
    assert ben.drawing(PLAN) == {"box": {"x": 1.0}}
    ben.draw(PLAN, "bens", "x", 4.0)
    scene.net.offices["ben"] = ben
    scene.net.connect("ana", "ben")
    scene.net.settle(8.0)
    wanted = {**TRUTH, "bens": {"x": 4.0}}
    assert ben.drawing(PLAN) == scene.ana.drawing(PLAN) == scene.cleo.drawing(PLAN) == ben.reloaded(PLAN) == wanted


def test_eng75_an_old_log_takes_nobodys_place_back() -> None:
    """ENG-75: whoever was removed stays removed for all who heard of it, whatever a relay shows them then."""
    scene = Scene()
    before = tuple(scene.house.entries)
    scene.ana.tell(ev.Asked(1, want.RemoveUser(BEN.user)))
    scene.net.settle(2.0)
    known = scene.cleo.engine.state
    assert known.seq > len(before)
    shown = LogEntries(scene.house.workspace, before)
    scene.said_by_the_relay(scene.cleo, shown, replace(shown, entries=before[:2]))
    scene.net.settle(2.0)
    assert scene.cleo.engine.state == scene.ana.engine.state == known
    assert ef.Warn.LOG_FORKED not in scene.cleo.warnings()


def test_eng75_a_log_without_end_is_told_of_once_and_not_fetched_as_often_as_a_relay_likes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """ENG-75, MEM-17: a relay and a member who work together fill no disk; what was drawn stays, and drawing goes on."""
    scene = Scene()
    known = scene.cleo.engine.state
    monkeypatch.setattr(fold, "MAX_LOG_LENGTH", known.seq + 1)
    scene.house.do(BEN, want.NewDiagram(identifier("one")))
    for number in range(3):
        monkeypatch.setattr(fold, "MAX_LOG_LENGTH", known.seq + 9)
        scene.house.do(BEN, want.NewDiagram(identifier(f"more {number}")))
        monkeypatch.setattr(fold, "MAX_LOG_LENGTH", known.seq + 1)
        shown = LogEntries(scene.house.workspace, tuple(scene.house.entries[known.seq :]))
        scene.said_by_the_relay(scene.cleo, shown)
    assert scene.cleo.engine.state.seq == known.seq + 1
    assert ef.Warn.LOG_FULL in scene.cleo.warnings()
    assert scene.cleo.engine._membership.want_log(known.seq + 4) == []
    scene.cleo.draw(PLAN, "after", "x", 9.0)
    scene.net.settle(2.0)
    assert scene.cleo.drawing(PLAN) == {**TRUTH, "after": {"x": 9.0}}


def test_eng75_removals_still_arrive_after_somebody_showed_more_than_a_log_may_have(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """ENG-75, MEM-17: it is asked again after a while, and what takes rights away has room."""
    scene = Scene()
    known = scene.cleo.engine.state
    scene.net.cut(next(iter(scene.net.lines)))
    scene.house.do(BEN, want.NewDiagram(identifier("one")))
    monkeypatch.setattr(fold, "MAX_LOG_LENGTH", known.seq)
    scene.said_by_the_relay(scene.cleo, LogEntries(scene.house.workspace, tuple(scene.house.entries[known.seq :])))
    assert ef.Warn.LOG_FULL in scene.cleo.warnings()
    scene.ana.tell(ev.Asked(1, want.RemoveUser(BEN.user)))
    scene.cleo.sent.clear()
    moved = Notice(NoticeCode.LOG_CHANGED, scene.house.workspace, "0" * 32, known.seq + 1)
    scene.cleo.tell(ev.FrameReceived("relay", moved))
    asked = ("relay", LogGet(scene.house.workspace, known.seq))
    assert asked not in scene.cleo.sent
    scene.cleo.wait(FULL_SECONDS)
    assert asked in scene.cleo.sent
    removal = scene.ana.engine._membership._log.after(known.seq)
    scene.cleo.tell(ev.FrameReceived("relay", LogEntries(scene.house.workspace, removal)))
    assert scene.cleo.engine.state.seq == known.seq + 1
    assert role_of(scene.cleo.engine.state, BEN.user) is None


def test_eng75_what_the_sequencer_did_not_sign_makes_no_log_seem_full(monkeypatch: pytest.MonkeyPatch) -> None:
    """ENG-75: anybody who is linked could have made it up."""
    scene = Scene()
    known = scene.cleo.engine.state
    scene.house.do(BEN, want.NewDiagram(identifier("one")))
    monkeypatch.setattr(fold, "MAX_LOG_LENGTH", known.seq)
    forged = replace(scene.house.entries[known.seq], countersignature=bytes(64))
    scene.said_by_the_relay(scene.cleo, LogEntries(scene.house.workspace, (forged,)))
    assert ef.Warn.LOG_FULL not in scene.cleo.warnings()
    assert scene.cleo.engine._membership.want_log(known.seq + 1) != []
