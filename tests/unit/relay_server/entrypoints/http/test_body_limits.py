from __future__ import annotations

import pytest

from relay_server.entrypoints.http.body_limits import MAX_BODY_BYTES, body_limit
from sync.protocol.limits import MAX_CARD_BYTES, MAX_FRAME_BYTES

TEAM = "/api/v1/workspaces/" + "ab" * 16


@pytest.mark.parametrize(
    ("path", "least"),
    [
        ("/api/v1/workspaces", MAX_FRAME_BYTES),
        ("/api/v1/workspaces/import", MAX_FRAME_BYTES),
        (TEAM + "/operations", MAX_FRAME_BYTES),
        (TEAM + "/cards", MAX_CARD_BYTES),
        (TEAM + "/links/" + "cd" * 16 + "/content", 8 << 20),
        ("/api/v1/me/avatar", 2 << 20),
    ],
)
def test_what_is_large_fits(path: str, least: int) -> None:
    assert body_limit(path) >= least


@pytest.mark.parametrize("path", ["/", "/api/v1/sessions", TEAM + "/operations/x", TEAM, "/x/api/v1/workspaces/import"])
def test_everything_else_is_small(path: str) -> None:
    assert body_limit(path) == MAX_BODY_BYTES
