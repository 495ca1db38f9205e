from __future__ import annotations

import pytest

from relay_server.domain.activity import day_of
from relay_server.errors import Forbidden, InvalidRequest, NotFound
from relay_server.service.activity import analytics, feed, tell_comments
from sync.protocol.membership import operations as op
from sync.protocol.roles import Role
from tests.support.relay_team import RelayTeam, hire


def test_the_feed_tells_what_happened_to_those_who_may_know(team: RelayTeam) -> None:
    """WSP-40."""
    env, ben = team.house.env, team.admit(hire(team.house, "ben"), Role.VIEWER)
    team.diagram("plan")
    team.restricted("secret")
    mine = feed(env, team.principal(team.founder), team.workspace, 10, None)
    assert [line.action for line in mine] == ["diagram_created"] * 2 + ["member_admitted", "workspace_created"]
    assert {line.user for line in mine} == {team.founder.user}
    his = feed(env, team.principal(ben), team.workspace, 10, None)
    assert [line.index for line in his] == [line.index for line in mine[1:]]
    assert [line.index for line in feed(env, team.principal(ben), team.workspace, 1, his[0].index)] == [his[1].index]


def test_counts_are_for_admins_and_name_only_what_they_read(team: RelayTeam) -> None:
    """WSP-41."""
    env, ben = team.house.env, team.admit(hire(team.house, "ben"))
    cleo = team.admit(hire(team.house, "cleo"), Role.ADMIN)
    plan, secret = team.diagram("plan"), team.restricted("secret")
    now = team.house.clock.now
    today = day_of(now)
    env.activity.opened(team.workspace, ben.user, plan, now)
    with env.transactions.write() as unit:
        edits = {(team.workspace, ben.user, plan): 3, (team.workspace, team.founder.user, secret): 1}
        env.activity.note(unit, edits)
    env.activity.rooms(team.workspace, now, 2)
    env.activity.flush()
    found = analytics(env, team.principal(cleo), team.workspace, today, today)
    (day,) = found.days
    assert (day.edits, day.sessions, day.editors, day.documents, day.peak_rooms) == (4, 1, 2, 2, 2)
    assert [total.key for total in found.documents] == [plan]
    with pytest.raises(Forbidden):
        analytics(env, team.principal(ben), team.workspace, today, today)
    with pytest.raises(InvalidRequest):
        analytics(env, team.principal(cleo), team.workspace, today, today - 1)


def test_apps_count_comments(team: RelayTeam) -> None:
    """WSP-42."""
    env, plan = team.house.env, team.diagram("plan")
    ben, vic = team.admit(hire(team.house, "ben"), Role.COMMENTER), team.admit(hire(team.house, "vic"), Role.VIEWER)
    today = day_of(team.house.clock.now)
    for number in (2, 5):
        tell_comments(env, team.principal(ben), team.workspace, plan, today, number)
    found = analytics(env, team.principal(team.founder), team.workspace, today, today)
    assert found.days[0].comments == 5
    with pytest.raises(Forbidden):
        tell_comments(env, team.principal(vic), team.workspace, plan, today, 1)
    with pytest.raises(NotFound):
        tell_comments(env, team.principal(ben), team.workspace, "ab" * 16, today, 1)
    for day, number in ((today + 1, 1), (today - 2, 1), (today, 1_000_000)):
        with pytest.raises(InvalidRequest):
            tell_comments(env, team.principal(ben), team.workspace, plan, day, number)


def test_a_diagram_in_the_bin_keeps_its_line(team: RelayTeam) -> None:
    plan = team.diagram("plan")
    team.do(team.founder, op.DeleteDiagram(plan))
    lines = feed(team.house.env, team.principal(team.founder), team.workspace, 10, None)
    assert lines[0].action == "diagram_deleted"
    assert lines[0].details["document"] == plan
