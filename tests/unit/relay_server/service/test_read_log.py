from __future__ import annotations

import pytest

from relay_server.errors import NotFound
from relay_server.service.devices import revoke_device
from relay_server.service.environment import Principal
from relay_server.service.read_log import Visit, own_boxes, read_log, read_own_log, visit
from sync.protocol.membership import operations as op
from sync.protocol.membership.fold import fold
from sync.protocol.relay_proofs import visit_message
from sync.protocol.signing import VISIT
from tests.support.relay import CALLER
from tests.support.relay_team import Colleague, RelayTeam, hire
from tests.support.workspace import Signer, identifier


def message_for(team: RelayTeam, principal: Principal, recipient: str) -> bytes:
    """Return what a key signs to visit the team."""
    session, url = principal.session, team.house.env.policy.base_url
    return visit_message(url, session.account, session.id, team.workspace, recipient)


def look(team: RelayTeam, who: Colleague, key: Signer, since: int = 0) -> Visit:
    """Show an invite's key to the relay."""
    principal = team.principal(who)
    message = message_for(team, principal, identifier(key.name))
    proof = key.sign(VISIT, message)
    return visit(team.house.env, principal, team.workspace, identifier(key.name), proof, since)


def test_a_member_reads_the_log_in_pages(team: RelayTeam) -> None:
    team.diagram("one")
    principal = team.principal(team.founder)
    whole = read_log(team.house.env, principal, team.workspace, 0, 10)
    assert fold(whole.entries) == team.state
    assert (whole.seq, whole.head) == (2, team.state.head)
    assert read_log(team.house.env, principal, team.workspace, 1, 10).entries == whole.entries[1:]
    with pytest.raises(NotFound):
        read_log(team.house.env, principal, team.workspace, 3, 10)


def test_boxes_are_for_their_device_alone(team: RelayTeam) -> None:
    """WSP-3."""
    ben = team.admit(hire(team.house, "ben"))
    team.do(team.founder, op.Rotate((team.rotation(),), bytes(32)))
    for who in (team.founder, ben):
        boxes = own_boxes(team.house.env, team.principal(who), team.workspace)
        assert boxes
        assert {box.recipient for box in boxes} == {who.laptop.device}
    with pytest.raises(NotFound):
        own_boxes(team.house.env, team.principal(hire(team.house, "eve")), team.workspace)


def test_an_open_invite_shows_log_and_boxes_to_its_holder(team: RelayTeam) -> None:
    """WSP-12."""
    ben, key = hire(team.house, "ben"), Signer("link")
    team.do(team.founder, team.invite_body(key))
    team.do(team.founder, op.Rotate((team.rotation(),), bytes(32)))
    seen = look(team, ben, key)
    assert fold(seen.log.entries) == team.state
    assert {box.recipient for box in seen.boxes} == {identifier("link")}
    team.house.clock.forward(days=2)
    with pytest.raises(NotFound):
        look(team, ben, key)


def test_a_visit_takes_the_key_and_an_open_invite(team: RelayTeam) -> None:
    """WSP-12."""
    ben, eve, key = hire(team.house, "ben"), hire(team.house, "eve"), Signer("link")
    team.do(team.founder, team.invite_body(key))
    with pytest.raises(NotFound):
        look(team, ben, Signer("another"))
    principal = team.principal(ben)
    message = message_for(team, principal, identifier("link"))
    proof = key.sign(VISIT, message)
    with pytest.raises(NotFound):
        visit(team.house.env, team.principal(eve), team.workspace, identifier("link"), proof, 0)
    team.do(ben, team.accept_body(key, ben), key)
    with pytest.raises(NotFound):
        look(team, eve, key)


def test_a_device_that_is_in_shows_itself_too(team: RelayTeam) -> None:
    """The paper device of somebody who lost the laptop."""
    laptop = team.founder.laptop
    ben = hire(team.house, "ben")
    principal = team.principal(ben)
    proof = laptop.sign(VISIT, message_for(team, principal, laptop.device))
    assert visit(team.house.env, principal, team.workspace, laptop.device, proof, 0).boxes


def test_rly51_a_device_that_lost_its_place_is_shown_how_and_nothing_after_it(team: RelayTeam) -> None:
    """RLY-51: also one that was away then, page by page."""
    ben, eve = team.admit(hire(team.house, "ben")), hire(team.house, "eve")
    known = team.state.seq
    team.diagram("one")
    team.do(team.founder, team.remove_body(ben))
    end = team.state.seq
    team.diagram("secret")
    env, principal = team.house.env, team.principal(ben)
    log = read_own_log(env, team.principal(team.founder), team.workspace, 0, 100)
    assert fold(log) == team.state
    assert read_own_log(env, principal, team.workspace, known, 100) == log[known:end]
    assert read_own_log(env, principal, team.workspace, known, 1) == log[known : known + 1]
    assert list(read_own_log(env, principal, team.workspace, end, 100)) == []
    for who, since in ((principal, end + 1), (team.principal(eve), 0)):
        with pytest.raises(NotFound):
            read_own_log(env, who, team.workspace, since, 100)
    with pytest.raises(NotFound):
        read_log(env, principal, team.workspace, known, 100)
    revoke_device(env, CALLER, principal, ben.laptop.device)
    with pytest.raises(NotFound):
        read_own_log(env, principal, team.workspace, known, 100)
