"""The network thread: one event loop, in which coroutines run until they end or the thread is stopped."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from typing import Any, TypeVar

from sync.errors import NetworkStopped

T = TypeVar("T")

STOP_SECONDS = 2.0
"""How long stopping may take."""

_LOGGER = logging.getLogger(__name__)


class NetworkThread:
    """A thread with an event loop. What fails in one coroutine is told and ends only that one."""

    def __init__(self, on_error: Callable[[str, BaseException], None]) -> None:
        """Make it; ``start`` starts it.

        Args:
            on_error: Told of every coroutine that failed, by name; runs on the network thread.
        """
        self._on_error = on_error
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._group: asyncio.TaskGroup | None = None
        self._stopping: asyncio.Event | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def running(self) -> bool:
        """Whether it was started and not stopped."""
        return self._thread is not None

    def start(self) -> None:
        """Start the thread; starting twice does nothing."""
        with self._lock:
            if self._thread is not None:
                return
            ready = threading.Event()
            self._thread = threading.Thread(target=lambda: asyncio.run(self._main(ready)), name="network", daemon=True)
            self._thread.start()
            ready.wait()

    def spawn(self, name: str, work: Callable[[], Coroutine[Any, Any, T]]) -> Future[T]:
        """Run a coroutine on the network thread, from any thread.

        Args:
            name: What it is called in errors.
            work: Makes the coroutine; called on the network thread.

        Returns:
            A future with its result. Cancelling it does not end the coroutine before it is asked to.

        Raises:
            NetworkStopped: The thread does not run.
        """
        future: Future[T] = Future()
        self.call(lambda: self._begin(name, work, future))
        return future

    def call(self, action: Callable[[], None]) -> None:
        """Run something short on the network thread, soon, in the order of the calls.

        Raises:
            NetworkStopped: The thread does not run.
        """
        loop = self._loop
        if loop is None:
            raise NetworkStopped
        try:
            loop.call_soon_threadsafe(action)
        except RuntimeError:
            raise NetworkStopped from None

    def stop(self, seconds: float = STOP_SECONDS) -> None:
        """Cancel everything, wait until it has ended, and end the thread; stopping twice does nothing.

        Raises:
            TimeoutError: Something does not end; the thread is left to itself.
        """
        with self._lock:
            thread, self._thread = self._thread, None
            stopping = self._stopping
        if thread is None or stopping is None:
            return
        self.call(stopping.set)
        thread.join(seconds)
        if thread.is_alive():
            raise TimeoutError("the network thread does not end")

    async def _main(self, ready: threading.Event) -> None:
        loop = self._loop = asyncio.get_running_loop()
        loop.set_exception_handler(self._unhandled)
        stopping = self._stopping = asyncio.Event()
        try:
            async with asyncio.TaskGroup() as group:
                self._group = group
                ready.set()
                await stopping.wait()
                self._group = None
                # Only what was spawned here: a library's own tasks are how it closes what those give back.
                for task in tuple(self._tasks):
                    task.cancel()
        finally:
            self._loop = None

    def _begin(self, name: str, work: Callable[[], Coroutine[Any, Any, T]], future: Future[T]) -> None:
        if self._group is None:
            future.set_exception(NetworkStopped())
            return
        task = self._group.create_task(self._guarded(name, work, future), name=name)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _guarded(self, name: str, work: Callable[[], Coroutine[Any, Any, T]], future: Future[T]) -> None:
        if not future.set_running_or_notify_cancel():
            return
        try:
            future.set_result(await work())
        except asyncio.CancelledError:
            future.set_exception(NetworkStopped())
            raise
        except Exception as error:  # noqa: BLE001 - one failing coroutine must not end the others; it is told.
            future.set_exception(error)
            self._on_error(name, error)

    def _unhandled(self, loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        """Take what libraries' own tasks raised and nobody awaited."""
        del loop  # asyncio passes it.
        error = context.get("exception") or RuntimeError(str(context.get("message")))
        _LOGGER.error("unhandled on the network thread: %s", context.get("message"), exc_info=error)
        self._on_error("a task of a library", error)
