from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from relay_server.adapters.membership_cache import MembershipCache
from relay_server.adapters.memory_broker import MemoryBroker
from sync.protocol.membership.state import WorkspaceState
from tests.support.relay import House, open_house
from tests.support.relay_team import RelayTeam, hire


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with open_house(tmp_path) as opened:
        yield opened


@pytest.fixture
def team(house: House) -> RelayTeam:
    return RelayTeam(house, hire(house, "ana")).found()


def test_an_unknown_workspace_has_no_state(house: House) -> None:
    assert house.env.memberships.current("ab" * 16) is None


def test_listeners_hear_of_each_change_once(team: RelayTeam) -> None:
    heard: list[tuple[str, int]] = []

    def listen(workspace: str, state: WorkspaceState | None) -> None:
        heard.append((workspace, state.seq if state else 0))

    end = team.house.env.memberships.subscribe(listen)
    team.diagram("one")
    team.diagram("two")
    end()
    end()
    team.diagram("three")
    assert heard == [(team.workspace, 2), (team.workspace, 3)]


def test_another_process_hears_by_the_broker_and_folds_what_is_new(team: RelayTeam) -> None:
    env = team.house.env
    other = MembershipCache(env.transactions, env.broker)
    heard: list[int] = []
    other.subscribe(lambda _workspace, state: heard.append(state.seq if state else 0))
    before = other.current(team.workspace)
    team.diagram("one")
    assert heard == [2]
    assert before is not None
    assert other.current(team.workspace) == team.state


def test_a_transaction_sees_what_is_stored_though_nobody_told(team: RelayTeam) -> None:
    env = team.house.env
    deaf = MembershipCache(env.transactions, MemoryBroker(), most=1)
    assert deaf.current(team.workspace) == team.state
    team.diagram("one")
    with env.transactions.read() as unit:
        assert deaf.inside(unit, team.workspace) == team.state
    other = RelayTeam(team.house, team.founder, "second").found()
    assert deaf.current(other.workspace) == other.state
    assert deaf.current(team.workspace) == team.state


def test_a_workspace_that_is_gone_is_told_and_forgotten(team: RelayTeam) -> None:
    env = team.house.env
    heard: list[WorkspaceState | None] = []
    env.memberships.subscribe(lambda _workspace, state: heard.append(state))
    with env.transactions.write() as unit:
        unit.workspaces.delete(team.workspace)
    env.memberships.announce(team.workspace, None)
    assert heard == [None]
    assert env.memberships.current(team.workspace) is None
