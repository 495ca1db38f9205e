"""A diagram that cannot be built any more gets a successor."""

from __future__ import annotations

from sync.engine import effects as ef
from sync.engine import events as ev
from sync.engine import intents as want
from sync.engine.starting_anew import roles_to_give
from sync.protocol.documents import successor_of
from sync.protocol.errors import ErrorCode
from sync.protocol.membership.access import diagram_role, newest_generation
from sync.protocol.roles import Role
from sync.store.records import DocumentKind
from tests.support.founding import Household
from tests.support.offices import Net, Office
from tests.support.workspace import ANA, BEN, CLEO, DAN, identifier

PLAN = identifier("plan")
NEXT = successor_of(PLAN)


def test_eng56_an_editor_starts_a_broken_diagram_anew_and_all_go_on_there() -> None:
    """ENG-56, ENG-44."""
    house = Household()
    house.do(ANA, want.NewDiagram(PLAN))
    house.join(BEN)
    net = Net([Office(one.name, one.laptop, one.user, house, 1) for one in (ANA, BEN)])
    ana, ben = net.offices["ana"], net.offices["ben"]
    for office in (ana, ben):
        office.take_part(PLAN)
    net.connect("ana", "ben")
    ana.draw(PLAN, "box", "x", 1.0)
    net.settle(2.0)
    for office in (ana, ben):
        office.tell(ev.Poisoned(PLAN))
        office.tell(ev.Poisoned(PLAN, rebuilt=True))
        assert office.status(PLAN).broken
    ben.tell(ev.Asked(4, want.StartAnew(PLAN)))
    net.settle(2.0)
    assert ben.answers == [ef.Answered(4, ben.engine.state.seq)]
    assert newest_generation(ana.engine.state, PLAN) == NEXT
    ben.store.documents.create(DocumentKind.DIAGRAM, "Plan", ben.workspace, NEXT)
    ben.show(NEXT)
    ben.draw(NEXT, "box", "x", 1.0)
    ben.share(NEXT)
    ana.take_part(NEXT)
    net.settle(3.0)
    ana.draw(NEXT, "box", "y", 2.0)
    net.settle(2.0)
    assert ana.drawing(NEXT) == ben.drawing(NEXT) == {"box": {"x": 1.0, "y": 2.0}}
    assert ana.drawing(PLAN) == {"box": {"x": 1.0}}
    ana.tell(ev.Asked(5, want.StartAnew(PLAN)))
    assert ana.answers[-1] == ef.Answered(5, 0, ErrorCode.ALREADY_EXISTS)


def test_eng56_roles_on_the_old_one_hold_on_the_new_one() -> None:
    """ENG-56: an editor who may not give them does not start it anew."""
    house = Household()
    house.do(ANA, want.NewDiagram(PLAN))
    for person in (BEN, CLEO):
        house.join(person)
    house.do(ANA, want.ChangeDiagramRole(CLEO.user, PLAN, Role.VIEWER))
    house.enter(DAN, house.link(Role.EDITOR, PLAN))
    net = Net([Office(one.name, one.laptop, one.user, house, 1) for one in (ANA, BEN)])
    ana, ben = net.offices["ana"], net.offices["ben"]
    net.connect("ana", "ben")
    ben.tell(ev.Asked(1, want.StartAnew(PLAN)))
    assert ben.answers == [ef.Answered(1, 0, ErrorCode.ROLE)]
    ana.tell(ev.Asked(2, want.StartAnew(PLAN)))
    net.settle(2.0)
    state = ana.engine.state
    assert ana.answers == [ef.Answered(2, state.seq)]
    for user, role in ((CLEO.user, Role.VIEWER), (DAN.user, Role.EDITOR), (BEN.user, Role.EDITOR)):
        assert diagram_role(state, user, state.diagrams[NEXT]) is role
    assert roles_to_give(state, PLAN) == ()
    ana.tell(ev.Asked(3, want.StartAnew(identifier("none"))))
    assert ana.answers[-1].error is ErrorCode.UNKNOWN_DOCUMENT


def test_eng56_a_restricted_diagram_is_started_anew_for_the_same_people() -> None:
    """ENG-56."""
    house = Household()
    house.join(BEN)
    house.join(CLEO)
    house.do(ANA, want.NewDiagram(PLAN, ((ANA.user, Role.EDITOR), (BEN.user, Role.VIEWER))))
    house.do(ANA, want.StartAnew(PLAN))
    diagram = house.state.diagrams[NEXT]
    assert diagram.restricted.now
    roles = {person: diagram_role(house.state, person.user, diagram) for person in (ANA, BEN, CLEO)}
    assert roles == {ANA: Role.EDITOR, BEN: Role.VIEWER, CLEO: None}
    assert house.keys(BEN.laptop).key_of(house.state, NEXT) is not None
    assert house.keys(CLEO.laptop).key_of(house.state, NEXT) is None
    house.do(ANA, want.StartAnew(NEXT))
    assert newest_generation(house.state, PLAN) == successor_of(NEXT)
