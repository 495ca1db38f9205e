"""What devices at one diagram say of their people, between whole engines."""

from __future__ import annotations

from sync.engine import effects as ef
from sync.engine import events as ev
from sync.protocol.presence import Presence
from sync.protocol.roles import Role
from tests.support.plan_of_many import PLAN, house_of, offices
from tests.support.workspace import ANA, BEN, CLEO, NOW


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


def test_eng30_who_starts_again_with_a_clock_that_was_set_back_is_seen_at_once() -> None:
    """ENG-30, ENG-78: his numbers go on where they were, and what he said before is still not heard again."""
    net = offices(house_of(BEN), ANA, BEN)
    ana, ben = net.offices["ana"], net.offices["ben"]
    ana.unix_ms = NOW + 7_200_000
    net.restart("ana")

    def seen_after(name: str) -> set[str]:
        link = net.connect("ana", "ben")
        net.settle(1.0)
        ana.tell(ev.PresenceShown(PLAN, Presence(0, name=name)))
        net.settle(1.0)
        words = [one for one in ben.told if isinstance(one, ef.PresenceChanged) and one.presence is not None]
        net.cut(link)
        return {one.presence.name for one in words if one.presence is not None}

    assert seen_after("ahead") == {"ahead"}
    said = ana.engine._presence_clocks
    ana.unix_ms, ana.presence_from = NOW, next(said)
    net.restart("ana")
    assert seen_after("right again") == {"ahead", "right again"}


def test_eng30_a_document_that_is_kept_in_step_anew_goes_on_with_higher_numbers() -> None:
    net = offices(house_of(BEN), ANA, BEN)
    ana = net.offices["ana"]
    before = ana.engine._presence[PLAN]._voice
    before.show(Presence(0, name="ana"))
    first = before.speak(0.0)
    ana.tell(ev.DocumentReleased(PLAN))
    ana.take_part(PLAN)
    after = ana.engine._presence[PLAN]._voice
    assert after is not before
    after.show(Presence(0, name="ana"))
    again = after.speak(0.0)
    assert first is not None
    assert again is not None
    assert again.clock > first.clock


def test_eng30_who_is_in_a_document_that_is_let_go_of_is_told_gone() -> None:
    """ENG-30: nobody hears any more when he goes, and a window that shows the document again must not show him for ever."""
    net = offices(house_of(BEN), ANA, BEN)
    net.connect("ana", "ben")
    ana, ben = net.offices["ana"], net.offices["ben"]
    ben.tell(ev.PresenceShown(PLAN, Presence(0, name="Ben")))
    net.settle(1.0)
    ana.tell(ev.DocumentReleased(PLAN))
    words = [one for one in ana.told if isinstance(one, ef.PresenceChanged)]
    assert [(one.device, one.presence is None) for one in words] == [
        (BEN.laptop.device, False),
        (BEN.laptop.device, True),
    ]
