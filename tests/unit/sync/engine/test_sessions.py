"""Sessions by document and by link."""

from __future__ import annotations

from sync.engine import events as ev
from sync.engine.session import Session
from sync.engine.sessions import Sessions
from tests.support.plan_of_many import PLAN, room_of_three
from tests.support.workspace import BEN, CLEO, identifier


def test_eng40_a_document_has_one_session_for_each_link() -> None:
    """ENG-40."""
    ana = room_of_three().offices["ana"]
    sessions = ana.engine._rooms.sessions
    first, second = sessions.of(PLAN)
    assert (first.link, second.link) == ("link 1", "link 2")
    assert (first.device, second.device) == (BEN.laptop.device, CLEO.laptop.device)
    assert sessions.get("link 2", PLAN) is second
    assert sessions.get("link 3", PLAN) is sessions.get("link 2", identifier("other")) is None
    assert sessions.live(PLAN) == [first, second]
    ana.tell(ev.LinkDown("link 1"))
    assert sessions.of(PLAN) == [second]
    ana.tell(ev.DocumentReleased(PLAN))
    assert sessions.of(PLAN) == []


def test_eng40_a_session_takes_the_place_of_an_older_one() -> None:
    """ENG-40."""
    session = room_of_three().offices["ana"].engine._rooms.sessions.of(PLAN)[0]
    sessions = Sessions()
    sessions.add(session)
    sessions.add(session)
    assert sessions.of(PLAN) == [session]


def test_eng40_an_older_session_of_the_same_link_waits_for_no_answer_any_more() -> None:
    """ENG-40: a session that gives way leaves nothing behind of what it sent."""
    rooms = room_of_three().offices["ana"].engine._rooms
    older = rooms.sessions.of(PLAN)[0]
    older._appends.add((PLAN, BEN.laptop.device, "0f" * 8), 1)
    waiting = rooms._context.appends
    assert PLAN in waiting.values()
    link = ev.LinkUp(older.link, older.kind, older.device)
    newer = Session(link, older.replica, rooms._context)
    rooms.sessions.add(newer)
    assert rooms.sessions.get(older.link, PLAN) is newer
    assert PLAN not in waiting.values()
