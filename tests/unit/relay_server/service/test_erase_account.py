from __future__ import annotations

import pytest

from relay_server.errors import Conflict
from relay_server.service.ledger_verify import verify_ledger
from relay_server.service.profile import delete_own
from sync.protocol.card import CardKind
from sync.protocol.membership import operations as op
from sync.protocol.membership.fold import fold
from sync.protocol.roles import Role
from tests.support.relay import CALLER
from tests.support.relay_cards import put
from tests.support.relay_team import RelayTeam, hire


def test_erasing_shreds_the_person_and_breaks_no_chain(team: RelayTeam) -> None:
    """WSP-50, LED-4."""
    env, ben = team.house.env, team.admit(hire(team.house, "ben"))
    put(team, ben, CardKind.PERSON, ben.user)
    put(team, ben, CardKind.DEVICE, ben.laptop.device)
    put(team, team.founder, CardKind.PERSON, team.founder.user)
    delete_own(env, CALLER, team.principal(ben))
    with env.transactions.read() as unit:
        assert unit.accounts.get(ben.account) is None
        assert unit.cards.get(team.workspace, CardKind.PERSON, ben.user) is None
        assert unit.cards.get(team.workspace, CardKind.DEVICE, ben.laptop.device) is None
        assert unit.cards.get(team.workspace, CardKind.PERSON, team.founder.user) is not None
        assert fold(unit.membership_log.after(team.workspace, 0)) == team.state
        leaves = unit.ledger.after(-1, 100)
    assert not any(ben.account in (stored.leaf.subject, stored.leaf.actor) for stored in leaves)
    assert leaves[-1].leaf.action == "account_deleted"
    assert verify_ledger(env).faults == ()


def test_the_last_owner_of_others_stays_until_somebody_follows(team: RelayTeam) -> None:
    """WSP-51."""
    env, ben = team.house.env, team.admit(hire(team.house, "ben"), Role.ADMIN)
    with pytest.raises(Conflict) as refused:
        delete_own(env, CALLER, team.principal(team.founder))
    assert refused.value.code == "last_owner"
    team.do(team.founder, op.Transfer(ben.user))
    delete_own(env, CALLER, team.principal(team.founder))
    assert env.memberships.current(team.workspace) is not None


def test_a_workspace_of_ones_own_goes_too(team: RelayTeam) -> None:
    """WSP-51."""
    delete_own(team.house.env, CALLER, team.principal(team.founder))
    assert team.house.env.memberships.current(team.workspace) is None
