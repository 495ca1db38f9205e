"""What a dialog lists of people and open ways in, from real logs."""

from __future__ import annotations

from app.collaboration.team_view import LINK, MAIL, REQUEST, VIEW, Reader, people_of, waiting_of
from sync.account.joining import JoinRequest, MailedInvite
from sync.engine.intents import NewDiagram, ShareByLink
from sync.protocol.roles import Role
from tests.support.founding import Household
from tests.support.workspace import ANA, BEN, CLEO, DAN, LATER, NOW, identifier

PLAN = identifier("plan")
NAMES = {ANA.user: "Ana", BEN.user: "Ben", CLEO.user: "Cleo"}


def house() -> Household:
    """Ana owns, Ben edits, Cleo is a guest of one plan."""
    made = Household()
    made.join(BEN)
    made.do(ANA, NewDiagram(PLAN))
    made.enter(CLEO, made.link(Role.VIEWER, PLAN))
    return made


def test_the_highest_roles_come_first_and_only_those_with_the_right_change_others() -> None:
    made = house()
    seen = people_of(Reader(made.state, ANA.user, NAMES, NOW))
    assert [(one.name, one.role, one.own, one.guest) for one in seen] == [
        ("Ana", Role.OWNER, True, False),
        ("Ben", Role.EDITOR, False, False),
        ("Cleo", Role.GUEST, False, True),
    ]
    assert [one.may_change for one in seen] == [False, True, True]
    assert not any(one.may_change for one in people_of(Reader(made.state, BEN.user, NAMES, NOW)))


def test_of_a_diagram_everybody_who_sees_it_is_listed_with_the_role_on_it() -> None:
    made = house()
    seen = people_of(Reader(made.state, ANA.user, NAMES, NOW, PLAN))
    assert [(one.name, one.role) for one in seen] == [
        ("Ana", Role.OWNER),
        ("Ben", Role.EDITOR),
        ("Cleo", Role.VIEWER),
    ]


def test_both_people_see_the_same_safety_number() -> None:
    made = house()
    mine = {one.user: one.safety for one in people_of(Reader(made.state, ANA.user, NAMES, NOW))}
    theirs = {one.user: one.safety for one in people_of(Reader(made.state, BEN.user, NAMES, NOW))}
    assert mine[BEN.user] == theirs[ANA.user] != ""
    assert mine[ANA.user] == ""


def test_open_ways_in_are_listed_until_they_expire() -> None:
    made = house()
    made.link(Role.EDITOR, PLAN)
    made.do(ANA, ShareByLink(identifier("link"), PLAN, bytes(32), LATER))
    mailed = [MailedInvite("ab" * 32, "dan@example.org", Role.VIEWER, PLAN, LATER)]
    asking = [JoinRequest("cd" * 16, made.workspace, DAN.user, DAN.admissions(), Role.VIEWER, PLAN, ANA.user, "Dan")]
    reader = Reader(made.state, ANA.user, NAMES, NOW, PLAN)
    seen = waiting_of(reader, mailed, asking)
    assert [one.kind for one in seen] == [REQUEST, LINK, MAIL, VIEW]
    assert seen[0].safety
    late = Reader(made.state, ANA.user, NAMES, LATER, PLAN)
    assert [one.kind for one in waiting_of(late, (), ())] == []
    assert [one.kind for one in waiting_of(Reader(made.state, ANA.user, NAMES, NOW), mailed, asking)] == [REQUEST]
    viewer = Reader(made.state, CLEO.user, NAMES, NOW, PLAN)
    assert not any(one.mine for one in waiting_of(viewer, (), ()))
