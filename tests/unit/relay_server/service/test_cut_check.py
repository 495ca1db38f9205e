from __future__ import annotations

import pytest

from relay_server.domain.rooms import RoomCommit, RoomKey
from sync.protocol.errors import ErrorCode, OperationRefused
from sync.protocol.membership import operations as op
from sync.protocol.roles import Role
from tests.support.logged import logged
from tests.support.relay_team import Colleague, RelayTeam, hire

WRITER = "0f" * 8


def acknowledge(team: RelayTeam, who: Colleague, document: str, counter: int) -> None:
    """Store that an envelope of somebody was acknowledged."""
    chain = (bytes.fromhex(who.laptop.device), bytes.fromhex(WRITER))
    with team.house.env.transactions.write() as unit:
        number = unit.rooms.create(RoomKey(team.workspace, document), team.house.clock.now)
        unit.rooms.commit([RoomCommit(number, team.workspace, [logged(chain, counter, counter)])])


def test_no_cut_falls_below_what_was_acknowledged(team: RelayTeam) -> None:
    """WSP-9."""
    ben, plan = team.admit(hire(team.house, "ben")), team.diagram("plan")
    acknowledge(team, ben, plan, 7)

    def cut(*counters: int) -> tuple[op.Cut, ...]:
        return tuple(op.Cut(plan, ben.laptop.device, WRITER, counter) for counter in counters)

    for cuts in (cut(), cut(6)):
        with pytest.raises(OperationRefused) as refused:
            team.do(team.founder, op.SetRole(ben.user, Role.VIEWER, cuts, bytes(32)))
        assert refused.value.code is ErrorCode.CUT_TOO_LOW
    team.do(team.founder, op.SetRole(ben.user, Role.VIEWER, cut(7), bytes(32)))
    # Nothing is lost any more by removing somebody who could not write.
    team.do(team.founder, team.remove_body(ben))


def test_a_change_that_takes_no_right_to_write_needs_no_cut(team: RelayTeam) -> None:
    ben, plan = team.admit(hire(team.house, "ben"), Role.ADMIN), team.diagram("plan")
    acknowledge(team, ben, plan, 3)
    team.do(team.founder, op.SetRole(ben.user, Role.EDITOR, (), bytes(32)))
    assert team.state.members[ben.user].role is Role.EDITOR
