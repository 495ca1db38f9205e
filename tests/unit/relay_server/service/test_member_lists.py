from __future__ import annotations

import pytest

from relay_server.domain.diagram_query import DiagramQuery
from relay_server.errors import Forbidden, NotFound
from relay_server.service.member_lists import diagram_access, list_diagrams, list_invites, list_links, list_members
from sync.protocol.membership import operations as op
from sync.protocol.roles import Role
from tests.support.relay_team import Colleague, RelayTeam, hire
from tests.support.workspace import Signer, digest, identifier


def guest_of(team: RelayTeam, document: str) -> Colleague:
    guest = hire(team.house, "gus")
    team.do(team.founder, op.AddGuest(guest.user, Role.VIEWER, document, guest.person.admissions(), bytes(32)))
    return guest


def test_members_are_paged_with_the_devices_that_may_act(team: RelayTeam) -> None:
    ben, cleo = team.admit(hire(team.house, "ben")), team.admit(hire(team.house, "cleo"))
    team.do(team.founder, team.remove_body(cleo))
    env, principal = team.house.env, team.principal(ben)
    users = sorted([team.founder.user, ben.user])
    found = list_members(env, principal, team.workspace, "", 10)
    assert [one.user for one in found] == users
    assert {one.devices for one in found} == {(team.founder.laptop.device,), (ben.laptop.device,)}
    assert [one.user for one in list_members(env, principal, team.workspace, users[0], 10)] == users[1:]
    guest = guest_of(team, team.diagram("plan"))
    with pytest.raises(Forbidden):
        list_members(env, team.principal(guest), team.workspace, "", 10)


def test_a_restricted_diagram_is_not_there_for_others(team: RelayTeam) -> None:
    """WSP-20."""
    ben, cleo = team.admit(hire(team.house, "ben")), team.admit(hire(team.house, "cleo"), Role.ADMIN)
    secret = team.restricted("secret", op.Grant(ben.user, Role.VIEWER))
    env = team.house.env
    access = diagram_access(env, team.principal(ben), team.workspace, secret)
    assert (access.is_restricted, access.own_role, len(access.roles)) == (True, Role.VIEWER, 2)
    for document in (secret, "ab" * 16):
        with pytest.raises(NotFound) as hidden:
            diagram_access(env, team.principal(cleo), team.workspace, document)
        assert hidden.value.code == "no_such_diagram"
    assert list_diagrams(env, team.principal(cleo), team.workspace, DiagramQuery()) == []
    assert [one.document for one in list_diagrams(env, team.principal(ben), team.workspace, DiagramQuery())] == [secret]


def test_a_guest_sees_his_own_role_alone(team: RelayTeam) -> None:
    plan, other = team.diagram("plan"), team.diagram("other")
    ben = team.admit(hire(team.house, "ben"))
    team.do(team.founder, op.SetDiagramRole(ben.user, plan, Role.VIEWER, (), (), bytes(32)))
    guest = guest_of(team, plan)
    access = diagram_access(team.house.env, team.principal(guest), team.workspace, plan)
    assert access.roles == ((guest.user, Role.VIEWER),)
    with pytest.raises(NotFound):
        diagram_access(team.house.env, team.principal(guest), team.workspace, other)


def test_invites_and_links_are_for_those_who_may_end_them(team: RelayTeam) -> None:
    ben, plan = team.admit(hire(team.house, "ben")), team.diagram("plan")
    team.do(team.founder, team.invite_body(Signer("link")))
    later = team.house.clock.now + 9_000
    team.do(team.founder, op.CreateLink("aa" * 16, plan, digest("a"), later))
    team.do(ben, op.CreateLink("bb" * 16, plan, digest("b"), later))
    env = team.house.env
    assert [one.invite for one in list_invites(env, team.principal(team.founder), team.workspace)] == [
        identifier("link")
    ]
    with pytest.raises(Forbidden):
        list_invites(env, team.principal(ben), team.workspace)
    assert [one.link for one in list_links(env, team.principal(ben), team.workspace)] == ["bb" * 16]
    assert len(list_links(env, team.principal(team.founder), team.workspace)) == 2
