"""WSP-10: whatever is asked, by whatever method, a workspace of others and none at all give the same answer."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from relay_server.domain.activity import day_of
from sync.protocol.card import CardKind
from sync.protocol.membership import operations as op
from tests.support.envelopes import card
from tests.support.relay_team import Colleague, hire, operation_body
from tests.support.role_stage import FOREIGN, Stage, open_stage
from tests.support.workspace import identifier

NOWHERE = "ab" * 16
NAMES = {"link": "cd" * 16, "invite": "0" * 64, "request_id": "0" * 32, "digest": "0" * 64}


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    with open_stage(tmp_path_factory.mktemp("stage")) as opened:
        yield opened


def routes(stage: Stage) -> list[tuple[str, str]]:
    """Return method and path of everything that is about one workspace."""
    paths = stage.relay.client.get("/api/v1/openapi.json").json()["paths"]
    return [
        (method.upper(), path.removeprefix("/api/v1"))
        for path, methods in paths.items()
        if "{workspace}" in path
        for method in methods
    ]


def body_of(stage: Stage, who: Colleague, method: str, path: str, workspace: str) -> dict[str, Any]:
    """Return what a request to a route holds that would be good for a member."""
    text = b64encode(bytes(64)).decode()
    if path.endswith("/operations"):
        made = stage.team.proposal(stage.people["OWNER"], op.DeleteDiagram(stage.plan))
        return {"json": operation_body(made)}
    if path.endswith("/visit"):
        return {"json": {"recipient": stage.people["OWNER"].laptop.device, "proof": text}}
    if path.endswith("/cards") and method == "PUT":
        made_card = card(who.laptop, workspace, CardKind.PERSON, who.user, 1)
        return {"json": {"card": b64encode(made_card).decode()}}
    if path.endswith("/mail-invites") and method == "POST":
        return {"json": {"email": "x@example.org", "role": "viewer"}}
    if path.endswith("/comments"):
        day = day_of(stage.relay.house.clock.now)
        return {"json": {"day": day, "document": stage.plan, "comments": 1}}
    if path.endswith("/content"):
        return {"content": b"sealed"}
    if "/blobs/" in path and method == "PUT":
        return {"content": b"sealed", "params": {"size": 6, "offset": 0}}
    return {"params": {"since": 1, "until": 2}} if path.endswith("/analytics") else {}


def answer(stage: Stage, who: Colleague, method: str, path: str, workspace: str) -> httpx.Response:
    """Make a request."""
    filled = path.format(workspace=workspace, document=stage.plan, **NAMES)
    more = body_of(stage, who, method, path, workspace)
    return stage.relay.call(method, filled, who.tokens.access_token, **more)


def same_everywhere(stage: Stage, who: Colleague) -> int:
    """Compare all answers; returns how many there were."""
    # An operation names its workspace and its author itself: see tests of propose_operation.
    found = [one for one in routes(stage) if not one[1].endswith("/operations")]
    for method, path in found:
        here, nowhere = (answer(stage, who, method, path, one) for one in (stage.team.workspace, NOWHERE))
        assert (here.status_code, here.content) == (404, nowhere.content), (method, path, here.text)
    return len(found)


def test_a_stranger_learns_nothing_by_any_method(stage: Stage) -> None:
    """WSP-10, WSP-11."""
    assert same_everywhere(stage, stage.people[FOREIGN]) >= 24


def test_whoever_was_removed_learns_nothing_any_more(stage: Stage) -> None:
    """WSP-10."""
    gone = stage.team.admit(hire(stage.relay.house, "gone"))
    stage.team.do(stage.team.founder, stage.team.remove_body(gone))
    assert same_everywhere(stage, gone) >= 24


def test_an_account_without_a_device_learns_nothing(stage: Stage) -> None:
    """WSP-10. The session counts as the device that it is on, and this one is on none."""
    house, who = stage.relay.house, hire(stage.relay.house, "paperless")
    stage.team.admit(who)
    signed_in = stage.relay.sign_in(f"{who.person.name}@example.org", "x")
    bare = Colleague(who.person, who.account, signed_in["session"], who.tokens)
    token = signed_in["access_token"]
    for method, path in routes(stage):
        filled = path.format(workspace=stage.team.workspace, document=stage.plan, **NAMES)
        more = body_of(stage, bare, method, path, stage.team.workspace)
        assert stage.relay.call(method, filled, token, **more).status_code in {404, 422}, (method, path)
    assert house.env.memberships.current(stage.team.workspace) == stage.team.state


def test_without_a_token_nothing_answers(stage: Stage) -> None:
    """ACC-21."""
    for method, path in routes(stage):
        filled = path.format(workspace=stage.team.workspace, document=stage.plan, **NAMES)
        more = body_of(stage, stage.people[FOREIGN], method, path, identifier("x"))
        assert stage.relay.call(method, filled, **more).status_code == 401, (method, path)
