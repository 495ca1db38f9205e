"""Two computers of one person meet through their relay, wherever they are: a link of words that the relay passes on.

What is said before the digits were compared is what two strangers may hear (``sync.transports.lan.meeting``); from then on every
word is sealed under the key of the pairing. A relay that puts keys of its own in between makes the digits differ.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections import deque
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Protocol, TypeVar

from sync.account.api import RelayApi
from sync.account.meetings import (
    MAX_WORD_BYTES,
    Meeting,
    come_to_meeting,
    end_meeting,
    heard_words,
    open_meeting,
    open_meetings,
    say_word,
)
from sync.crypto.identity import DeviceIdentity
from sync.crypto.pairing import Side
from sync.crypto.sealed_words import OVERHEAD_BYTES, WordSeals
from sync.errors import (
    AccountError,
    EndReason,
    LinkClosed,
    OpenFailed,
    RelayUnavailable,
    TooManyRequests,
    Unreachable,
)
from sync.transports.clock import Clock
from sync.transports.lan.meeting import Decide, Met, Terms, meet
from sync.transports.link import LinkInfo, PathKind

LISTEN_SECONDS = 0.5
"""How often the relay is asked for a word that is waited for."""

COMING_SECONDS = 1.5
"""How often it is asked whether somebody came."""

MAX_MESSAGE_BYTES = 8 << 20
_PART_BYTES = MAX_WORD_BYTES - OVERHEAD_BYTES - 1
_LAST, _MORE = 0, 1
_PLACE = b"aio-canvas meeting at a relay v1\0"

T = TypeVar("T")


class Asking(Protocol):
    """Asks the relay as the account of both computers."""

    async def request(self, work: Callable[[RelayApi, str], Awaitable[T]]) -> T:
        """Return what the relay answers.

        Raises:
            AccountError: As ``RelayApi.call``.
        """


@dataclass(frozen=True, slots=True)
class Place:
    """Where to meet.

    Attributes:
        relay: asks it.
        key: its public key, as this computer knows it.
        account: id of the account there.
        clock: waits.
    """

    relay: Asking
    key: bytes
    account: str
    clock: Clock


class MeetingLink:
    """Implements Link over the words of a meeting."""

    def __init__(self, place: Place, meeting: str, side: Side) -> None:
        self._place, self._meeting, self._side = place, meeting, side
        self._seals: WordSeals | None = None
        self._said = self._heard = 0
        self._waiting: deque[bytes] = deque()
        self._never = asyncio.Event()

    @property
    def info(self) -> LinkInfo:
        """What is known of it."""
        return LinkInfo(PathKind.RELAY, None)

    @property
    def max_frame(self) -> int:
        """Largest message in bytes."""
        return MAX_MESSAGE_BYTES

    def terms(self, own: DeviceIdentity, decide: Decide) -> Terms:
        """Return what this side brings: nobody is known, and nobody has a code; the digits speak for relay and account, too."""
        place = hashlib.sha256(_PLACE + self._place.key + self._place.account.encode()).digest()
        return Terms(self._side, self._meeting, place, own, lambda _entry: False, decide, lambda _proves: False)

    def seal(self, key: bytes) -> None:
        """Seal and open every word from now on."""
        self._seals = WordSeals(key, self._side)

    async def send(self, frame: bytes) -> None:
        """Leave a message for the other side, in as many words as it takes."""
        parts = [frame[at : at + _PART_BYTES] for at in range(0, len(frame), _PART_BYTES)] or [b""]
        for at, part in enumerate(parts):
            self._said += 1
            word = bytes([_LAST if at == len(parts) - 1 else _MORE]) + part
            if self._seals is not None:
                word = self._seals.seal(self._said, word)
            await self._ask(partial(say_word, meeting=self._meeting, number=self._said, word=word))

    def offer(self, frame: bytes) -> bool:
        """Say nothing that may be dropped."""
        del frame
        return False

    async def receive(self) -> bytes:
        """Return the next message of the other side, waiting for it."""
        message = bytearray()
        while True:
            word = await self._next()
            message += word[1:]
            if word[0] == _LAST:
                return bytes(message)
            if len(message) > MAX_MESSAGE_BYTES:
                raise LinkClosed(EndReason.BROKE_RULES, "a message is too large")

    async def close(self) -> None:
        """End the meeting; what was not heard is gone."""
        with suppress(AccountError):  # It is over, or will be in some minutes.
            await self._place.relay.request(partial(end_meeting, meeting=self._meeting))

    async def _next(self) -> bytes:
        while not self._waiting:
            self._waiting.extend(await self._ask(partial(heard_words, meeting=self._meeting, after=self._heard)))
            if not self._waiting:
                await self._place.clock.wait(self._never, LISTEN_SECONDS)
        word = self._waiting.popleft()
        self._heard += 1
        if self._seals is not None:
            try:
                word = self._seals.open(self._heard, word)
            except OpenFailed:
                raise LinkClosed(EndReason.BROKE_RULES, "a word was not said by the other computer") from None
        if word[:1] not in (bytes([_LAST]), bytes([_MORE])):
            raise LinkClosed(EndReason.BROKE_RULES, "a word is malformed")
        return word

    async def _ask(self, work: Callable[[RelayApi, str], Awaitable[T]]) -> T:
        try:
            return await self._place.relay.request(work)
        except AccountError as error:
            raise LinkClosed(EndReason.LOST, str(error)) from None


async def await_guest(place: Place, opened: Callable[[Meeting], None]) -> MeetingLink:
    """Open a meeting and wait until another device of the account has come.

    Args:
        place: Where.
        opened: Told of the meeting.

    Raises:
        AccountError: The relay refuses, or cannot be reached at the beginning; later this waits until it can.
        Unreachable: Nobody came in time.
    """
    made = await place.relay.request(open_meeting)
    link, never = MeetingLink(place, made.id, Side.HOST), asyncio.Event()
    opened(made)
    try:
        while True:
            try:
                found = {one.id: one for one in await place.relay.request(open_meetings)}.get(made.id)
            except (RelayUnavailable, TooManyRequests) as error:
                # The meeting lasts longer than most troubles do; whoever wants to wait no longer cancels.
                await place.clock.wait(never, max(COMING_SECONDS, getattr(error, "seconds", 0.0)))
                continue
            if found is None:
                raise Unreachable("nobody came")
            if found.guest:
                return link
            await place.clock.wait(never, COMING_SECONDS)
    except asyncio.CancelledError:
        await link.close()  # Nobody waits here any more.
        raise


async def come(place: Place, meeting: str) -> MeetingLink:
    """Come to a meeting that another device of the account has opened.

    Raises:
        AccountError: As ``RelayApi.call``.
    """
    await place.relay.request(partial(come_to_meeting, meeting=meeting))
    return MeetingLink(place, meeting, Side.GUEST)


async def get_to_know(link: MeetingLink, own: DeviceIdentity, decide: Decide) -> Met:
    """Have both persons compare digits; what is said afterwards is sealed.

    Raises:
        ChannelUntrusted: Somebody stands in between, or a person said no.
        Unreachable: The other side does not answer in time.
        LinkClosed: The meeting ended.
    """
    met = await meet(link, link.terms(own, decide))
    link.seal(met.key)
    return met
