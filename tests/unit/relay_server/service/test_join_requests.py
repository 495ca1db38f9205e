from __future__ import annotations

import pytest

from relay_server.errors import Forbidden, InvalidRequest, NotFound
from relay_server.service.join_requests import ask_to_join, checked_admissions, decline, own_requests, waiting
from relay_server.service.mail_invites import invite_by_mail, open_mail_invites, withdraw_mail_invite
from sync.protocol.membership import operations as op
from sync.protocol.roles import Role
from tests.support.joining import ask, devices, invited
from tests.support.relay import CALLER
from tests.support.relay_team import RelayTeam, hire


def test_the_invited_asks_and_an_admins_app_lets_in(team: RelayTeam) -> None:
    """WSP-30, WSP-31."""
    env, cleo = team.house.env, hire(team.house, "cleo")
    code = invited(team, "Cleo@example.org")
    ask(team, cleo, code.lower())
    (asking,) = waiting(env, team.principal(team.founder), team.workspace)
    assert (asking.account.email, asking.request.user) == ("cleo@example.org", cleo.user)
    admissions = tuple(checked_admissions(asking.request.user, asking.request.admissions))
    assert len(own_requests(env, team.principal(cleo))) == 1
    team.do(team.founder, op.Admit(asking.request.user, Role.EDITOR, admissions, bytes(32)))
    assert waiting(env, team.principal(team.founder), team.workspace) == []
    assert own_requests(env, team.principal(cleo)) == []
    assert team.state.members[cleo.user].role is Role.EDITOR


def test_a_code_is_for_one_address_once_and_until_it_is_withdrawn(team: RelayTeam) -> None:
    """WSP-30."""
    env, cleo, eve = team.house.env, hire(team.house, "cleo"), hire(team.house, "eve")
    code = invited(team, "cleo@example.org")
    with pytest.raises(Forbidden):
        ask(team, eve, code)
    request = ask(team, cleo, code)
    with pytest.raises(Forbidden):
        ask(team, cleo, code)
    decline(env, CALLER, team.principal(team.founder), team.workspace, request)
    with pytest.raises(NotFound):
        decline(env, CALLER, team.principal(team.founder), team.workspace, request)
    second = invited(team, "cleo@example.org")
    (open_one,) = open_mail_invites(env, team.principal(team.founder), team.workspace)
    withdraw_mail_invite(env, CALLER, team.principal(team.founder), team.workspace, open_one.digest)
    with pytest.raises(Forbidden):
        ask(team, cleo, second)
    third = invited(team, "cleo@example.org")
    team.house.clock.forward(days=8)
    with pytest.raises(Forbidden):
        ask(team, cleo, third)


def test_devices_have_to_consent_and_the_session_is_on_one(team: RelayTeam) -> None:
    """WSP-31."""
    env, cleo, eve = team.house.env, hire(team.house, "cleo"), hire(team.house, "eve")
    code = invited(team, "cleo@example.org")
    with pytest.raises(InvalidRequest):
        ask_to_join(env, CALLER, team.principal(cleo), code, cleo.user, devices(eve.person))
    with pytest.raises(InvalidRequest):
        ask_to_join(env, CALLER, team.principal(cleo), code, eve.user, devices(eve.person))
    for data in (b"", b"x" * 10, devices(cleo.person) * 17):
        with pytest.raises(InvalidRequest):
            checked_admissions(cleo.user, data)


def test_whoever_loses_the_right_loses_the_invitations_too(team: RelayTeam) -> None:
    """WSP-30."""
    env, ben = team.house.env, team.admit(hire(team.house, "ben"), Role.ADMIN)
    invite_by_mail(env, CALLER, team.principal(ben), team.workspace, "x@example.org", Role.VIEWER)
    with pytest.raises(Forbidden):
        invite_by_mail(env, CALLER, team.principal(ben), team.workspace, "x@example.org", Role.ADMIN)
    with pytest.raises(NotFound):
        invite_by_mail(env, CALLER, team.principal(ben), team.workspace, "x@example.org", Role.VIEWER, "ab" * 16)
    assert len(open_mail_invites(env, team.principal(team.founder), team.workspace)) == 1
    team.do(team.founder, op.SetRole(ben.user, Role.EDITOR, (), bytes(32)))
    assert open_mail_invites(env, team.principal(team.founder), team.workspace) == []
