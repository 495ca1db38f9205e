"""The engine's rows into the library: each lot takes its place there at once, and is answered when it is durable, in order."""

from __future__ import annotations

import asyncio
import random
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Protocol, TypeAlias

from sync.engine.backoff import Backoff
from sync.engine.catch_up import Missing
from sync.engine.effects import Persist, ReadEnvelopes
from sync.engine.events import EnvelopesRead, Event, Persisted
from sync.engine.records import Row
from sync.errors import StorageError
from sync.transports.clock import Clock

Done: TypeAlias = Callable[[BaseException | None, bool], None]
"""Told, with None, that rows are durable, or why they never will be; and whether the same is told of later ones at once."""


class RowStore(Protocol):
    """The part of the library that keeps the engine's rows; it works on the store thread."""

    def write(self, rows: Sequence[Row], done: Done) -> None:
        """Begin to store rows durably, all or none; rows that are there already change nothing.

        They have their place from this call on: what the library is given later, by anybody, is stored later, also while the disk
        refuses, which the library tries again by itself.

        Args:
            rows: What to store.
            done: Called later in this event loop, once.
        """

    async def read(self, document: str, ranges: Sequence[Missing], limit: int) -> tuple[bytes, ...]:
        """Return envelopes in the order asked for, at most about ``limit`` bytes, at least one if there is any.

        Raises:
            StorageError: The disk refuses; it may work later.
        """


@dataclass(slots=True)
class _Asked:
    """An effect that is not answered yet, and the answer that waits for those before it."""

    answer: Event | None = None


class RowKeeper:
    """Carries out ``Persist`` and ``ReadEnvelopes``."""

    def __init__(
        self,
        store: RowStore,
        answer: Callable[[Event], None],
        clock: Clock,
        chance: random.Random,
        on_trouble: Callable[[StorageError | None], None],
    ) -> None:
        """Make it; ``run`` reads, and tells what went wrong.

        Args:
            store: Where rows go.
            answer: Takes ``Persisted`` and ``EnvelopesRead``.
            clock: Measures the waiting between two tries to read.
            chance: Source of randomness for it.
            on_trouble: Told when nothing can be read, and None when it works again.
        """
        self._store = store
        self._answer = answer
        self._clock = clock
        self._chance = chance
        self._on_trouble = on_trouble
        self._line: deque[_Asked] = deque()
        self._reads: asyncio.Queue[tuple[_Asked, ReadEnvelopes] | BaseException] = asyncio.Queue()

    @property
    def waiting(self) -> int:
        """How many effects wait; whoever feeds the engine stops reading from the network while these are many."""
        return len(self._line)

    def add(self, effect: Persist | ReadEnvelopes) -> None:
        """Take an effect of the engine; rows are with the library from now on."""
        asked = _Asked()
        self._line.append(asked)
        if isinstance(effect, Persist):
            self._store.write(effect.rows, partial(self._stored, asked, effect.token))
        else:
            self._reads.put_nowait((asked, effect))

    async def run(self) -> None:
        """Read until cancelled.

        Raises:
            Exception: Rows can never be stored; nothing can go on from there.
        """
        while True:
            found = await self._reads.get()
            if isinstance(found, BaseException):
                raise found
            asked, effect = found
            self._came(asked, await self._read(effect))

    def _stored(self, asked: _Asked, token: int, error: BaseException | None, more: bool) -> None:
        if error is None:
            asked.answer = Persisted(token)
        else:
            self._reads.put_nowait(error)
        if not more:
            self._give_answers()

    def _came(self, asked: _Asked, answer: Event) -> None:
        asked.answer = answer
        self._give_answers()

    def _give_answers(self) -> None:
        """Give the answers that wait for none before them; of rows that are durable the last one speaks for those before."""
        while self._line and (first := self._line[0].answer) is not None:
            self._line.popleft()
            following = self._line[0].answer if self._line else None
            if not (isinstance(first, Persisted) and isinstance(following, Persisted)):
                self._answer(first)

    async def _read(self, effect: ReadEnvelopes) -> EnvelopesRead:
        backoff = Backoff()
        while True:
            try:
                found = await self._store.read(effect.document, effect.ranges, effect.limit)
            except StorageError as error:
                self._on_trouble(error)
                backoff = backoff.failed()
                await self._clock.wait(asyncio.Event(), backoff.wait(self._chance))
            else:
                if backoff.failures:
                    self._on_trouble(None)
                return EnvelopesRead(effect.token, found)
