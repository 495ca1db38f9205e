"""What a document starts from, and when that is given up; the rest is in test_workspace.py and in the simulations."""

from __future__ import annotations

from typing import Any

from pycrdt import Doc

from sync.engine import events as ev
from sync.protocol.envelope import EnvelopeType, parse_header
from sync.protocol.frames import Notice, NoticeCode
from sync.protocol.roles import Role
from tests.support.offices import Net, Office
from tests.support.plan_of_many import PLAN, newly_shared


def test_eng48_a_newcomer_is_asked_for_a_word_about_the_beginning_once_the_window_shows_it() -> None:
    """ENG-48."""
    net, _, ben = newly_shared()
    net.connect("ana", "ben")
    net.settle(2.0)
    assert ben.asked_at == [{"old": {"x": 1.0}}]
    assert ben.status(PLAN).confirmed


def test_eng48_so_is_a_newcomer_whose_window_opens_while_the_beginning_goes_to_the_disk() -> None:
    """ENG-48."""
    net, _, ben = newly_shared()
    ben.tell(ev.WindowClosed(PLAN))
    net.connect("ana", "ben")
    ben.slow_disk = True
    net.post()
    while waiting := [key for key, frames in net.flying.items() if frames]:
        for link, to in waiting:
            net.deliver(link, to)
    ben.show(PLAN)
    assert not ben.asked_at
    ben.slow_disk = False
    net.settle(2.0)
    assert ben.asked_at
    assert all(seen == {"old": {"x": 1.0}} for seen in ben.asked_at)


def test_eng50_nobody_gives_up_the_beginning_that_no_envelope_says_again() -> None:
    """ENG-50, ENG-41: a viewer can give no word for it, so that to him it stays unconfirmed."""
    net, _, ben = newly_shared(Role.VIEWER)
    net.connect("ana", "ben")
    net.settle(2.0)
    assert (ben.status(PLAN).confirmed, ben.status(PLAN).replayable) == (False, False)
    ben.tell(ev.ReplayAsked(PLAN))
    net.settle(2.0)
    assert ben.drawing(PLAN) == ben.reloaded(PLAN) == {"old": {"x": 1.0}}


def reading(*also: str) -> tuple[Net, Office, Office]:
    """Return a network in which Ana has made a snapshot after an edit of hers, whose state Ben is still reading.

    Args:
        also: who else takes part and reads it at once.
    """
    net, ana, ben = newly_shared()
    net.connect("ana", "ben")
    for name in also:
        net.offices[name].take_part(PLAN)
        net.connect("ana", name)
        net.connect("ben", name)
    net.settle(2.0)
    # What Ana's window keeps of deleted things makes her state another one than Ben's, of the same drawing.
    kept: Doc[Any] = Doc(client_id=ana.docs[PLAN].client_id, skip_gc=True)
    kept.apply_update(ana.docs[PLAN].get_update())
    ana.docs[PLAN] = kept
    ana.draw(PLAN, "old", "x", 2.0)
    ana.draw(PLAN, "old", "x", 3.0)
    net.settle(2.0)
    assert kept.get_update() != ben.docs[PLAN].get_update()
    ben.slow_reader = True
    link = net.connected("ana", "ben")
    assert link is not None
    ana.tell(ev.FrameReceived(link, Notice(NoticeCode.SNAPSHOT_WANTED, ana.workspace, PLAN, 1)))
    net.settle(2.0)
    assert len(ben.unread) == 1
    return net, ana, ben


def words(office: Office) -> int:
    """Return how many words about snapshots somebody holds."""
    stored = office.store.shared.load_document(PLAN)
    assert stored is not None
    return sum(parse_header(one.envelope).type is EnvelopeType.CONFIRMATION for one in stored.beside)


def test_eng48_who_draws_on_while_a_state_is_read_hinders_no_word_for_it() -> None:
    """ENG-48: what counts is what was drawn when the snapshot was compared."""
    net, ana, ben = reading()
    before = words(ana)
    ana.draw(PLAN, "new", "x", 3.0)
    ben.draw(PLAN, "other", "x", 4.0)
    net.settle(2.0)
    ben.read_on()
    net.settle(2.0)
    assert words(ana) == words(ben) == before + 1


def test_eng48_a_state_that_leads_elsewhere_gets_no_word_however_late_it_is_read() -> None:
    """ENG-48, ENG-76."""
    net, ana, ben = reading()
    before = words(ana)
    (asked,) = ben.unread
    ben.tell(ev.StateRead(PLAN, b"", asked.ticket + 1))
    ben.tell(ev.StateRead(PLAN, bytes(32), asked.ticket))
    ben.read_on()
    net.settle(2.0)
    assert words(ana) == words(ben) == before


def test_eng48_there_is_no_word_for_what_a_second_user_confirmed_meanwhile() -> None:
    """ENG-48: among many who draw, the first word is enough."""
    net, ana, ben = reading("cleo")
    confirmed = words(ana)
    ben.read_on()
    net.settle(2.0)
    assert words(ben) == words(ana) == confirmed
