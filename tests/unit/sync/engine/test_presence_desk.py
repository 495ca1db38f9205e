"""What devices at one diagram say of their people, between whole engines."""

from __future__ import annotations

from sync.engine import effects as ef
from sync.engine import events as ev
from sync.protocol.presence import Presence
from sync.protocol.roles import Role
from tests.support.plan_of_many import PLAN, house_of, offices
from tests.support.workspace import ANA, BEN, CLEO


def test_eng32_pictures_are_said_where_a_guest_is() -> None:
    """ENG-32: two members know each other's from their cards."""
    house = house_of(BEN)
    house.enter(CLEO, house.link(Role.VIEWER, PLAN))
    net = offices(house, ANA, BEN, CLEO)
    everybody = {person.laptop.device: person.name for person in (ANA, BEN, CLEO)}

    def show() -> None:
        for name, office in net.offices.items():
            office.tell(ev.PresenceShown(PLAN, Presence(0, name=name, face=b"\xff\xd8\xff" + name.encode())))
        net.settle(0.5)

    def seen(name: str) -> dict[str, str]:
        words = [one for one in net.offices[name].told if isinstance(one, ef.PresenceChanged)]
        faces = {everybody[one.device]: one.presence.face for one in words if one.presence is not None}
        return {who: face[3:].decode() for who, face in faces.items() if face}

    net.connect("ana", "ben")
    net.settle(1.0)
    show()
    assert [seen(name) for name in ("ana", "ben")] == [{}, {}]
    net.connect("ana", "cleo")
    net.connect("ben", "cleo")
    net.settle(1.0)
    show()
    assert seen("cleo") == {"ana": "ana", "ben": "ben"}
    assert seen("ana")["cleo"] == seen("ben")["cleo"] == "cleo"
