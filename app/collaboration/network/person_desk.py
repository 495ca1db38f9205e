"""Questions that the network thread has for the person in front of the screen, and what is done on the GUI thread for it."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable
from typing import TypeVar

from app.collaboration.network.inbox import Inbox
from app.collaboration.room_state import Comparing
from sync.runtime.network_thread import NetworkThread
from sync.transports.lan.meeting import Question

T = TypeVar("T")


class Desk:
    """Questions from the network thread that a person on the GUI thread answers."""

    def __init__(self, thread: NetworkThread) -> None:
        self._thread = thread
        self._gui: Inbox[Callable[[], None]] = Inbox(lambda action: action())
        self._open: dict[str, asyncio.Future[bool]] = {}

    def close(self) -> None:
        """Tell the GUI thread nothing more."""
        self._gui.close()

    def on_gui(self, action: Callable[[], None]) -> None:
        """Run something on the GUI thread, soon; from any thread."""
        self._gui.handoff.offer(action)

    async def gui(self, action: Callable[[Callable[[T], None]], None]) -> T:
        """Run something on the GUI thread and wait for what it passes to its argument."""
        loop = asyncio.get_running_loop()
        result: asyncio.Future[T] = loop.create_future()

        def done(value: T) -> None:
            self._thread.call(lambda: None if result.done() else result.set_result(value))

        self.on_gui(lambda: action(done))
        return await result

    async def compare(self, question: Question, show: Callable[[Comparing | None], None]) -> bool:
        """Have a person compare digits."""
        name = secrets.token_hex(8)
        answer = self._open[name] = asyncio.get_running_loop().create_future()
        self.on_gui(lambda: show(Comparing(name, question.digits)))
        try:
            return bool(await answer)
        finally:
            self._open.pop(name, None)
            self.on_gui(lambda: show(None))

    def answer(self, name: str, same: bool) -> None:
        """Take a person's answer; on the GUI thread."""

        def settle() -> None:
            waiting = self._open.get(name)
            if waiting is not None and not waiting.done():
                waiting.set_result(same)

        self._thread.call(settle)
