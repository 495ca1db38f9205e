"""Keys from whoever has them, for those whom the log gives them, and for nobody else."""

from __future__ import annotations

from sync.engine import events as ev
from sync.engine import intents as want
from sync.engine.key_giving import KeyGiver
from sync.engine.keyring import KeyRing
from sync.protocol.boxes import NO_DOCUMENT, Box
from sync.protocol.documents import discussion_of
from sync.protocol.roles import Role
from tests.support.founding import Household
from tests.support.offices import Net, Office
from tests.support.workspace import ANA, BEN, CLEO, DAN, Person, identifier

PLAN = identifier("plan")
EVE = Person("eve")


def house_of(**roles: Role) -> Household:
    """Return Ana's workspace with a diagram and some others in it."""
    house = Household()
    house.do(ANA, want.NewDiagram(PLAN))
    for person in (BEN, CLEO, DAN):
        if person.name in roles:
            house.join(person, roles[person.name])
    return house


def test_eng61_a_colleague_gives_the_new_key_while_the_sequencer_is_away() -> None:
    """ENG-61, ENG-42: Ben slept while Dan was removed; then Ana, who orders the log, is away, and he meets Cleo."""
    house = house_of(ben=Role.EDITOR, cleo=Role.EDITOR, dan=Role.EDITOR)
    net = Net([Office(one.name, one.laptop, one.user, house, 1) for one in (ANA, BEN, CLEO)])
    ana, ben, cleo = (net.offices[name] for name in ("ana", "ben", "cleo"))
    for office in (ana, ben, cleo):
        office.take_part(PLAN)
    link = net.connect("ana", "cleo")
    ana.tell(ev.Asked(1, want.RemoveUser(DAN.user)))
    net.settle(2.0)
    net.cut(link)
    cleo.draw(PLAN, "under the new key", "x", 1.0)
    net.connect("ben", "cleo")
    net.settle(4.0)
    assert ben.engine.state.scopes[house.workspace].newest.number == 2
    assert ben.drawing(PLAN) == {"under the new key": {"x": 1.0}} == ben.reloaded(PLAN)
    ben.draw(PLAN, "and his", "x", 2.0)
    net.settle(1.0)
    assert "and his" in cleo.drawing(PLAN)


def test_eng61_a_member_gets_the_keys_of_the_scopes_that_he_reads() -> None:
    """ENG-61: of a diagram that is restricted to others he gets none, and a stranger or a removed user gets nothing."""
    house = house_of(ben=Role.EDITOR, cleo=Role.EDITOR)
    house.do(ANA, want.NewDiagram(identifier("secret"), ((ANA.user, Role.EDITOR), (CLEO.user, Role.EDITOR))))
    giver = KeyGiver(house.keys(ANA.laptop))
    scopes = {person.name: {place[0] for place in _given(giver, house, person)} for person in (BEN, CLEO)}
    assert scopes == {"ben": {house.workspace}, "cleo": {house.workspace, identifier("secret")}}
    assert _given(giver, house, EVE) == {}
    house.do(ANA, want.RemoveUser(BEN.user))
    assert _given(giver, house, BEN) == {}


def test_eng61_a_guest_gets_the_keys_of_his_documents_and_no_other() -> None:
    """ENG-61, ENG-68."""
    house = house_of()
    house.enter(EVE, house.link(Role.EDITOR, PLAN))
    boxes = _given(KeyGiver(house.keys(ANA.laptop)), house, EVE)
    assert {place[2] for place in boxes} == {PLAN, discussion_of(PLAN)}
    assert NO_DOCUMENT not in {place[2] for place in boxes}
    ring = KeyRing()
    assert ring.open_boxes(house.state, boxes.values(), EVE.laptop.device, EVE.laptop.sealing_seed)
    assert ring.key_of(house.state, PLAN) is not None


def test_eng61_who_has_no_key_gives_none_and_who_asks_again_gets_the_same() -> None:
    """ENG-61: a key is sealed to a device once."""
    house = house_of(ben=Role.EDITOR)
    assert _given(KeyGiver(KeyRing()), house, BEN) == {}
    giver = KeyGiver(house.keys(ANA.laptop))
    assert _given(giver, house, BEN) == _given(giver, house, BEN) != {}


def _given(giver: KeyGiver, house: Household, person: Person) -> dict[tuple[str, int, str, str], Box]:
    return dict(giver.boxes_for(house.state, person.laptop.device))
