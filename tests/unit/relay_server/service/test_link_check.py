from __future__ import annotations

import pytest

from relay_server.errors import NotFound
from relay_server.service.share_links import link_content, put_link_content
from sync.protocol.errors import ErrorCode, OperationRefused
from sync.protocol.membership import operations as op
from tests.support.relay import CALLER
from tests.support.relay_team import RelayTeam, hire
from tests.support.workspace import digest

LINK = "ab" * 16


def share(team: RelayTeam, link: str = LINK) -> None:
    plan = team.diagram(f"plan {link}")
    team.do(team.founder, op.CreateLink(link, plan, digest("k"), team.house.clock.now + 60_000))


def test_a_link_s_id_is_taken_by_nobody_else(team: RelayTeam) -> None:
    """WSP-33. Whoever was given a link knows its id and its key: his own workspace cannot answer under that address."""
    share(team)
    env = team.house.env
    put_link_content(env, CALLER, team.principal(team.founder), team.workspace, LINK, b"true")
    thieves = RelayTeam(team.house, hire(team.house, "thief"), "thieves").found()
    with pytest.raises(OperationRefused) as refused:
        share(thieves)
    assert refused.value.code is ErrorCode.ALREADY_EXISTS
    assert link_content(env, LINK) == b"true"
    # Also when the link has ended: nobody is shown anything else under it.
    team.do(team.founder, op.RevokeLink(LINK))
    with pytest.raises(OperationRefused):
        share(RelayTeam(team.house, thieves.founder, "more thieves").found())
    with pytest.raises(NotFound):
        link_content(env, LINK)
    share(thieves, "cd" * 16)
