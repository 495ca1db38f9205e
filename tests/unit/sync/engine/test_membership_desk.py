"""Proposals towards a sequencer that answers as it likes."""

from __future__ import annotations

from sync.engine import effects as ef
from sync.engine import events as ev
from sync.engine import intents as want
from sync.engine.proposals import MAX_TRIES
from sync.protocol.errors import ErrorCode
from sync.protocol.frames import Failure, Propose
from tests.support.founding import Household
from tests.support.offices import Office
from tests.support.workspace import ANA, identifier, identity

RELAY = identity("a relay that orders")
LINK = ev.LinkUp("relay", ev.LinkKind.RELAY, "", RELAY.entry.signing_public)
NO_DOCUMENT = "00" * 16


def ana_at_the_relay() -> Office:
    """Return Ana's device, linked to the relay that orders her log."""
    house = Household()
    house.do(ANA, want.HandSequencer(RELAY.entry.signing_public))
    ana = Office("ana", ANA.laptop, ANA.user, house, 1)
    ana.links["relay"] = LINK
    ana.tell(LINK)
    return ana


def proposed(ana: Office) -> list[Propose]:
    """Return what was proposed since the last time."""
    sent, ana.sent = ana.sent, []
    return [frame for _, frame in sent if isinstance(frame, Propose)]


def test_eng66_a_race_that_the_log_never_shows_is_run_again_and_given_up_in_the_end() -> None:
    """ENG-66: a sequencer that says that another operation came first, and shows none, keeps nobody waiting for ever."""
    ana = ana_at_the_relay()
    ana.tell(ev.Asked(5, want.NewDiagram(identifier("plan"))))
    for _ in range(MAX_TRIES - 1):
        (one,) = proposed(ana)
        ana.tell(ev.FrameReceived("relay", Failure(ErrorCode.HEAD_MOVED, one.request, NO_DOCUMENT, "")))
        assert proposed(ana) == []
        ana.wait(2.5)
    (last,) = proposed(ana)
    assert ana.answers == []
    ana.tell(ev.FrameReceived("relay", Failure(ErrorCode.HEAD_MOVED, last.request, NO_DOCUMENT, "")))
    assert ana.answers == [ef.Answered(5, 0, ErrorCode.HEAD_MOVED)]
    ana.wait(5.0)
    assert proposed(ana) == []


def test_eng66_what_was_answered_meanwhile_is_not_asked_again() -> None:
    """ENG-66."""
    ana = ana_at_the_relay()
    ana.tell(ev.Asked(5, want.NewDiagram(identifier("plan"))))
    (one,) = proposed(ana)
    ana.tell(ev.FrameReceived("relay", Failure(ErrorCode.HEAD_MOVED, one.request, NO_DOCUMENT, "")))
    ana.tell(ev.LinkDown("relay"))
    assert ana.answers == [ef.Answered(5, 0, ErrorCode.NOT_SEQUENCER)]
    ana.wait(5.0)
    assert proposed(ana) == []
