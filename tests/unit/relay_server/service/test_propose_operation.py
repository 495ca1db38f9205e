from __future__ import annotations

import threading
from pathlib import Path

import pytest

from relay_server.domain.ledger_leaf import event_of
from relay_server.domain.workspace import CLOCK_SKEW_MS
from relay_server.errors import InvalidRequest, NotFound, RateLimited, StepUpRequired
from relay_server.service.propose_operation import SENSITIVE, Proposal, propose
from sync.protocol.boxes import encode_boxes
from sync.protocol.errors import BoxesRefused, ErrorCode, HeadMoved, OperationRefused, ProtocolError
from sync.protocol.membership import operations as op
from sync.protocol.membership.codec import encode_operation
from sync.protocol.membership.entry import workspace_id
from sync.protocol.membership.fold import fold
from sync.protocol.roles import Role
from sync.protocol.signing import OPERATION
from tests.support.relay import CALLER, NO_LIMITS, House, open_house
from tests.support.relay_team import RelayTeam, hire
from tests.support.workspace import Signer, digest, identifier


def test_what_the_relay_orders_folds_for_everybody(team: RelayTeam) -> None:
    """WSP-1."""
    team.admit(hire(team.house, "ben"))
    team.diagram("plan")
    with team.house.env.transactions.read() as unit:
        entries = unit.membership_log.after(team.workspace, 0)
    state = fold(entries)
    assert state == team.state
    assert state.sequencer == team.house.env.keys.sequencer_public


def test_of_two_at_once_one_is_told_that_the_head_moved(team: RelayTeam) -> None:
    """WSP-2."""
    ben = team.admit(hire(team.house, "ben"), Role.ADMIN)
    start = threading.Barrier(2)
    outcomes: list[object] = []
    proposals = [
        (who, team.proposal(who, op.CreateDiagram(digest(who.person.name).hex()[:32], (), (), bytes(32))))
        for who in (team.founder, ben)
    ]

    def run(index: int) -> None:
        who, made = proposals[index]
        principal = team.principal(who)
        start.wait(60)
        try:
            outcomes.append(propose(team.house.env, CALLER, principal, team.workspace, made))
        except HeadMoved as error:
            outcomes.append(error)

    threads = [threading.Thread(target=run, args=(index,), daemon=True) for index in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    lost = [one for one in outcomes if isinstance(one, HeadMoved)]
    assert (len(outcomes), len(lost)) == (2, 1)
    assert lost[0].seq == team.state.seq
    assert len(team.state.diagrams) == 1


def test_boxes_are_stored_with_their_operation_or_neither_is(team: RelayTeam) -> None:
    """WSP-3."""
    ben = team.admit(hire(team.house, "ben"))
    made = team.proposal(team.founder, team.remove_body(ben))
    with pytest.raises(BoxesRefused):
        propose(
            team.house.env,
            CALLER,
            team.principal(team.founder),
            team.workspace,
            Proposal(made.operation, made.signature, encode_boxes([])),
        )
    assert team.state.members[ben.user].role is Role.EDITOR
    team.do(team.founder, team.remove_body(ben))
    with team.house.env.transactions.read() as unit:
        mine = unit.boxes.of(team.workspace, team.founder.laptop.device)
        his = unit.boxes.of(team.workspace, ben.laptop.device)
    assert [box.epoch for box in mine] == [1, 2]
    assert his == []


def test_an_invite_is_accepted_once_and_its_boxes_go(team: RelayTeam) -> None:
    key, ben, cleo = Signer("link"), hire(team.house, "ben"), hire(team.house, "cleo")
    team.do(team.founder, team.invite_body(key))
    late = team.proposal(cleo, team.accept_body(key, cleo), key)
    team.do(ben, team.accept_body(key, ben), key)
    with pytest.raises(HeadMoved):
        propose(team.house.env, CALLER, team.principal(cleo), team.workspace, late)
    assert set(team.state.members) == {team.founder.user, ben.user}


def test_strangers_cannot_tell_a_workspace_from_none(team: RelayTeam) -> None:
    """WSP-10."""
    eve = hire(team.house, "eve")
    forged = op.CreateDiagram(digest("x").hex()[:32], (), (), bytes(32))
    honest = team.proposal(team.founder, forged)
    with pytest.raises(InvalidRequest) as wrong:
        propose(team.house.env, CALLER, team.principal(eve), team.workspace, honest)
    assert wrong.value.code == "wrong_device"
    other = RelayTeam(team.house, eve, "elsewhere")
    signed = other.proposal(eve, other.create_body())
    known = Signer("eve's own invite")
    for workspace in (team.workspace, "ab" * 16):
        other.workspace = workspace
        body = op.Accept(digest(known.name).hex()[:32], eve.user, eve.person.admissions(), bytes(32))
        made = raw(other, known, body)
        with pytest.raises(NotFound) as hidden:
            propose(team.house.env, CALLER, team.principal(eve), workspace, made)
        assert hidden.value.code == "no_such_workspace"
    assert signed.operation


def raw(team: RelayTeam, key: Signer, body: op.Body) -> Proposal:
    """Return an operation that nobody could fold."""
    data = encode_operation(
        op.Operation(team.workspace, 9, bytes(32), identifier(key.name), team.house.clock.now, body)
    )
    return Proposal(data, key.sign(OPERATION, data), encode_boxes([]))


@pytest.mark.parametrize("skew", [CLOCK_SKEW_MS + 1, -CLOCK_SKEW_MS - 1])
def test_a_clock_far_off_is_refused(team: RelayTeam, skew: int) -> None:
    """WSP-4."""
    body = op.CreateDiagram(digest("x").hex()[:32], (), (), bytes(32))
    made = team.proposal(team.founder, body, now=team.house.clock.now + skew)
    with pytest.raises(OperationRefused) as refused:
        propose(team.house.env, CALLER, team.principal(team.founder), team.workspace, made)
    assert refused.value.code is ErrorCode.EXPIRED


def test_a_log_of_another_sequencer_is_not_taken(house: House) -> None:
    """WSP-1."""
    team = RelayTeam(house, hire(house, "ana"))
    body = op.Create(
        bytes(16), team.founder.user, team.founder.person.admissions(), Signer("lan").public, bytes(32), bytes(32)
    )
    team.workspace = workspace_id(team.founder.laptop.device, bytes(16))
    with pytest.raises(ProtocolError) as refused:
        team.do(team.founder, body)
    assert refused.value.code is ErrorCode.NOT_SEQUENCER


def test_every_operation_is_recorded(team: RelayTeam) -> None:
    team.admit(hire(team.house, "ben"))
    with team.house.env.transactions.read() as unit:
        events = [event_of(leaf) for leaf in unit.ledger.newest(10, workspace=team.workspace)]
    assert [event.action for event in events] == ["member_admitted", "workspace_created"]
    assert events[0].details["role"] == "editor"


@pytest.mark.parametrize("kind", SENSITIVE)
def test_what_is_sensitive_takes_a_fresh_proof(team: RelayTeam, kind: type[op.Body]) -> None:
    """WSP-13."""
    ben = team.admit(hire(team.house, "ben"))
    bodies: dict[type[op.Body], op.Body] = {
        op.Remove: team.remove_body(ben),
        op.SetRole: op.SetRole(ben.user, Role.VIEWER, (), bytes(32)),
        op.RevokeDevice: op.RevokeDevice(ben.laptop.device, (), (team.rotation(),), bytes(32)),
        op.Transfer: op.Transfer(ben.user),
        op.DeleteWorkspace: op.DeleteWorkspace(),
        op.MoveSequencer: op.MoveSequencer(Signer("lan").public),
    }
    team.house.clock.forward(minutes=6)
    with pytest.raises(StepUpRequired):
        team.do(team.founder, bodies[kind])
    team.diagram("plan")


def test_an_account_adds_so_many_operations_and_may_always_end_something(tmp_path: Path) -> None:
    """WSP-14."""
    rates = NO_LIMITS.model_copy(update={"operations_per_account": "4 per hour"})
    with open_house(tmp_path, rates=rates) as house:
        team = RelayTeam(house, hire(house, "olive")).found()
        ben = team.admit(hire(house, "ben"))
        first, _ = team.diagram("first"), team.diagram("second")
        with pytest.raises(RateLimited):
            team.diagram("third")
        team.do(team.founder, op.DeleteDiagram(first))
        team.do(team.founder, team.remove_body(ben))
        # What was refused has left nothing behind.
        assert team.state.seq == 6
