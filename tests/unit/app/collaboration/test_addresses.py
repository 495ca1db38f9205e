"""Links and codes that people hand each other."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.collaboration.addresses import (
    JoinAddress,
    MailCode,
    RoomCode,
    ViewAddress,
    format_join,
    format_view,
    read_given,
)
from sync.crypto.invite import InviteLink
from sync.crypto.share_link import ShareKey
from sync.errors import LinkError

RELAY = "https://relay.example.org:8443/aio"
JOIN = JoinAddress(RELAY, InviteLink("0a" * 16, b"h" * 32, b"s" * 32))
VIEW = ViewAddress(RELAY, ShareKey("0b" * 16, b"k" * 32))


def test_links_are_read_as_they_were_written() -> None:
    assert read_given(f"  {format_join(JOIN)}\n") == JOIN
    assert read_given(format_view(VIEW)) == VIEW


def test_what_opens_anything_stands_behind_the_hash() -> None:
    for text in (format_join(JOIN), format_view(VIEW)):
        before, _, secret = text.partition("#")
        assert before.startswith("aiocanvas:")
        assert len(secret) > 40
    assert "s" * 8 not in repr(JOIN)
    assert "k" * 8 not in repr(VIEW)


def test_an_invite_may_open_an_account_too() -> None:
    whole = replace(JOIN, account="ABCDE-FGHIJ-KLMNO-PQRST-UVWXY-Z")
    text = format_join(whole)
    assert read_given(text) == whole
    assert "ABCDE" not in text.partition("#")[0]
    assert "ABCDE" not in repr(whole)
    with pytest.raises(LinkError, match="incomplete"):
        read_given(text[:-28])


def test_codes_of_rooms_and_mails_are_told_apart() -> None:
    assert read_given("aiocanvas:room#abc") == RoomCode("aiocanvas:room#abc")
    assert read_given("ABCDE-FGHIJ-KLMNO-PQRST-UVWXY-Z") == MailCode("ABCDE-FGHIJ-KLMNO-PQRST-UVWXY-Z")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hello",
        "https://example.org/#abc",
        "aiocanvas:",
        "aiocanvas:join?relay=https%3A%2F%2Frelay.example.org#short",
        "aiocanvas:join?relay=ftp%3A%2F%2Frelay#" + format_join(JOIN).partition("#")[2],
        "aiocanvas:view?relay=https%3A%2F%2Frelay.example.org&link=nonsense#abc",
        "aiocanvas:later#abc",
        "x" * 5_000,
        format_join(JOIN)[:-1],
    ],
)
def test_everything_else_is_told(text: str) -> None:
    with pytest.raises(LinkError):
        read_given(text)
