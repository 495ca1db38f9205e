from __future__ import annotations

import pytest

from relay_server.domain.workspace import GRACE_MS
from relay_server.errors import NotFound
from relay_server.service.workspaces import overview, own_workspaces
from sync.protocol.membership import operations as op
from sync.protocol.roles import Role
from tests.support.relay_team import RelayTeam, hire


def test_ones_own_workspaces_with_the_seats_in_them(team: RelayTeam) -> None:
    env, ben = team.house.env, team.admit(hire(team.house, "ben"))
    other = RelayTeam(team.house, team.founder, "other").found()
    mine = own_workspaces(env, team.principal(team.founder))
    assert {one.workspace.id for one in mine} == {team.workspace, other.workspace}
    (his,) = own_workspaces(env, team.principal(ben))
    assert [(seat.user, seat.role) for seat in his.seats] == [(ben.user, Role.EDITOR)]
    assert own_workspaces(env, team.principal(hire(team.house, "eve"))) == []


def test_a_deleted_workspace_is_listed_for_its_owner_until_the_grace_is_over(team: RelayTeam) -> None:
    """WSP-8."""
    env, ben = team.house.env, team.admit(hire(team.house, "ben"))
    team.do(team.founder, op.DeleteWorkspace())
    assert own_workspaces(env, team.principal(ben)) == []
    (mine,) = own_workspaces(env, team.principal(team.founder))
    assert mine.purge_ms == team.house.clock.now + GRACE_MS
    assert overview(env, team.principal(team.founder), team.workspace).workspace.closed_ms == team.house.clock.now
    with pytest.raises(NotFound):
        overview(env, team.principal(ben), team.workspace)
    team.do(team.founder, op.RestoreWorkspace())
    assert overview(env, team.principal(ben), team.workspace).workspace.closed_ms is None


def test_the_overview_counts(team: RelayTeam) -> None:
    team.admit(hire(team.house, "ben"))
    team.diagram("plan")
    found = overview(team.house.env, team.principal(team.founder), team.workspace)
    assert (found.members, found.diagrams, found.workspace.seq, found.member.role) == (2, 1, 3, Role.OWNER)
