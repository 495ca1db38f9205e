"""Beginnings of tests about one diagram of Ana's: who is a member, whose devices there are, and who is connected."""

from __future__ import annotations

from sync.engine import intents as want
from sync.protocol.roles import Role
from sync.store.records import DocumentKind
from tests.support.founding import Household
from tests.support.offices import Net, Office
from tests.support.workspace import ANA, BEN, CLEO, Person, identifier

PLAN = identifier("plan")


def house_of(*people: Person, roles: tuple[Role, ...] = ()) -> Household:
    """Return Ana's workspace with a diagram and these people."""
    house = Household()
    house.do(ANA, want.NewDiagram(PLAN))
    for at, person in enumerate(people):
        house.join(person, roles[at] if roles else Role.EDITOR)
    return house


def offices(house: Household, *people: Person) -> Net:
    """Return a network with one device of each, none connected, all with the diagram open."""
    net = Net([Office(person.name, person.laptop, person.user, house, 1) for person in people])
    for office in net.offices.values():
        office.take_part(PLAN)
    return net


def newly_shared(role: Role = Role.EDITOR) -> tuple[Net, Office, Office]:
    """Return a network, not connected yet, in which Ana has shared a diagram of her own library and Ben takes part; and both.

    Cleo is a member, too, and does not take part.
    """
    house = house_of(BEN, CLEO, roles=(role, Role.EDITOR))
    ana, ben, cleo = (Office(one.name, one.laptop, one.user, house, 1) for one in (ANA, BEN, CLEO))
    net = Net([ana, ben, cleo])
    ana.store.documents.create(DocumentKind.DIAGRAM, "Plan", ana.workspace, PLAN)
    ana.show(PLAN)
    ana.draw(PLAN, "old", "x", 1.0)
    ana.share(PLAN)
    ben.take_part(PLAN)
    return net, ana, ben


def room_of_three() -> Net:
    """Return Ana's room in a local network: Ben and Cleo are connected with her and not with each other."""
    net = offices(house_of(BEN, CLEO), ANA, BEN, CLEO)
    for guest in ("ben", "cleo"):
        net.connect("ana", guest, carries=True)
    net.settle(1.0)
    return net
