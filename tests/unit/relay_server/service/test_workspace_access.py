from __future__ import annotations

import pytest

from relay_server.errors import Forbidden, NotFound
from relay_server.service.devices import revoke_device
from relay_server.service.workspace_access import Member, member_in, require
from sync.protocol.membership import operations as op
from sync.protocol.roles import Permission, Role
from tests.support.relay import CALLER
from tests.support.relay_team import Colleague, RelayTeam, hire


def look(team: RelayTeam, who: Colleague, workspace: str | None = None, *, closed: bool = False) -> Member:
    with team.house.env.transactions.read() as unit:
        return member_in(team.house.env, unit, team.principal(who), workspace or team.workspace, closed=closed)


def test_the_session_acts_as_the_device_it_is_on(team: RelayTeam) -> None:
    ben = team.admit(hire(team.house, "ben"), Role.VIEWER)
    found = look(team, ben)
    assert (found.user, found.device, found.role) == (ben.user, ben.laptop.device, Role.VIEWER)
    require(found, Permission.SEE_MEMBERS)
    with pytest.raises(Forbidden):
        require(found, Permission.INVITE)


def test_who_is_removed_or_revoked_finds_nothing(team: RelayTeam) -> None:
    """WSP-10."""
    ben, cleo, eve = (hire(team.house, name) for name in ("ben", "cleo", "eve"))
    team.admit(ben)
    team.admit(cleo)
    team.do(team.founder, team.remove_body(ben))
    revoke_device(team.house.env, CALLER, team.principal(cleo), cleo.laptop.device)
    for who in (ben, cleo, eve):
        with pytest.raises(NotFound) as hidden:
            look(team, who)
        assert hidden.value.code == "no_such_workspace"
    with pytest.raises(NotFound):
        look(team, team.founder, "ab" * 16)


def test_a_deleted_workspace_is_there_only_for_those_who_ask_for_one(team: RelayTeam) -> None:
    team.do(team.founder, op.DeleteWorkspace())
    with pytest.raises(NotFound):
        look(team, team.founder)
    assert look(team, team.founder, closed=True).role is Role.OWNER
