from __future__ import annotations

from dataclasses import replace

import pytest

from relay_server.errors import NotFound, TooLarge
from relay_server.service.share_links import MAX_CONTENT_BYTES, link_content, put_link_content
from sync.protocol.membership import operations as op
from tests.support.relay import CALLER
from tests.support.relay_team import Colleague, RelayTeam, hire
from tests.support.workspace import digest

LINK = "ab" * 16


def fill(team: RelayTeam, who: Colleague, content: bytes = b"sealed") -> None:
    put_link_content(team.house.env, CALLER, team.principal(who), team.workspace, LINK, content)


def share(team: RelayTeam, who: Colleague) -> str:
    plan = team.diagram("plan")
    team.do(who, op.CreateLink(LINK, plan, digest("k"), team.house.clock.now + 60_000))
    return plan


def test_a_link_shows_what_its_creator_put_there_until_it_ends(team: RelayTeam) -> None:
    """WSP-32."""
    ben = team.admit(hire(team.house, "ben"))
    share(team, ben)
    with pytest.raises(NotFound):
        link_content(team.house.env, LINK)
    with pytest.raises(NotFound):
        fill(team, team.founder)
    fill(team, ben)
    assert link_content(team.house.env, LINK) == b"sealed"
    team.do(team.founder, op.RevokeLink(LINK))
    with pytest.raises(NotFound):
        link_content(team.house.env, LINK)
    with pytest.raises(NotFound):
        fill(team, ben)


def test_time_and_removal_end_a_link(team: RelayTeam) -> None:
    """WSP-32."""
    ben = team.admit(hire(team.house, "ben"))
    share(team, ben)
    fill(team, ben)
    with pytest.raises(TooLarge):
        fill(team, ben, bytes(MAX_CONTENT_BYTES + 1))
    team.house.clock.forward(minutes=2)
    with pytest.raises(NotFound):
        link_content(team.house.env, LINK)
    with pytest.raises(NotFound):
        fill(team, ben)


def test_removing_somebody_takes_the_copies_away(team: RelayTeam) -> None:
    """WSP-32, MEM-24."""
    ben = team.admit(hire(team.house, "ben"))
    share(team, ben)
    fill(team, ben)
    team.do(team.founder, team.remove_body(ben))
    with pytest.raises(NotFound):
        link_content(team.house.env, LINK)


def test_what_links_show_counts_to_the_quota_and_goes_with_them(team: RelayTeam) -> None:
    """RLY-65, WSP-32."""
    env = replace(team.house.env, policy=replace(team.house.env.policy, quota_bytes=1_000))
    share(team, team.founder)

    def put(size: int) -> int:
        put_link_content(env, CALLER, team.principal(team.founder), team.workspace, LINK, bytes(size))
        with env.transactions.read() as unit:
            return unit.usage.of(team.workspace)

    assert put(600) == 600
    assert put(300) == 300
    with pytest.raises(TooLarge) as refused:
        put(800)
    assert refused.value.code == "quota"
    team.do(team.founder, op.RevokeLink(LINK))
    with env.transactions.read() as unit:
        assert unit.usage.of(team.workspace) == 0
