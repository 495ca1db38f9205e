"""Meetings of two devices over a real socket: two sessions of one account, and strangers."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

from tests.support.relay import Running, running_relay
from tests.support.relay_team import further, hire


def ask(relay: Running, token: str, method: str, path: str, **more: Any) -> tuple[int, Any]:
    answer = relay.call(method, path, headers={"authorization": f"Bearer {token}"}, **more)
    return answer.status_code, answer.json() if answer.content else None


def word(data: bytes) -> dict[str, str]:
    return {"word": base64.b64encode(data).decode()}


def test_acc71_two_devices_meet_over_http(tmp_path: Path, setup: dict[str, Any]) -> None:
    """ACC-71, ACC-72: strangers, words out of order, and bodies that are none are refused with codes."""
    with running_relay(tmp_path, **setup) as relay:
        relay.house.owner()
        ana = hire(relay.house, "ana")
        new, eve = further(relay.house, ana, "new computer"), hire(relay.house, "eve")
        host, guest, stranger = (one.tokens.access_token for one in (ana, new, eve))
        status, made = ask(relay, host, "POST", "/me/meetings")
        assert (status, made["guest"]) == (201, None)
        place = f"/me/meetings/{made['id']}"
        assert ask(relay, guest, "GET", "/me/meetings") == (200, [made])
        assert ask(relay, stranger, "GET", "/me/meetings") == (200, [])
        assert ask(relay, stranger, "POST", f"{place}/guest")[0] == 404
        assert ask(relay, guest, "POST", f"{place}/guest")[1]["guest"] == new.laptop.device
        assert ask(relay, host, "PUT", f"{place}/words/1", json=word(b"one"))[0] == 204
        assert ask(relay, host, "PUT", f"{place}/words/1", json=word(b"one"))[0] == 204
        for number, body, status in (
            (1, word(b"two"), 409),
            (3, word(b"gap"), 409),
            (2, {"word": "?"}, 422),
            (2, word(b""), 422),
            (0, word(b"x"), 422),
            (2, word(bytes(45_001)), 422),
        ):
            assert ask(relay, host, "PUT", f"{place}/words/{number}", json=body)[0] == status
        assert ask(relay, guest, "GET", f"{place}/words") == (200, [{"number": 1, **word(b"one")}])
        assert ask(relay, guest, "GET", f"{place}/words?after=1") == (200, [])
        assert ask(relay, stranger, "GET", f"{place}/words")[0] == 404
        assert ask(relay, guest, "DELETE", place)[0] == 204
        assert ask(relay, host, "GET", f"{place}/words")[0] == 404
