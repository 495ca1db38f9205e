from __future__ import annotations

from dataclasses import replace

from relay_server.domain.activity import DAY_MS, day_of
from relay_server.service.ledger_verify import verify_ledger
from relay_server.service.retention import Removed, apply_retention
from tests.support.relay_team import RelayTeam


def test_counts_and_addresses_go_when_they_are_old(team: RelayTeam) -> None:
    """WSP-43."""
    env = replace(team.house.env, policy=replace(team.house.env.policy, activity_days=30, address_days=10))
    now = team.house.clock.now
    with env.transactions.write() as unit:
        env.activity.note(unit, {(team.workspace, team.founder.user, "0d" * 16): 1})
    env.activity.flush()
    assert apply_retention(env) == Removed(0, 0)
    team.house.clock.forward(days=11)
    assert apply_retention(env) == Removed(0, 1)
    team.house.clock.forward(days=20)
    removed = apply_retention(env)
    assert removed.counts == 1
    with env.transactions.read() as unit:
        assert unit.activity.days(team.workspace, 0, day_of(now) + 99) == []
        first = unit.ledger.get(0)
    assert first is not None
    assert (first.leaf.address, first.leaf.subject) == (None, team.founder.account)
    assert verify_ledger(env).faults == ()
    assert team.house.clock.now - now == 31 * DAY_MS


def test_nothing_goes_where_it_is_kept_for_ever(team: RelayTeam) -> None:
    env = replace(team.house.env, policy=replace(team.house.env.policy, activity_days=0, address_days=0))
    team.house.clock.forward(days=10_000)
    assert apply_retention(env) == Removed(0, 0)
