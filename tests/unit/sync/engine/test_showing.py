"""What a peer is shown now and then."""

from __future__ import annotations

from sync.engine.showing import SHOW_SECONDS, Showing
from tests.support.plan_of_many import PLAN, house_of, offices
from tests.support.workspace import ANA, BEN


def showing() -> tuple[Showing, object, list[bytes]]:
    """Return what shows a document in which one edit was stored at 100 seconds, the document's chains, and its envelopes."""
    net = offices(house_of(BEN), ANA, BEN)
    ana = net.offices["ana"]
    net.connect("ana", "ben")
    net.settle(1.0)
    replica = ana.engine._rooms.replicas[PLAN]
    shown = Showing(replica, ana.now)
    assert shown.due() is None
    ana.now = 100.0
    ana.draw(PLAN, "box", "x", 1.0)
    (chain,) = replica.newest
    return shown, chain, [replica.newest[chain]]


def test_eng51_what_moves_after_a_rest_is_not_shown_before_it_can_be_acknowledged() -> None:
    """ENG-51: it is on its way already, and would go out twice."""
    shown, _, envelopes = showing()
    assert shown.due() == 100.0 + SHOW_SECONDS
    assert shown.take(100.0 + SHOW_SECONDS - 0.1, {}) == []
    assert shown.take(100.0 + SHOW_SECONDS, {}) == envelopes
    assert shown.due() is None


def test_eng51_what_the_other_side_has_is_not_shown_unless_it_says_that_it_has_less() -> None:
    """ENG-51."""
    shown, chain, envelopes = showing()
    assert shown.take(200.0, {chain: 1}) == []  # type: ignore[dict-item]
    assert shown.due() is None
    shown.look_again()
    assert shown.due() == 200.0 + SHOW_SECONDS
    assert shown.take(300.0, {}) == envelopes
    shown.look_again()
    assert shown.take(400.0, {}) == []


def test_eng51_who_draws_without_a_rest_is_shown_every_few_seconds_all_the_same() -> None:
    """ENG-51: also when an envelope comes in the very moment in which it is time to show."""
    net = offices(house_of(BEN), ANA, BEN)
    ana = net.offices["ana"]
    net.connect("ana", "ben")
    net.settle(1.0)
    shown = Showing(ana.engine._rooms.replicas[PLAN], ana.now)
    times: list[float] = []
    for tenths in range(1000, 1200):
        ana.now = tenths / 10
        ana.draw(PLAN, "box", "x", float(tenths))
        if shown.due() is not None and shown.take(ana.now, {}):
            times.append(ana.now)
    assert times == [100.0 + SHOW_SECONDS, 100.0 + 2 * SHOW_SECONDS, 100.0 + 3 * SHOW_SECONDS]
