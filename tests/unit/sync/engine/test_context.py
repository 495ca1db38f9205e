"""Who is handed what over a link: nothing that is not for him, whatever he still holds."""

from __future__ import annotations

from sync.engine import events as ev
from sync.engine import intents as want
from sync.protocol.frame_codec import EITHER_WAY, decode_frame
from sync.protocol.frames import Append, Batch, Ephemeral, Frame, LogGet, SnapshotPart
from sync.protocol.roles import Role
from tests.support.plan_of_many import PLAN, house_of, offices
from tests.support.workspace import ANA, BEN, CLEO, identifier


def test_eng62_nothing_more_goes_to_who_lost_his_place_over_a_link_that_is_still_open() -> None:
    """ENG-62, RLY-51: he may hold the key of what was sealed before its author heard of it, and what others do is not for him."""
    net = offices(house_of(BEN, CLEO), ANA, BEN, CLEO)
    ana, ben, cleo = (net.offices[name] for name in ("ana", "ben", "cleo"))
    link = net.connect("ana", "ben", carries=True)
    net.settle(2.0)
    cleo.draw(PLAN, "box", "x", 1.0)
    ana.tell(ev.Asked(1, want.RemoveUser(BEN.user)))
    end = ana.engine.state.seq
    net.settle(1.0)
    assert (ben.engine.ended_by, ben.engine.state.seq) == (ANA.user, end)
    shown: list[Frame] = []
    net.connect("ana", "cleo", carries=True)
    ana.tell(ev.Asked(2, want.NewDiagram(identifier("later"))))
    for _ in range(40):
        net.post()
        shown += [decode_frame(data, EITHER_WAY) for data in net.flying.get((link, "ben"), [])]
        net.run()
        ana.wait(0.25)
        cleo.wait(0.25)
    assert ana.drawing(PLAN) == {"box": {"x": 1.0}}
    assert ana.engine.state.seq > end
    assert [type(one) for one in shown if isinstance(one, Append | Batch | SnapshotPart | Ephemeral)] == []
    ben.sent.append((link, LogGet(ana.engine.state.workspace, 0)))
    net.run()
    assert ben.engine.state.seq == end


def test_eng62_a_guest_is_told_nothing_of_other_diagrams_over_a_link() -> None:
    """ENG-62: not even that they are there, and how far they are."""
    house, other = house_of(BEN), identifier("other")
    house.do(ANA, want.NewDiagram(other))
    house.enter(CLEO, house.link(Role.VIEWER, PLAN))
    net = offices(house, ANA, CLEO)
    ana, cleo = net.offices["ana"], net.offices["cleo"]
    ana.take_part(other)
    ana.draw(other, "box", "x", 1.0)
    ana.draw(PLAN, "box", "x", 1.0)
    link = net.connect("ana", "cleo", carries=True)
    shown: list[Frame] = []
    for _ in range(40):
        net.post()
        shown += [decode_frame(data, EITHER_WAY) for data in net.flying[link, "cleo"]]
        net.run()
        ana.wait(0.25)
        cleo.wait(0.25)
    assert cleo.drawing(PLAN) == {"box": {"x": 1.0}}
    assert PLAN in {getattr(one, "document", "") for one in shown}
    assert other not in {getattr(one, "document", "") for one in shown}
