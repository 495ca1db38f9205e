"""Meetings of two devices of one account at the relay: a place where they leave words for each other."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass

from sync.account.api import RelayApi, fields, items
from sync.errors import NoRelay

MAX_WORD_BYTES = 45_000
"""Largest word that a relay takes."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting that is open: which device opened it, and which came ("" while none did)."""

    id: str
    host: str
    guest: str


async def open_meeting(api: RelayApi, access: str) -> Meeting:
    """Open a place where another device of the account can come.

    Raises:
        AccountError: As ``RelayApi.call``.
    """
    return _meeting(await api.call("POST", "/me/meetings", token=access))


async def open_meetings(api: RelayApi, access: str) -> tuple[Meeting, ...]:
    """Return the account's open meetings.

    Raises:
        AccountError: As ``RelayApi.call``.
    """
    return tuple(map(_meeting, items(await api.call("GET", "/me/meetings", token=access))))


async def come_to_meeting(api: RelayApi, access: str, meeting: str) -> Meeting:
    """Come to a meeting as its guest.

    Raises:
        AccountError: As ``RelayApi.call``.
    """
    return _meeting(await api.call("POST", f"/me/meetings/{meeting}/guest", token=access))


async def say_word(api: RelayApi, access: str, meeting: str, number: int, word: bytes) -> None:
    """Leave a word for the other side.

    Raises:
        AccountError: As ``RelayApi.call``.
    """
    body = {"word": base64.b64encode(word).decode("ascii")}
    await api.call("PUT", f"/me/meetings/{meeting}/words/{number}", token=access, body=body)


async def heard_words(api: RelayApi, access: str, meeting: str, after: int) -> Sequence[bytes]:
    """Return what the other side said after a number, in order and without a gap.

    Raises:
        AccountError: As ``RelayApi.call``.
    """
    words: list[bytes] = []
    for item in items(await api.call("GET", f"/me/meetings/{meeting}/words?after={after}", token=access)):
        number, word = fields(item, number=int, word=str)
        if number != after + len(words) + 1:
            raise NoRelay("the relay leaves out a word")
        try:
            words.append(base64.b64decode(word, validate=True))
        except (binascii.Error, ValueError):
            raise NoRelay("the relay answers something unknown") from None
    return words


async def end_meeting(api: RelayApi, access: str, meeting: str) -> None:
    """Remove a meeting and what was said in it.

    Raises:
        AccountError: As ``RelayApi.call``.
    """
    await api.call("DELETE", f"/me/meetings/{meeting}", token=access)


def _meeting(answer: object) -> Meeting:
    name, host = fields(answer, id=str, host=str)
    guest = answer.get("guest") if isinstance(answer, dict) else None
    return Meeting(name, host, guest if isinstance(guest, str) else "")
