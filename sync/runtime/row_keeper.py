"""The engine's rows into the library: in order, one transaction each, tried again while the disk refuses."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable, Sequence
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

    async def persist(self, rows: Sequence[Row]) -> None:
        """Store rows durably, all or none; rows that are there already change nothing.

        Raises:
            StorageError: The disk refuses; it may work later.
        """

    async def read(self, document: str, ranges: Sequence[Missing], limit: int) -> tuple[bytes, ...]:
        """Return envelopes in the order asked for, at most about ``limit`` bytes, at least one if there is any.

        Raises:
            StorageError: The disk refuses; it may work later.
        """


class RowKeeper:
    """Carries out ``Persist`` and ``ReadEnvelopes`` one after the other."""

    def __init__(
        self,
        store: RowStore,
        answer: Callable[[Event], None],
        clock: Clock,
        chance: random.Random,
        on_trouble: Callable[[StorageError | None], None],
    ) -> None:
        """Make it; ``run`` does the work.

        Args:
            store: Where rows go.
            answer: Takes ``Persisted`` and ``EnvelopesRead``.
            clock: Measures the waiting between two tries.
            chance: Source of randomness for it.
            on_trouble: Told when the disk refuses, and None when it works again.
        """
        self._store = store
        self._answer = answer
        self._clock = clock
        self._chance = chance
        self._on_trouble = on_trouble
        self._queue: asyncio.Queue[Persist | ReadEnvelopes] = asyncio.Queue()

    @property
    def waiting(self) -> int:
        """How many effects wait; whoever feeds the engine stops reading from the network while these are many."""
        return self._queue.qsize()

    def add(self, effect: Persist | ReadEnvelopes) -> None:
        """Take an effect of the engine."""
        self._queue.put_nowait(effect)

    async def run(self) -> None:
        """Carry out effects in order until cancelled."""
        while True:
            effect = await self._queue.get()
            backoff = Backoff()
            while True:
                try:
                    self._answer(await self._carry_out(effect))
                    break
                except StorageError as error:
                    self._on_trouble(error)
                    backoff = backoff.failed()
                    await self._clock.wait(asyncio.Event(), backoff.wait(self._chance))
            if backoff.failures:
                self._on_trouble(None)

    async def _carry_out(self, effect: Persist | ReadEnvelopes) -> Persisted | EnvelopesRead:
        if isinstance(effect, Persist):
            await self._store.persist(effect.rows)
            return Persisted(effect.token)
        return EnvelopesRead(effect.token, await self._store.read(effect.document, effect.ranges, effect.limit))
