"""Blobs over a real socket: in parts, resumed, by hash, for members only."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sync.protocol.membership import operations as op
from sync.protocol.roles import Role
from tests.support.relay_office import Office, open_office
from tests.support.relay_team import RelayTeam, hire

DATA = random.Random(3).randbytes(2_500_000)
DIGEST = hashlib.sha256(DATA).hexdigest()
PART = 1 << 20


@pytest.fixture
def office(tmp_path: Path, setup: dict[str, Any]) -> Iterator[Office]:
    with open_office(tmp_path, workspace_quota_mb=4, **setup) as opened:
        yield opened


def put(office: Office, name: str, offset: int, data: bytes, digest: str = DIGEST, size: int = len(DATA)) -> object:
    """Upload a part; returns how much is stored and whether it is complete, or the code of the refusal."""
    token = office.people[name].tokens.access_token
    place = f"/workspaces/{office.workspace}/blobs/{digest}"
    answer = office.relay.call("PUT", place, token, content=data, params={"size": size, "offset": offset})
    body = answer.json()
    return (body["stored"], body["complete"]) if answer.status_code == 200 else body["code"]


def get(office: Office, name: str, workspace: str | None = None, digest: str = DIGEST) -> bytes | str:
    """Download; returns the bytes or the code of the refusal."""
    token = office.people[name].tokens.access_token
    answer = office.relay.call("GET", f"/workspaces/{workspace or office.workspace}/blobs/{digest}", token)
    return answer.content if answer.status_code == 200 else str(answer.json()["code"])


def test_a_blob_goes_up_in_parts_and_on_where_it_stopped(office: Office) -> None:
    """RLY-80."""
    assert put(office, "edith", 0, DATA[:PART]) == (PART, False)
    assert get(office, "vera") == "no_such_blob"
    # Sent again, out of order, or by somebody else: what is stored decides.
    assert put(office, "edith", 0, DATA[:PART]) == (PART, False)
    assert put(office, "carl", 2 * PART, DATA[2 * PART :]) == (PART, False)
    token = office.people["carl"].tokens.access_token
    state = office.relay.call("GET", f"/workspaces/{office.workspace}/blobs/{DIGEST}/state", token).json()
    assert state == {"size": len(DATA), "stored": PART, "complete": False}
    assert put(office, "carl", PART, DATA[PART : 2 * PART]) == (2 * PART, False)
    assert put(office, "edith", 2 * PART, DATA[2 * PART :]) == (len(DATA), True)
    assert get(office, "vera") == DATA
    assert put(office, "edith", 0, DATA[:PART]) == (len(DATA), True)
    assert put(office, "edith", 0, b"x", size=99) == "other_size"


def test_a_blob_with_another_hash_is_dropped(office: Office) -> None:
    """RLY-80."""
    other = hashlib.sha256(b"other").hexdigest()
    assert put(office, "edith", 0, b"wrong", other, 5) == "wrong_digest"
    assert get(office, "edith", digest=other) == "no_such_blob"
    assert put(office, "edith", 0, b"other", other, 5) == (5, True)


def test_blobs_count_to_the_quota(office: Office) -> None:
    """RLY-65."""
    for start in range(0, len(DATA), PART):
        put(office, "edith", start, DATA[start : start + PART])
    other = hashlib.sha256(b"other").hexdigest()
    assert put(office, "edith", 0, b"o", other, 2_000_000) == "quota"


def test_who_may_upload_and_download(office: Office) -> None:
    """RLY-81."""
    small = hashlib.sha256(b"small").hexdigest()
    assert {name: put(office, name, 0, b"small", small, 5) for name in office.people} == {
        "olive": (5, True),
        "adam": (5, True),
        "edith": (5, True),
        "carl": (5, True),
        "vera": "no_such_workspace",
    }
    assert {get(office, name, digest=small) for name in office.people} == {b"small"}
    stranger = hire(office.relay.house, "stranger")
    theirs = RelayTeam(office.relay.house, stranger, "other").found()
    theirs.diagram("theirs")
    office.people["stranger"] = stranger
    assert get(office, "stranger", digest=small) == "no_such_workspace"
    assert get(office, "stranger", theirs.workspace, small) == "no_such_blob"
    assert put(office, "stranger", 0, b"small", small, 5) == "no_such_workspace"
    office.team.do(office.people["olive"], op.SetRole(office.people["carl"].user, Role.VIEWER, (), bytes(32)))
    assert put(office, "carl", 0, b"small", small, 5) == "no_such_workspace"
