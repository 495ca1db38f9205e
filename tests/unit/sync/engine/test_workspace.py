"""The engine of a workspace between devices without a relay."""

from __future__ import annotations

from sync.crypto.identity import admit_device
from sync.crypto.recovery import new_code, paper_device
from sync.engine import effects as ef
from sync.engine import events as ev
from sync.engine import intents as want
from sync.engine.drafting import Author, draft
from sync.engine.sequencer import countersign
from sync.protocol.device_entry import DeviceKind
from sync.protocol.errors import ErrorCode
from sync.protocol.frames import NO_ID, Notice, NoticeCode
from sync.protocol.presence import Presence
from sync.protocol.roles import Role
from tests.support.offices import Office
from tests.support.plan_of_many import PLAN, house_of, newly_shared, offices, room_of_three
from tests.support.workspace import ANA, BEN, CLEO, DAN, NOW, identifier, identity


def test_eng40_two_people_draw_and_are_told_truly_what_is_sent() -> None:
    """ENG-40, ENG-41."""
    net = offices(house_of(BEN), ANA, BEN)
    ana, ben = net.offices["ana"], net.offices["ben"]
    ana.draw(PLAN, "box", "x", 1.0)
    assert ana.status(PLAN).unsent == 1
    net.connect("ana", "ben")
    net.settle(1.0)
    assert ben.drawing(PLAN) == {"box": {"x": 1.0}}
    assert ana.status(PLAN).unsent == 0
    assert ana.status(PLAN).peers == (BEN.laptop.device,)
    ben.draw(PLAN, "box", "y", 2.0)
    net.settle(1.0)
    assert ana.drawing(PLAN) == ben.drawing(PLAN) == ben.reloaded(PLAN) == {"box": {"x": 1.0, "y": 2.0}}


def test_eng42_somebody_carries_what_a_third_wrote() -> None:
    """ENG-42."""
    net = offices(house_of(BEN, CLEO), ANA, BEN, CLEO)
    link = net.connect("ana", "ben")
    net.offices["ana"].draw(PLAN, "box", "x", 1.0)
    net.settle(1.0)
    net.cut(link)
    net.connect("ben", "cleo")
    net.settle(1.0)
    assert net.offices["cleo"].drawing(PLAN) == {"box": {"x": 1.0}}


def test_eng42_the_host_of_a_room_hands_on_at_once_what_guests_write() -> None:
    """ENG-42: well before the newest envelopes are shown anyway."""
    net = room_of_three()
    ben, cleo = net.offices["ben"], net.offices["cleo"]
    for number in range(6):
        ben.draw(PLAN, f"box {number}", "x", float(number))
        cleo.draw(PLAN, f"disc {number}", "x", float(number))
        net.settle(0.5)
        assert ben.drawing(PLAN) == cleo.drawing(PLAN) == net.offices["ana"].drawing(PLAN)
        assert len(cleo.drawing(PLAN)) == 2 * (number + 1)
    assert ben.status(PLAN).unsent == cleo.status(PLAN).unsent == 0


def test_eng42_a_host_that_was_away_brings_each_guest_what_the_other_wrote_meanwhile() -> None:
    """ENG-42."""
    net = room_of_three()
    ben, cleo = net.offices["ben"], net.offices["cleo"]
    net.cut_all_of("ben")
    ben.draw(PLAN, "box", "x", 1.0)
    cleo.draw(PLAN, "disc", "x", 1.0)
    net.settle(1.0)
    net.connect("ana", "ben", carries=True)
    net.settle(1.0)
    assert ben.drawing(PLAN) == cleo.drawing(PLAN) == {"box": {"x": 1.0}, "disc": {"x": 1.0}}


def test_eng42_the_host_of_a_room_hands_on_at_once_what_guests_say() -> None:
    """ENG-42, ENG-30: also the repetitions, by which one is seen to be still there."""
    net = room_of_three()
    ben, cleo = net.offices["ben"], net.offices["cleo"]
    ben.tell(ev.PresenceShown(PLAN, Presence(0, cursor=(3.0, 4.0))))
    net.settle(0.2)
    seen = [one for one in cleo.told if isinstance(one, ef.PresenceChanged)]
    assert [(one.device, one.presence.cursor if one.presence else None) for one in seen] == [
        (BEN.laptop.device, (3.0, 4.0))
    ]
    net.settle(10.0)
    assert [one for one in cleo.told if isinstance(one, ef.PresenceChanged)] == seen
    net.cut_all_of("ben")
    net.settle(5.0)
    assert [one.presence for one in cleo.told if isinstance(one, ef.PresenceChanged)][1:] == [None]


def test_eng43_a_restart_loses_nothing_and_sends_what_waited() -> None:
    """ENG-43, ENG-21."""
    net = offices(house_of(BEN), ANA, BEN)
    ana, ben = net.offices["ana"], net.offices["ben"]
    ana.draw(PLAN, "box", "x", 1.0)
    net.restart("ana")
    assert ana.drawing(PLAN) == {"box": {"x": 1.0}}
    assert ana.status(PLAN).unsent == 1
    ana.draw(PLAN, "box", "y", 2.0)
    net.connect("ana", "ben")
    net.settle(1.0)
    assert ben.drawing(PLAN) == {"box": {"x": 1.0, "y": 2.0}}
    net.restart("ben")
    assert ben.drawing(PLAN) == {"box": {"x": 1.0, "y": 2.0}}


def test_eng44_a_document_of_the_library_is_shared_with_its_history() -> None:
    """ENG-44, and ENG-48: whoever is shown the beginning says so, also when more was drawn since."""
    net, ana, ben = newly_shared()
    ana.draw(PLAN, "old", "y", 2.0)
    assert ana.status(PLAN).confirmed
    net.connect("ana", "ben")
    net.settle(2.0)
    assert ben.drawing(PLAN) == ana.drawing(PLAN) == {"old": {"x": 1.0, "y": 2.0}}
    assert ana.answers == [ef.Answered(1, ana.engine.state.seq)]
    assert ben.status(PLAN).confirmed
    assert [len(stored.beside) for office in (ana, ben) if (stored := office.store.shared.load_document(PLAN))] == [
        2,
        2,
    ]
    ben.draw(PLAN, "old", "z", 3.0)
    net.settle(2.0)
    net.restart("ben")
    net.connect("ana", "ben")
    net.settle(2.0)
    assert ben.drawing(PLAN) == ana.drawing(PLAN) == ana.reloaded(PLAN)


def test_eng66_members_change_through_the_founders_device_and_never_offline() -> None:
    """ENG-66, ENG-64."""
    net = offices(house_of(BEN), ANA, BEN)
    ana, ben = net.offices["ana"], net.offices["ben"]
    other = identifier("other")
    ben.tell(ev.Asked(7, want.NewDiagram(other)))
    assert ben.answers == [ef.Answered(7, 0, ErrorCode.NOT_SEQUENCER)]
    net.connect("ana", "ben")
    net.settle(1.0)
    ben.tell(ev.Asked(8, want.NewDiagram(other)))
    ana.tell(ev.Asked(9, want.NewDiagram(identifier("third"))))
    net.settle(1.0)
    assert ana.engine.state == ben.engine.state
    assert {identifier("third"), other} <= ben.engine.state.diagrams.keys()
    assert ben.answers[-1] == ef.Answered(8, ben.engine.state.seq)
    ben.tell(ev.Asked(10, want.RemoveUser(ANA.user)))
    net.settle(1.0)
    assert ben.answers[-1].error is ErrorCode.ROLE


def test_eng66_a_removed_member_learns_it_and_his_later_edits_count_for_nobody() -> None:
    """ENG-66, ENG-62, ENG-45."""
    net = offices(house_of(BEN, CLEO), ANA, BEN, CLEO)
    ana, ben, cleo = (net.offices[name] for name in ("ana", "ben", "cleo"))
    for pair in (("ana", "ben"), ("ana", "cleo"), ("ben", "cleo")):
        net.connect(*pair)
    ben.draw(PLAN, "box", "x", 1.0)
    net.settle(1.0)
    net.cut_all_of("ben")
    ben.draw(PLAN, "box", "x", 2.0)
    ana.tell(ev.Asked(1, want.RemoveUser(BEN.user)))
    net.settle(1.0)
    ana.draw(PLAN, "secret", "x", 5.0)
    net.connect("ben", "cleo")
    net.settle(4.0)
    assert ana.drawing(PLAN) == cleo.drawing(PLAN) == {"box": {"x": 1.0}, "secret": {"x": 5.0}}
    assert ben.drawing(PLAN) == {"box": {"x": 1.0}}
    assert {ef.Warn.ACCESS_ENDED, ef.Warn.EDITS_REFUSED} <= ben.warnings()
    assert (ben.engine.ended_by, cleo.engine.ended_by) == (ANA.user, "")
    assert any(isinstance(one, ef.KeepCopy) for one in ben.told)
    assert not ben.status(PLAN).may_write


def test_eng46_what_was_applied_before_the_cut_was_known_is_adopted() -> None:
    """ENG-46, ENG-7."""
    net = offices(house_of(BEN, CLEO, DAN, roles=(Role.EDITOR, Role.EDITOR, Role.VIEWER)), ANA, BEN, CLEO, DAN)
    ana, ben, cleo, dan = (net.offices[person.name] for person in (ANA, BEN, CLEO, DAN))
    net.connect("ben", "cleo")
    net.connect("cleo", "dan")
    ben.draw(PLAN, "box", "x", 1.0)
    net.settle(6.0)
    ana.tell(ev.Asked(1, want.RemoveUser(BEN.user)))
    net.cut_all_of("ben")
    net.connect("ana", "cleo")
    net.settle(8.0)
    assert ana.drawing(PLAN) == cleo.drawing(PLAN) == dan.drawing(PLAN) == {"box": {"x": 1.0}}


def test_eng47_a_viewer_takes_out_what_does_not_count() -> None:
    """ENG-47."""
    net = offices(house_of(BEN, DAN, roles=(Role.EDITOR, Role.VIEWER)), ANA, BEN, DAN)
    ana, ben, dan = (net.offices[person.name] for person in (ANA, BEN, DAN))
    net.connect("ben", "dan")
    ben.draw(PLAN, "box", "x", 1.0)
    net.settle(1.0)
    assert dan.drawing(PLAN) == {"box": {"x": 1.0}}
    ana.tell(ev.Asked(1, want.RemoveUser(BEN.user)))
    net.cut_all_of("ben")
    net.connect("ana", "dan")
    net.settle(8.0)
    assert ana.drawing(PLAN) == dan.drawing(PLAN) == dan.reloaded(PLAN) == {}
    assert ef.Warn.REBUILT in dan.warnings()


def test_eng30_presence_goes_to_those_who_may_read_and_ends_with_the_link() -> None:
    """ENG-30, ENG-31."""
    net = offices(house_of(BEN), ANA, BEN)
    ana, ben = net.offices["ana"], net.offices["ben"]
    net.connect("ana", "ben")
    net.settle(1.0)
    ana.tell(ev.PresenceShown(PLAN, Presence(0, name="Ana", cursor=(1.0, 2.0))))
    net.settle(0.5)
    shown = [one for one in ben.told if isinstance(one, ef.PresenceChanged)]
    assert shown
    assert shown[-1].presence is not None
    assert shown[-1].presence.cursor == (1.0, 2.0)
    net.cut_all_of("ana")
    assert ben.told[-1] == ef.PresenceChanged(PLAN, ANA.laptop.device, None)


def test_eng48_a_long_tail_gets_a_snapshot_that_a_second_user_confirms() -> None:
    """ENG-48."""
    house = house_of(BEN, CLEO)
    net = offices(house, ANA, BEN)
    ana, ben = net.offices["ana"], net.offices["ben"]
    net.connect("ana", "ben")
    net.settle(1.0)
    for number in range(30):
        ana.draw(PLAN, "box", "x", float(number))
        net.settle(0.25)
    link = net.connected("ana", "ben")
    assert link is not None
    notice = Notice(NoticeCode.SNAPSHOT_WANTED, ana.workspace, PLAN, 30)
    ana.tell(ev.FrameReceived(link, notice))
    net.settle(2.0)
    stored = ben.store.shared.load_document(PLAN)
    assert stored is not None
    assert len(stored.beside) == 2
    cleo = net.offices["cleo"] = Office("cleo", CLEO.laptop, CLEO.user, house, 1)
    cleo.take_part(PLAN)
    net.connect("ana", "cleo")
    net.settle(2.0)
    assert cleo.drawing(PLAN) == ana.drawing(PLAN)
    hers = cleo.store.shared.load_document(PLAN)
    assert hers is not None
    assert hers.sharing.started_from == stored.beside[0].hash
    assert cleo.status(PLAN).confirmed


def test_eng48_a_snapshot_that_a_relay_asks_for_while_an_edit_is_on_its_way_comes_after_it() -> None:
    """ENG-48: a relay asks whoever has just sent something."""
    net = offices(house_of(BEN), ANA, BEN)
    ana, ben = net.offices["ana"], net.offices["ben"]
    net.connect("ana", "ben")
    net.settle(1.0)
    ana.slow_disk = True
    ana.draw(PLAN, "box", "x", 1.0)
    link = net.connected("ana", "ben")
    assert link is not None
    ana.tell(ev.FrameReceived(link, Notice(NoticeCode.SNAPSHOT_WANTED, ana.workspace, PLAN, 1)))
    assert ana.asked_at == []
    ana.slow_disk = False
    while ana._to_store or ana._unanswered:
        ana.store_some()
    net.settle(2.0)
    assert ana.asked_at == [{"box": {"x": 1.0}}]
    stored = ben.store.shared.load_document(PLAN)
    assert stored is not None
    assert len(stored.beside) == 2


def test_eng69_who_removes_somebody_fetches_first_what_he_did_not_know_of_him() -> None:
    """ENG-69, ENG-64: the sequencer holds edits in diagrams that the admin never opened."""
    house = house_of(BEN, CLEO, roles=(Role.ADMIN, Role.EDITOR))
    others = [identifier(f"other {number}") for number in range(3)]
    for other in others:
        house.do(ANA, want.NewDiagram(other))
    net = offices(house, ANA, BEN, CLEO)
    ana, ben, cleo = (net.offices[name] for name in ("ana", "ben", "cleo"))
    for other in others:
        ana.take_part(other)
        cleo.take_part(other)
    for other in (PLAN, *others):
        cleo.draw(other, "hers", "x", 1.0)
    link = net.connect("ana", "cleo")
    net.settle(1.0)
    net.cut(link)
    net.connect("ana", "ben")
    ben.tell(ev.Asked(5, want.RemoveUser(CLEO.user)))
    net.settle(12.0)
    assert ben.answers == [ef.Answered(5, ben.engine.state.seq)]
    cuts = ben.engine.state.members[CLEO.user].losses[-1].cuts
    assert {chain[0]: counter for chain, counter in cuts.items()} == dict.fromkeys((PLAN, *others), 1)
    for other in (PLAN, *others):
        assert ana.drawing(other) == ben.reloaded(other) == {"hers": {"x": 1.0}}


def test_eng57_what_cannot_be_sealed_wakes_nobody() -> None:
    """ENG-57: a moment that lies in the past would be asked for again and again, and nothing else would happen."""
    net = offices(house_of(BEN), ANA, BEN)
    ana = net.offices["ana"]
    net.connect("ana", "ben")
    net.settle(1.0)
    for why in ("rebuilding", "no key"):
        if why == "rebuilding":
            ana.slow_disk = True
            ana.tell(ev.Poisoned(PLAN))
        else:
            ana.engine.keys._scopes.clear()
            ana.engine.keys._documents.clear()
        ana.draw(PLAN, why, "x", 1.0)
        ana.now += 0.001
        for _ in range(5):
            ana.tell(ev.Tick())
        assert ana.wake is None or ana.wake > ana.now, why
        ana.slow_disk = False
        net.settle(2.0)


def test_eng58_what_a_window_draws_while_a_document_built_again_is_stored_stays() -> None:
    """ENG-58: the window opened after the document was built, so what was built knows nothing of its writer."""
    net = offices(house_of(BEN), ANA, BEN)
    ana, ben = net.offices["ana"], net.offices["ben"]
    ana.draw(PLAN, "before", "x", 1.0)
    ana.slow_disk = True
    ana.tell(ev.Poisoned(PLAN))
    ana.draw(PLAN, "in the old window", "x", 1.0)
    ana.show(PLAN)
    ana.draw(PLAN, "in a new window", "x", 1.0)
    ana.slow_disk = False
    net.run()
    names = ("before", "in the old window", "in a new window")
    everything = {name: {"x": 1.0} for name in names}
    assert ana.drawing(PLAN) == ana.reloaded(PLAN) == everything
    ana.restart()
    assert ana.drawing(PLAN) == everything
    net.connect("ana", "ben")
    net.settle(1.0)
    assert ana.drawing(PLAN) == ben.drawing(PLAN) == ana.reloaded(PLAN) == everything
    assert ana.status(PLAN).unsent == 0


def test_eng60_a_device_is_revoked_and_the_recovery_code_brings_another_one_in() -> None:
    """ENG-60, ENG-62, KEY-12: the wishes of a person who lost a laptop, each with one answer."""
    code = new_code(lambda size: bytes(range(size)))
    paper, phone = paper_device(code), identity("ana's phone")
    house = house_of(BEN)
    house.do(ANA, want.EnterDevice(admit_device(paper, ANA.user, DeviceKind.PAPER)))
    author = Author(paper, ANA.user, house.keys(paper), house.counters)
    entered = draft(house.state, author, want.EnterDevice(admit_device(phone, ANA.user)), NOW)
    signed = (entered.operation, entered.signature, entered.boxes)
    entry, house.state = countersign(house.state, ANA.laptop, *signed, NOW)
    house.entries.append(entry)
    house.boxes += entered.boxes
    assert house.keys(phone).key_of(house.state, PLAN) is not None
    net = offices(house, ANA, BEN)
    ana, ben = net.offices["ana"], net.offices["ben"]
    net.connect("ana", "ben")
    net.settle(1.0)
    ben.tell(ev.Asked(1, want.EndDevice(phone.device)))
    ana.tell(ev.Asked(2, want.EndDevice(phone.device)))
    ana.tell(ev.Asked(3, want.EndDevice(phone.device)))
    ana.tell(ev.Asked(4, want.RotateKeys((house.workspace,))))
    net.settle(1.0)
    assert [one.error for one in ben.answers] == [ErrorCode.ROLE]
    assert [one.error for one in ana.answers] == [None, ErrorCode.NO_CHANGE, None]
    state = ana.engine.state
    assert state.scopes[house.workspace].newest.number == 3
    assert house.keys(phone).key_of(state, PLAN) is None
    assert ben.engine.keys.key_of(state, PLAN) is not None


def test_rly99_who_is_told_that_others_ask_tells_the_window() -> None:
    """RLY-99: of its own workspace only."""
    ana = Office("ana", ANA.laptop, ANA.user, house_of(), 1, "https://relay.example")
    relay = ev.LinkUp("relay", ev.LinkKind.RELAY, "")
    ana.links["relay"] = relay
    ana.tell(relay)
    for workspace in (identifier("another"), ana.workspace):
        ana.tell(ev.FrameReceived("relay", Notice(NoticeCode.JOIN_ASKED, workspace, NO_ID, 0)))
    assert ana.told.count(ef.JoinersChanged()) == 1
