from __future__ import annotations

import pytest

from relay_server.errors import NotFound
from relay_server.service.actor import Actor
from relay_server.service.rebuild_tables import check_tables, rebuild_tables
from sync.protocol.roles import Role
from tests.support.relay import CALLER
from tests.support.relay_team import RelayTeam, hire


def test_made_anew_the_tables_are_the_same(team: RelayTeam) -> None:
    """WSP-5."""
    env = team.house.env
    team.admit(hire(team.house, "ben"), Role.ADMIN)
    team.diagram("plan")
    team.restricted("secret")
    with env.transactions.read() as unit:
        before = unit.membership_tables.rows(team.workspace)
    assert check_tables(env, team.workspace).is_good
    with env.transactions.write() as unit:
        unit.membership_tables.clear(team.workspace)
    assert check_tables(env, team.workspace).missing == len(before)
    assert rebuild_tables(env, Actor("cli", CALLER), team.workspace) == len(before)
    with env.transactions.read() as unit:
        assert unit.membership_tables.rows(team.workspace) == before


def test_an_unknown_workspace_is_not_found(team: RelayTeam) -> None:
    for call in (check_tables, lambda env, one: rebuild_tables(env, Actor("cli", CALLER), one)):
        with pytest.raises(NotFound):
            call(team.house.env, "ab" * 16)
