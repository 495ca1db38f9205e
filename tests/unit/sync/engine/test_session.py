"""One document over one link to a relay, as the relay sees it."""

from __future__ import annotations

import pytest

from sync.engine import events as ev
from sync.engine import intents as want
from sync.engine import session
from sync.protocol.envelope import parse_header
from sync.protocol.errors import ErrorCode
from sync.protocol.frames import Ack, Acknowledged, Append, Failure, Join, Joined, Leave, Signal, SnapshotPart
from sync.store.records import DocumentKind
from tests.support.founding import Household
from tests.support.offices import Office
from tests.support.workspace import ANA, BEN, digest, identifier

PLAN = identifier("plan")
RELAY = ev.LinkUp("relay", ev.LinkKind.RELAY, "", digest("relay key"))


def office() -> Office:
    """Return Ana's device in a workspace with a relay."""
    house = Household()
    house.do(ANA, want.NewDiagram(PLAN))
    return Office("ana", ANA.laptop, ANA.user, house, 1, "https://relay.example")


def sent(ana: Office, kind: type) -> list[object]:
    """Return what was sent of a kind, and forget everything that was."""
    found = [frame for _, frame in ana.sent if isinstance(frame, kind)]
    ana.sent.clear()
    return found


def test_eng40_edits_wait_for_the_room_are_appended_and_acknowledged() -> None:
    """ENG-40, ENG-41, ENG-21."""
    ana = office()
    ana.take_part(PLAN)
    ana.draw(PLAN, "box", "x", 1.0)
    ana.links["relay"] = RELAY
    ana.tell(RELAY)
    assert len(sent(ana, Join)) == 1
    assert ana.status(PLAN).unsent == 1
    ana.tell(ev.FrameReceived("relay", Joined(PLAN, 0, 0)))
    (append,) = sent(ana, Append)
    assert isinstance(append, Append)
    assert ana.status(PLAN).behind_relay == 1
    ana.tell(ev.FrameReceived("relay", Ack((Acknowledged(append.request, 1),))))
    assert (ana.status(PLAN).unsent, ana.status(PLAN).behind_relay) == (0, 0)
    ana.restart()
    ana.links["relay"] = RELAY
    ana.tell(RELAY)
    ana.tell(ev.FrameReceived("relay", Joined(PLAN, 1, 0)))
    assert sent(ana, Append) == []


def test_eng40_a_room_is_left_before_it_is_joined_again() -> None:
    """ENG-40."""
    ana = office()
    ana.take_part(PLAN)
    ana.links["relay"] = RELAY
    ana.tell(RELAY)
    ana.tell(ev.FrameReceived("relay", Joined(PLAN, 0, 0)))
    ana.sent.clear()
    ana.tell(ev.Asked(1, want.NewDiagram(identifier("other"))))
    kinds = [type(frame) for _, frame in ana.sent if isinstance(frame, Join | Leave)]
    assert kinds == [Leave, Join]


def test_eng44_the_first_snapshot_reaches_a_relay_that_comes_later() -> None:
    """ENG-44."""
    ana = office()
    ana.store.documents.create(DocumentKind.DIAGRAM, "Plan", ana.workspace, PLAN)
    ana.show(PLAN)
    ana.draw(PLAN, "old", "x", 1.0)
    ana.share(PLAN)
    ana.links["relay"] = RELAY
    ana.tell(RELAY)
    ana.tell(ev.FrameReceived("relay", Joined(PLAN, 0, 0)))
    assert len(sent(ana, SnapshotPart)) == 1


def appended(ana: Office) -> list[Append]:
    """Return the appends that were sent since the last time."""
    return [frame for frame in sent(ana, Append) if isinstance(frame, Append)]


def test_eng23_what_a_relay_is_too_old_for_waits_for_a_newer_one_and_holds_up_nothing_else() -> None:
    """ENG-23, ENG-41: it is not said to be at the relay, and another window's edits go on."""
    ana = office()
    ana.take_part(PLAN)
    ana.draw(PLAN, "box", "x", 1.0)
    ana.links["relay"] = RELAY
    ana.tell(RELAY)
    ana.tell(ev.FrameReceived("relay", Joined(PLAN, 0, 0)))
    (first,) = appended(ana)
    ana.show(PLAN)
    ana.draw(PLAN, "other", "x", 2.0)
    (other,) = appended(ana)
    ana.tell(ev.FrameReceived("relay", Failure(ErrorCode.VERSION, first.request, PLAN, "")))
    ana.tell(ev.FrameReceived("relay", Ack((Acknowledged(other.request, 1),))))
    assert appended(ana) == []
    assert (ana.status(PLAN).unsent, ana.status(PLAN).behind_relay) == (1, 1)
    ana.wait(1.0)
    ana.tell(ev.FrameReceived("relay", Joined(PLAN, 1, 0)))  # It asked once more for a beginning that there is not.
    ana.draw(PLAN, "other", "x", 3.0)
    (more,) = appended(ana)
    assert parse_header(more.envelope).key == parse_header(other.envelope).key
    ana.tell(ev.FrameReceived("relay", Ack((Acknowledged(more.request, 2),))))
    ana.tell(ev.LinkDown("relay"))
    ana.tell(RELAY)
    ana.tell(ev.FrameReceived("relay", Joined(PLAN, 2, 0)))
    assert [one.envelope for one in appended(ana)] == [first.envelope]


def test_eng40_a_refusal_that_comes_last_does_not_hold_up_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    """ENG-40: what had to wait for appends on their way leaves once the last one is answered, also with a no."""
    monkeypatch.setattr(session, "MAX_IN_FLIGHT", 1)
    ana = office()
    ana.take_part(PLAN)
    ana.links["relay"] = RELAY
    ana.tell(RELAY)
    ana.tell(ev.FrameReceived("relay", Joined(PLAN, 0, 0)))
    ana.draw(PLAN, "box", "x", 1.0)
    (first,) = appended(ana)
    ana.show(PLAN)
    ana.draw(PLAN, "other", "x", 2.0)
    assert appended(ana) == []
    ana.tell(ev.FrameReceived("relay", Failure(ErrorCode.ROLE, first.request, PLAN, "")))
    assert len(appended(ana)) == 1


def test_eng40_a_word_to_somebody_who_is_not_there_does_not_have_the_room_entered_again() -> None:
    """ENG-40, RLY-41: to the others it would look as if this device left and came; any other refusal of the room does."""
    ana = office()
    ana.take_part(PLAN)
    ana.links["relay"] = RELAY
    ana.tell(RELAY)
    ana.draw(PLAN, "box", "x", 1.0)
    ana.tell(ev.FrameReceived("relay", Joined(PLAN, 0, 0)))
    (first,) = appended(ana)
    ana.tell(ev.FrameReceived("relay", Ack((Acknowledged(first.request, 1),))))
    ana.wait(1.0)
    ana.tell(ev.FrameReceived("relay", Joined(PLAN, 1, 0)))  # It asked once more for a beginning that there is not.
    ana.wait(10.0)
    sent(ana, Join)
    ana.tell(ev.SignalSent(PLAN, BEN.laptop.device, b"an offer"))
    ana.tell(ev.FrameReceived("relay", Failure(ErrorCode.UNKNOWN_DEVICE, 0, PLAN, "")))
    ana.wait(10.0)
    assert sent(ana, Join) == []
    ana.tell(ev.FrameReceived("relay", Failure(ErrorCode.NOT_JOINED, 0, PLAN, "")))
    ana.wait(10.0)
    assert len(sent(ana, Join)) == 1
    ana.tell(ev.FrameReceived("relay", Failure(ErrorCode.NOT_JOINED, 0, PLAN, "")))  # Of what was sent before that.
    ana.tell(ev.FrameReceived("relay", Joined(PLAN, 1, 0)))
    ana.wait(10.0)
    assert sent(ana, Join) == []


def test_eng40_a_signal_waits_for_the_room() -> None:
    """ENG-40, RLY-12: what is said between leaving and joining again would be refused, and the offer in it waited for in vain."""
    ana = office()
    ana.take_part(PLAN)
    ana.links["relay"] = RELAY
    ana.tell(RELAY)
    sent(ana, Join)
    for number in range(17):
        ana.tell(ev.SignalSent(PLAN, BEN.laptop.device, bytes([number])))
    assert sent(ana, Signal) == []
    ana.tell(ev.FrameReceived("relay", Failure(ErrorCode.NOT_JOINED, 0, PLAN, "")))  # Of presence that was on its way.
    ana.tell(ev.FrameReceived("relay", Joined(PLAN, 0, 0)))
    said = sent(ana, Signal)
    assert [one.payload for one in said if isinstance(one, Signal)] == [bytes([one]) for one in range(1, 17)]
    ana.tell(ev.SignalSent(PLAN, BEN.laptop.device, b"an answer"))
    assert len(sent(ana, Signal)) == 1
    ana.tell(ev.LinkDown("relay"))
    ana.tell(ev.SignalSent(PLAN, BEN.laptop.device, b"nowhere"))
    ana.tell(RELAY)
    ana.tell(ev.FrameReceived("relay", Joined(PLAN, 0, 0)))
    assert sent(ana, Signal) == []
