"""WSP-11, MEM-2: every role against every permission over REST, in one's own workspace and in somebody else's."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from relay_server.domain.activity import day_of
from sync.protocol.card import CardKind
from sync.protocol.membership import operations as op
from sync.protocol.roles import RESERVED, Permission, Role
from tests.support.relay_team import Colleague, operation_body
from tests.support.role_stage import BODIES, FOREIGN, NOBODY, Stage, expected, open_stage


@pytest.fixture
def stage(tmp_path: Path, setup: dict[str, Any]) -> Iterator[Stage]:
    with open_stage(tmp_path, **setup) as opened:
        yield opened


Try = Callable[[Stage, Colleague], httpx.Response]


def get(path: str) -> Try:
    return lambda stage, who: stage.call(who, "GET", path)


def count_comments(stage: Stage, who: Colleague) -> httpx.Response:
    body = {"day": day_of(stage.relay.house.clock.now), "document": stage.plan, "comments": 1}
    return stage.call(who, "PUT", "/comments", json=body)


def mail(stage: Stage, who: Colleague) -> httpx.Response:
    address = f"{next(stage.numbers)}@example.org"
    return stage.call(who, "POST", "/mail-invites", json={"email": address, "role": "viewer"})


def operation(make: Callable[[Stage], op.Body]) -> Try:
    def attempt(stage: Stage, who: Colleague) -> httpx.Response:
        body = make(stage)
        answer = stage.operate(who, body)
        if answer.is_success:
            stage.settle(who, body)
        return answer

    return attempt


ROUTES: dict[Permission, list[Try]] = {
    Permission.READ_DIAGRAM: [lambda stage, who: stage.call(who, "GET", f"/diagrams/{stage.plan}")],
    Permission.COMMENT: [count_comments],
    Permission.EDIT_DIAGRAM: [lambda stage, who: stage.put_card(who, CardKind.DIAGRAM, stage.plan)],
    Permission.SEE_MEMBERS: [get("/members")],
    Permission.SEE_ACTIVITY: [get("/activity")],
    Permission.SHARE_BY_LINK: [get("/links")],
    Permission.SEE_ANALYTICS: [get("/analytics?since=1&until=2")],
    Permission.INVITE: [get("/invites"), get("/mail-invites"), get("/join-requests"), mail],
    Permission.READ_AUDIT: [get("/audit")],
    Permission.EXPORT_AUDIT: [get("/audit/export"), get("/audit/export?form=csv")],
    Permission.RENAME_WORKSPACE: [lambda stage, who: stage.put_card(who, CardKind.WORKSPACE, stage.team.workspace)],
}
TRIES: dict[Permission, list[Try]] = {
    permission: ROUTES.get(permission, []) + [operation(make) for make in BODIES.get(permission, [])]
    for permission in (*(one for one in ROUTES if one not in BODIES), *BODIES)
}
"""What to try for each permission; a try that is permitted succeeds. The last one cannot be undone."""

ELSEWHERE = {Permission.ORGANISE: "writing to the index goes over the socket: test_role_matrix_on_the_socket"}


def test_every_permission_is_tried_or_says_where() -> None:
    assert set(TRIES) | set(ELSEWHERE) | set(RESERVED) == set(Permission)


@pytest.mark.slow
@pytest.mark.parametrize("who", [*(role.name for role in Role), FOREIGN])
def test_a_role_may_what_the_matrix_says(stage: Stage, who: str) -> None:
    """WSP-11."""
    person, wrong = stage.people[who], []
    for permission, tries in TRIES.items():
        for number, attempt in enumerate(tries):
            answer = attempt(stage, person)
            status = 200 if answer.is_success else answer.status_code
            if status != expected(who, permission):
                wrong.append((permission.value, number, answer.status_code, answer.text[:200]))
    assert wrong == []


@pytest.mark.slow
def test_a_foreign_workspace_looks_like_none(stage: Stage) -> None:
    """WSP-10: the answers about a workspace of others and about one that does not exist are the same, byte for byte."""
    eve, nowhere = stage.people[FOREIGN], "ab" * 16
    paths = [path for path in stage.relay.client.get("/api/v1/openapi.json").json()["paths"] if "{workspace}" in path]
    reads = 0
    for path in paths:
        filled = path.replace("{document}", stage.plan).replace("{link}", "cd" * 16).removeprefix("/api/v1")
        if "{" in filled.replace("{workspace}", ""):
            continue
        query = "?since=1&until=2" if path.endswith("analytics") else ""
        answers = [
            stage.relay.call("GET", filled.replace("{workspace}", one) + query, eve.tokens.access_token)
            for one in (stage.team.workspace, nowhere)
        ]
        if answers[0].status_code != 405:
            assert (answers[0].status_code, answers[0].content) == (404, answers[1].content), path
            reads += 1
    assert reads >= 12


def test_two_admins_who_remove_each_other_at_once(stage: Stage) -> None:
    """WSP-2, MEM-15: one of them goes; the other's operation names a head that has moved."""
    people = [stage.newcomer(Role.OWNER), stage.newcomer(Role.OWNER)]
    bodies = [stage.team.remove_body(people[1]), stage.team.remove_body(people[0])]
    signed = [stage.team.proposal(who, body) for who, body in zip(people, bodies, strict=True)]
    start, answers = threading.Barrier(2), []

    def run(index: int) -> None:
        start.wait(60)
        answers.append(stage.call(people[index], "POST", "/operations", json=operation_body(signed[index])))

    threads = [threading.Thread(target=run, args=(index,), daemon=True) for index in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    # Whoever was removed before asking is a stranger by now.
    codes = sorted(answer.status_code for answer in answers)
    assert codes in ([201, 409], [201, 404], [201, 403]), [answer.text for answer in answers]
    roles = [stage.team.state.members[who.user].role for who in people]
    assert roles.count(None) == 1


def test_the_last_owner_stays_and_everybody_may_step_down(stage: Stage) -> None:
    """MEM-15, MEM-21."""
    owner, admin = stage.people["OWNER"], stage.people["ADMIN"]
    answer = stage.operate(owner, op.SetRole(owner.user, Role.EDITOR, (), NOBODY), boxes=b"\0" * 4)
    assert (answer.status_code, answer.json()["code"]) == (409, "last_owner")
    assert stage.operate(admin, op.SetRole(admin.user, Role.VIEWER, (), NOBODY)).status_code == 201
    answer = stage.operate(admin, op.SetRole(admin.user, Role.ADMIN, (), NOBODY))
    assert answer.status_code == 403
