"""The store thread: one thread owns the store; edits are committed in groups, and nothing is called saved before.

Callers hand in updates and questions and get futures. Updates that wait are committed together, so that one fsync serves
all of them. When the disk refuses, the updates stay queued in their order, the futures and ``on_failure`` say so, and the
next update, ``flush`` or ``retry`` tries again: nothing is dropped silently.

Callbacks and the done-callbacks of futures run on the store thread; a window hands them over to its own.
"""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sync.errors import (
    CounterError,
    InvalidIdentifierError,
    LimitExceededError,
    QueueFullError,
    StoreClosedError,
    UnknownDocumentError,
    UnsavedChangesError,
)
from sync.protocol.limits import MAX_UPDATE_BYTES
from sync.store.ports import Store
from sync.store.records import Append, UpdateKind, Writer

T = TypeVar("T")

_LOGGER = logging.getLogger(__name__)
# One update that can never be stored must not hold up the others.
_HOPELESS = (CounterError, InvalidIdentifierError, LimitExceededError, UnknownDocumentError)


@dataclass(frozen=True, slots=True)
class Saved:
    """Everything of this writer up to this counter is on the disk."""

    document: str
    writer: str
    counter: int


@dataclass(frozen=True, slots=True)
class SaveFailure:
    """Updates could not be stored.

    Attributes:
        error: Why.
        waiting: Number of updates that are kept and will be tried again.
        lost: Updates that can never be stored (their document is gone), by document.
    """

    error: Exception
    waiting: int
    lost: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class QueueLimits:
    """Bounds of the queue and of one commit.

    Attributes:
        max_waiting: Updates that may wait.
        max_waiting_bytes: Their size; a single larger update is accepted when nothing else waits.
        max_batch: Updates per commit.
        max_batch_bytes: Their size.
        wait_s: How long ``append`` waits for room before it gives up.
    """

    max_waiting: int = 20_000
    max_waiting_bytes: int = 512 << 20
    max_batch: int = 1_000
    max_batch_bytes: int = 32 << 20
    wait_s: float = 0.25


DEFAULT_LIMITS = QueueLimits()


@dataclass(slots=True)
class _Pending:
    update: Append
    future: Future[Saved]


@dataclass(slots=True)
class _Job:
    call: Callable[[Store], Any]
    future: Future[Any]
    after: int
    """Runs when this many updates have left the queue, so that it sees what was appended before it."""
    needs_saved: bool


@dataclass(slots=True)
class _Queue:
    """What the store thread shares with its callers; guarded by the condition."""

    appends: deque[_Pending] = field(default_factory=deque)
    jobs: deque[_Job] = field(default_factory=deque)
    counters: dict[tuple[str, str], int] = field(default_factory=dict)
    enqueued: int = 0
    settled: int = 0
    bytes: int = 0
    failure: Exception | None = None
    retry: bool = False
    closing: bool = False
    prefer_batch: bool = True

    def batch_ready(self) -> bool:
        return bool(self.appends) and (self.failure is None or self.retry)

    def job_ready(self) -> bool:
        return bool(self.jobs) and (self.jobs[0].after <= self.settled or self.blocked())

    def blocked(self) -> bool:
        return self.failure is not None and not self.retry


class StoreThread:
    """One thread around one store."""

    def __init__(
        self,
        opener: Callable[[], Store],
        *,
        on_saved: Callable[[Saved], None] | None = None,
        on_failure: Callable[[SaveFailure], None] | None = None,
        limits: QueueLimits = DEFAULT_LIMITS,
    ) -> None:
        """Start the thread and open the store on it.

        Args:
            opener: Opens the store; runs on the thread. What it raises is raised here.
            on_saved: Told after every durable commit, once per writer.
            on_failure: Told when a commit fails.
            limits: Bounds of the queue.
        """
        self._queue = _Queue()
        self._changed = threading.Condition()
        self._on_saved = on_saved
        self._on_failure = on_failure
        self._limits = limits
        self._closed: Future[None] = Future()
        opened: Future[None] = Future()
        self._thread = threading.Thread(target=self._run, args=(opener, opened), name="store", daemon=True)
        self._thread.start()
        opened.result()

    def append(self, writer: Writer, data: bytes, kind: UpdateKind = UpdateKind.LOCAL) -> Future[Saved]:
        """Queue an update; the future is done when it is on the disk.

        Raises:
            LimitExceededError: It is larger than the library takes.
            QueueFullError: No room became free in time. The update was not taken; the caller must keep it, since
                later updates of this writer make no sense without it.
            StoreClosedError: The store is closed.
        """
        if len(data) > MAX_UPDATE_BYTES:
            raise LimitExceededError("update", len(data), MAX_UPDATE_BYTES)
        future: Future[Saved] = Future()
        with self._changed:
            self._changed.wait_for(lambda: self._has_room(data) or self._queue.blocked(), self._limits.wait_s)
            self._require_open()
            if not self._has_room(data):
                self._queue.retry = True
                self._changed.notify_all()
                raise QueueFullError(len(self._queue.appends))
            name = (writer.document, writer.id)
            counter = self._queue.counters.get(name, 0) + 1
            self._queue.counters[name] = counter
            self._queue.appends.append(_Pending(Append(writer, counter, data, kind), future))
            self._queue.enqueued += 1
            self._queue.bytes += len(data)
            self._queue.retry = True
            self._changed.notify_all()
        return future

    def submitted(self, writer: Writer) -> int:
        """Return the counter of the last update that was queued for a writer; 0 before the first."""
        with self._changed:
            return self._queue.counters.get((writer.document, writer.id), 0)

    def submit(self, call: Callable[[Store], T], *, needs_saved: bool = False) -> Future[T]:
        """Run something on the store, after the updates queued before it.

        Args:
            call: Gets the store; runs on the store thread.
            needs_saved: Fail instead of running while earlier updates cannot be stored.

        Raises:
            StoreClosedError: The store is closed.
        """
        future: Future[T] = Future()
        with self._changed:
            self._require_open()
            self._queue.jobs.append(_Job(call, future, self._queue.enqueued, needs_saved))
            self._changed.notify_all()
        return future

    def flush(self) -> Future[None]:
        """Return a future that is done when everything queued so far is on the disk, or fails with the reason."""
        with self._changed:
            self._queue.retry = True
        return self.submit(_nothing, needs_saved=True)

    def retry(self) -> None:
        """Try again to store what could not be stored, for example when a timer fires."""
        with self._changed:
            self._queue.retry = True
            self._changed.notify_all()

    @property
    def waiting(self) -> int:
        """Number of updates that are not on the disk yet."""
        with self._changed:
            return len(self._queue.appends)

    @property
    def failure(self) -> Exception | None:
        """Why the last commit failed; None while all is well."""
        with self._changed:
            return self._queue.failure

    def close(self, *, discard: bool = False) -> None:
        """Store what waits, close the store and end the thread. Closing twice does nothing.

        Args:
            discard: Close even though updates cannot be stored; they are lost.

        Raises:
            UnsavedChangesError: Updates cannot be stored; the store stays open.
        """
        with self._changed:
            already = self._queue.closing
        if not already:
            flushed = self.flush()
            error = flushed.exception()
            if error is not None and not discard:
                raise UnsavedChangesError(self.waiting) from error
            with self._changed:
                self._queue.closing = True
                self._changed.notify_all()
        self._thread.join()
        self._closed.result()
        if self.waiting and not discard:
            # Queued by another thread after the flush, and refused by the disk.
            raise UnsavedChangesError(self.waiting)

    def _require_open(self) -> None:
        if self._queue.closing:
            raise StoreClosedError("the library is closed")

    def _has_room(self, data: bytes) -> bool:
        queue = self._queue
        if not queue.appends:
            return True
        full = len(queue.appends) >= self._limits.max_waiting
        return not full and queue.bytes + len(data) <= self._limits.max_waiting_bytes

    def _run(self, opener: Callable[[], Store], opened: Future[None]) -> None:
        try:
            store = opener()
        except BaseException as error:  # noqa: BLE001 - whatever it is belongs to the caller
            opened.set_exception(error)
            return
        opened.set_result(None)
        try:
            while (step := self._next_step(store)) is not None:
                step()
        finally:
            try:
                store.close()
            except BaseException as error:  # noqa: BLE001 - close() raises it where somebody sees it
                self._closed.set_exception(error)
            else:
                self._closed.set_result(None)

    def _next_step(self, store: Store) -> Callable[[], None] | None:
        """Wait for work and take it; None when there is none left and the store is closing."""
        queue = self._queue
        with self._changed:
            self._changed.wait_for(lambda: queue.batch_ready() or queue.job_ready() or queue.closing)
            if queue.batch_ready() and (queue.prefer_batch or not queue.job_ready()):
                queue.prefer_batch = False
                batch = self._next_batch()
                return lambda: self._commit(store, batch)
            queue.prefer_batch = True
            if queue.job_ready():
                job = queue.jobs.popleft()
                blocker = queue.failure if job.needs_saved and job.after > queue.settled else None
                return lambda: _run_job(store, job, blocker)
        return None

    def _next_batch(self) -> list[_Pending]:
        batch: list[_Pending] = []
        size = 0
        for pending in self._queue.appends:
            size += len(pending.update.data)
            if batch and (len(batch) >= self._limits.max_batch or size > self._limits.max_batch_bytes):
                break
            batch.append(pending)
        self._queue.retry = False
        return batch

    def _commit(self, store: Store, batch: list[_Pending]) -> None:
        try:
            store.log.append([pending.update for pending in batch])
        except _HOPELESS as error:
            if len(batch) > 1:
                for pending in batch:
                    self._commit(store, [pending])
                    if self.failure is not None:
                        return
            else:
                self._settle(batch)
                batch[0].future.set_exception(error)
                self._report(SaveFailure(error, self.waiting, (batch[0].update.writer.document,)))
        except Exception as error:  # noqa: BLE001 - the thread must not die with edits in its queue
            self._fail(error)
        else:
            self._settle(batch)
            self._announce(batch)

    def _settle(self, batch: list[_Pending]) -> None:
        """Take a batch, which is always the head of the queue, off it."""
        with self._changed:
            for pending in batch:
                self._queue.appends.popleft()
                self._queue.bytes -= len(pending.update.data)
            self._queue.settled += len(batch)
            self._queue.failure = None
            self._changed.notify_all()

    def _fail(self, error: Exception) -> None:
        with self._changed:
            self._queue.failure = error
            waiting = list(self._queue.appends)
            self._changed.notify_all()
        for pending in waiting:
            if not pending.future.done():
                pending.future.set_exception(error)
        self._report(SaveFailure(error, len(waiting)))

    def _announce(self, batch: list[_Pending]) -> None:
        newest: dict[tuple[str, str], int] = {}
        for pending in batch:
            update = pending.update
            newest[update.writer.document, update.writer.id] = update.counter
            if not pending.future.done():
                pending.future.set_result(Saved(update.writer.document, update.writer.id, update.counter))
        if self._on_saved is not None:
            for (document, writer), counter in newest.items():
                _call(self._on_saved, Saved(document, writer, counter))

    def _report(self, failure: SaveFailure) -> None:
        if self._on_failure is not None:
            _call(self._on_failure, failure)


def _call(callback: Callable[[T], None], value: T) -> None:
    try:
        callback(value)
    except Exception:
        # A broken callback must not stop other edits from being stored.
        _LOGGER.exception("a callback of the store thread failed")


def _run_job(store: Store, job: _Job, blocker: Exception | None) -> None:
    if not job.future.set_running_or_notify_cancel():
        return
    try:
        if blocker is not None:
            raise blocker
        result = job.call(store)
    except BaseException as error:  # noqa: BLE001 - it belongs to whoever asked
        job.future.set_exception(error)
    else:
        job.future.set_result(result)


def _nothing(store: Store) -> None:
    del store
