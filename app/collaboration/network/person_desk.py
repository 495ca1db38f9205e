"""Questions that the network thread has for the person in front of the screen, and what is done on the GUI thread for it."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from app.collaboration.network.inbox import Inbox
from app.collaboration.room_state import Comparing
from sync.runtime.network_thread import NetworkThread
from sync.transports.lan.meeting import Question

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question that waits for its answer, and who shows it."""

    digits: str
    show: Callable[[Comparing | None], None]
    answer: asyncio.Future[bool]


class Desk:
    """Questions from the network thread that a person on the GUI thread answers."""

    def __init__(self, thread: NetworkThread) -> None:
        self._thread = thread
        self._gui: Inbox[Callable[[], None]] = Inbox(lambda action: action())
        self._open: dict[str, _Asked] = {}

    def on_gui(self, action: Callable[[], None]) -> None:
        """Run something on the GUI thread, soon; from any thread."""
        self._gui.handoff.push(action)  # Nothing says it again.

    async def gui(self, action: Callable[[Callable[[T], None]], None]) -> T:
        """Run something on the GUI thread and wait for what it passes to its argument."""
        loop = asyncio.get_running_loop()
        result: asyncio.Future[T] = loop.create_future()

        def done(value: T) -> None:
            self._thread.call(lambda: None if result.done() else result.set_result(value))

        self.on_gui(lambda: action(done))
        return await result

    async def compare(self, question: Question, show: Callable[[Comparing | None], None]) -> bool:
        """Have a person compare digits, once those who asked before have their answer."""
        name = secrets.token_hex(8)
        asked = self._open[name] = _Asked(question.digits, show, asyncio.get_running_loop().create_future())
        self._show_first()
        try:
            return bool(await asked.answer)
        finally:
            del self._open[name]
            if not self._open:
                self.on_gui(lambda: show(None))
            self._show_first()

    def _show_first(self) -> None:
        """Show the oldest question, and how many come after it."""
        for name, asked in self._open.items():
            comparing = Comparing(name, asked.digits, after=len(self._open) - 1)
            self.on_gui(partial(asked.show, comparing))
            return

    def answer(self, name: str, same: bool) -> None:
        """Take a person's answer; on the GUI thread."""

        def settle() -> None:
            asked = self._open.get(name)
            if asked is not None and not asked.answer.done():
                asked.answer.set_result(same)

        self._thread.call(settle)
