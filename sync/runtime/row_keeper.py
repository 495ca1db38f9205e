"""The engine's rows into the library: each lot takes its place there at once, and is answered when it is durable, in order."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable, Sequence
from typing import Protocol

from sync.engine.backoff import Backoff
from sync.engine.catch_up import Missing
from sync.engine.effects import Persist, ReadEnvelopes
from sync.engine.events import EnvelopesRead, Event, Persisted
from sync.engine.records import Row
from sync.errors import StorageError
from sync.transports.clock import Clock


class RowStore(Protocol):
    """The part of the library that keeps the engine's rows; it works on the store thread."""

    def write(self, rows: Sequence[Row]) -> Awaitable[None]:
        """Begin to store rows durably, all or none; rows that are there already change nothing.

        They have their place from this call on: what the library is given later, by anybody, is stored later, also while the disk
        refuses, which the library tries again by itself. Done when they are durable.
        """

    async def read(self, document: str, ranges: Sequence[Missing], limit: int) -> tuple[bytes, ...]:
        """Return envelopes in the order asked for, at most about ``limit`` bytes, at least one if there is any.

        Raises:
            StorageError: The disk refuses; it may work later.
        """


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
        """Make it; ``run`` gives the answers.

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
        self._queue: asyncio.Queue[tuple[int, Awaitable[None]] | ReadEnvelopes] = asyncio.Queue()

    @property
    def waiting(self) -> int:
        """How many effects wait; whoever feeds the engine stops reading from the network while these are many."""
        return self._queue.qsize()

    def add(self, effect: Persist | ReadEnvelopes) -> None:
        """Take an effect of the engine; rows are with the library from now on."""
        if isinstance(effect, Persist):
            self._queue.put_nowait((effect.token, self._store.write(effect.rows)))
        else:
            self._queue.put_nowait(effect)

    async def run(self) -> None:
        """Answer in order until cancelled."""
        while True:
            effect = await self._queue.get()
            if isinstance(effect, ReadEnvelopes):
                self._answer(await self._read(effect))
            else:
                token, stored = effect
                await stored
                self._answer(Persisted(token))

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
