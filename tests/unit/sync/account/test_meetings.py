"""What a relay answers about meetings, checked. Against a real relay: tests/e2e/sync/runtime/test_meeting_link.py."""

from __future__ import annotations

import base64
from typing import Any

import httpx
import pytest

from sync.account.api import RelayApi
from sync.account.meetings import Meeting, heard_words, open_meeting, open_meetings
from sync.errors import NoRelay
from tests.support.loop import run

MEETING = {"id": "aa" * 16, "host": "bb" * 16, "guest": None, "expires_ms": 5}


def answering(content: Any) -> RelayApi:
    """Return a relay that answers everything with this."""
    client = httpx.AsyncClient(transport=httpx.MockTransport(lambda _request: httpx.Response(200, json=content)))
    return RelayApi("http://relay.example.org", client)


def word(number: int, data: bytes) -> dict[str, Any]:
    return {"number": number, "word": base64.b64encode(data).decode()}


def test_run39_what_is_answered_is_read() -> None:
    """RUN-39."""
    assert run(open_meeting(answering(MEETING), "t")) == Meeting("aa" * 16, "bb" * 16, "")
    joined = {**MEETING, "guest": "cc" * 16}
    assert run(open_meetings(answering([joined]), "t")) == (Meeting("aa" * 16, "bb" * 16, "cc" * 16),)
    assert run(heard_words(answering([word(4, b"one"), word(5, b"two")]), "t", "aa" * 16, 3)) == [b"one", b"two"]


@pytest.mark.parametrize(
    "content",
    [{}, [word(5, b"left one out")], [word(4, b"x"), word(4, b"again")], [{"number": 4, "word": "?"}], ["word"]],
)
def test_run39_words_that_are_left_out_repeated_or_none_are_refused(content: Any) -> None:
    """RUN-39."""
    with pytest.raises(NoRelay):
        run(heard_words(answering(content), "t", "aa" * 16, 3))


def test_run39_a_meeting_that_is_none_is_refused() -> None:
    """RUN-39."""
    with pytest.raises(NoRelay):
        run(open_meeting(answering({"id": 3}), "t"))
