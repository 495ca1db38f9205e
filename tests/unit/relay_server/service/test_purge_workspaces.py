from __future__ import annotations

import pytest

from relay_server.domain.workspace import GRACE_MS
from relay_server.errors import Conflict, NotFound
from relay_server.service.actor import Actor
from relay_server.service.purge_workspaces import purge, purge_overdue
from sync.protocol.membership import operations as op
from tests.support.relay import CALLER
from tests.support.relay_team import RelayTeam

CLI = Actor("cli", CALLER)


def test_a_deleted_workspace_goes_when_its_grace_is_over(team: RelayTeam) -> None:
    """WSP-8."""
    env = team.house.env
    team.do(team.founder, op.DeleteWorkspace())
    team.house.clock.now += GRACE_MS
    assert purge_overdue(env) == []
    team.house.clock.now += 1
    gone: list[str] = []
    env.memberships.subscribe(lambda workspace, state: gone.append(workspace) if state is None else None)
    assert purge_overdue(env) == [team.workspace]
    assert gone == [team.workspace]
    assert env.memberships.current(team.workspace) is None
    with env.transactions.read() as unit:
        assert unit.membership_log.after(team.workspace, 0) == []
        assert unit.ledger.newest(1)[0].action == "workspace_purged"


def test_only_a_deleted_workspace_is_purged_early(team: RelayTeam) -> None:
    with pytest.raises(Conflict):
        purge(team.house.env, CLI, team.workspace)
    team.do(team.founder, op.DeleteWorkspace())
    purge(team.house.env, CLI, team.workspace)
    with pytest.raises(NotFound):
        purge(team.house.env, CLI, team.workspace)
