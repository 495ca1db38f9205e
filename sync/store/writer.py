"""The store thread: one thread owns the store; edits are committed in groups, and nothing is called saved before.

Callers hand in updates, rows and questions and get futures. Updates and rows that wait are committed together, in their order, so
that one fsync serves all of them. When the disk refuses, they stay queued in their order, ``on_failure`` and the futures of updates
say so, and the next of them, ``flush`` or ``retry`` tries again: nothing is dropped silently, and nothing overtakes what came before.

Callbacks and the done-callbacks of futures run on the store thread; a window hands them over to its own.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import TypeVar

from sync.errors import (
    CounterError,
    InvalidIdentifierError,
    LimitExceededError,
    QueueFullError,
    StorageError,
    StoreClosedError,
    UnknownDocumentError,
    UnsavedChangesError,
)
from sync.protocol.limits import MAX_UPDATE_BYTES
from sync.store.ports import Store
from sync.store.records import Append, UpdateKind, Writer
from sync.store.write_queue import RECEIVED_SECONDS, ROWS_SECONDS, Job, Pending, WriteQueue, run_job, store_all

T = TypeVar("T")

REST_TRIES, REST_SECONDS = 12, 0.25
"""How often, and how long apart, closing tries to store rows that nobody here would miss, when the disk refuses."""

_LOGGER = logging.getLogger(__name__)
# What no later try can store.
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
        self._queue = WriteQueue()
        self._changed = threading.Condition()
        self._on_saved = on_saved
        self._on_failure = on_failure
        self._limits = limits
        self._closed: Future[None] = Future()
        opened: Future[None] = Future()
        self._thread = threading.Thread(target=self._run, args=(opener, opened), name="store", daemon=True)
        self._thread.start()
        opened.result()

    def append(
        self, writer: Writer, data: bytes, kind: UpdateKind = UpdateKind.LOCAL, *, rows_follow: bool = False
    ) -> Future[Saved]:
        """Queue an update; the future is done when it is on the disk.

        Args:
            writer: Who wrote it.
            data: The update.
            kind: Whether it is one's own.
            rows_follow: Rows about it are expected at once, by ``write``: it waits a moment to be committed with them.

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
                raise QueueFullError(self._queue.updates)
            name = (writer.document, writer.id)
            counter = self._queue.counters.get(name, 0) + 1
            self._queue.counters[name] = counter
            self._queue.add(Pending(Append(writer, counter, data, kind), future, ROWS_SECONDS if rows_follow else 0.0))
            self._changed.notify_all()
        return future

    def write(self, change: Callable[[Store], None], *, patient: bool = False) -> Future[None]:
        """Queue a change of the store, all or nothing, that keeps its place among the updates also when the disk refuses.

        Args:
            change: Gets the store, within a transaction; runs on the store thread, and again if the transaction failed.
            patient: Nobody waits for it: it waits a moment for more, and leaves the machine to what is more urgent.

        Returns:
            A future that is done when the change is on the disk, however long that takes; an error means that it never will be.

        Raises:
            StoreClosedError: The store is closed.
        """
        future: Future[None] = Future()
        with self._changed:
            self._require_open()
            before = self._queue.patience()
            self._queue.add(Pending(change, future, RECEIVED_SECONDS if patient else 0.0))
            # The thread that waits for more wakes by itself when the time has come.
            if not before or self._queue.patience() != before or self._queue.failure is not None:
                self._changed.notify_all()
        return future

    def submitted(self, writer: Writer) -> int:
        """Return the counter of the last update that was queued for a writer; 0 before the first."""
        with self._changed:
            return self._queue.counters.get((writer.document, writer.id), 0)

    def submit(self, call: Callable[[Store], T], *, needs_saved: bool = False, ahead: bool = False) -> Future[T]:
        """Run something on the store, after the updates queued before it.

        Args:
            call: Gets the store; runs on the store thread.
            needs_saved: Fail instead of running while earlier updates cannot be stored.
            ahead: See what was queued before it also while the disk refuses that; whatever it changes then is taken back.

        Raises:
            StoreClosedError: The store is closed.
        """
        future: Future[T] = Future()
        with self._changed:
            self._require_open()
            self._queue.jobs.append(Job(call, future, self._queue.enqueued, needs_saved, ahead))
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
            return self._queue.updates

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
                if self.waiting:
                    raise UnsavedChangesError(self.waiting) from error
                self._try_rest()
            with self._changed:
                self._queue.closing = True
                self._changed.notify_all()
        self._thread.join()
        self._closed.result()
        if self.waiting and not discard:
            # Queued by another thread after the flush, and refused by the disk.
            raise UnsavedChangesError(self.waiting)

    def _try_rest(self) -> None:
        """Try for a moment to store rows that the disk refuses. Others have what they hold, and bring it again; they may be away for long."""
        with self._changed:
            for _ in range(REST_TRIES):
                self._queue.retry = True
                self._changed.notify_all()
                if self._changed.wait_for(lambda: not self._queue.pending, REST_SECONDS):
                    return

    def _require_open(self) -> None:
        if self._queue.closing:
            raise StoreClosedError("the library is closed")

    def _has_room(self, data: bytes) -> bool:
        queue = self._queue
        if not queue.updates:
            return True
        full = queue.updates >= self._limits.max_waiting
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
            while (patience := queue.patience()) and self._changes(patience):
                pass
            if queue.batch_ready() and (queue.prefer_batch or not queue.job_ready()):
                queue.prefer_batch = False
                batch = self._next_batch()
                return lambda: self._commit(store, batch)
            queue.prefer_batch = True
            if queue.job_ready():
                job = queue.jobs.popleft()
                unsaved, blocker = queue.before(job), queue.failure
                return lambda: run_job(store, job, unsaved, blocker)
        return None

    def _changes(self, patience: float) -> bool:
        """Wait as long as that for more; return whether what waits has another patience before that, such as an own edit's."""
        return self._changed.wait_for(lambda: self._queue.patience() != patience, patience)

    def _next_batch(self) -> list[Pending]:
        batch: list[Pending] = []
        size = 0
        for pending in self._queue.pending:
            size += pending.size
            if batch and (len(batch) >= self._limits.max_batch or size > self._limits.max_batch_bytes):
                break
            batch.append(pending)
        self._queue.retry = False
        return batch

    def _commit(self, store: Store, batch: list[Pending]) -> None:
        try:
            store_all(store, batch)
        except StorageError as error:
            self._fail(error)
        except Exception as error:  # noqa: BLE001 - the thread must not die with edits in its queue
            if len(batch) > 1:
                self._commit_each(store, batch)
            elif isinstance(error, _HOPELESS) or not isinstance(batch[0].what, Append):
                self._settle(batch)
                self._give_up(batch[0], error)
            else:
                self._fail(error)
        else:
            self._settle(batch)
            self._announce(batch)

    def _commit_each(self, store: Store, batch: list[Pending]) -> None:
        """Store one after the other, because one of them can never be stored and must not hold up the others."""
        for pending in batch:
            self._commit(store, [pending])
            if self.failure is not None:
                return

    def _settle(self, batch: list[Pending]) -> None:
        with self._changed:
            self._queue.remove(batch)
            self._queue.failure = None
            self._changed.notify_all()

    def _give_up(self, pending: Pending, error: Exception) -> None:
        if not pending.future.done():
            pending.future.set_exception(error)
        if isinstance(pending.what, Append):
            self._report(SaveFailure(error, self.waiting, (pending.what.writer.document,)))

    def _fail(self, error: Exception) -> None:
        with self._changed:
            self._queue.failure = error
            waiting = list(self._queue.pending)
            self._changed.notify_all()
        for pending in waiting:
            if isinstance(pending.what, Append) and not pending.future.done():
                pending.future.set_exception(error)
        self._report(SaveFailure(error, self.waiting))

    def _announce(self, batch: list[Pending]) -> None:
        newest: dict[tuple[str, str], int] = {}
        for pending in batch:
            update, result = pending.what, None
            if isinstance(update, Append):
                newest[update.writer.document, update.writer.id] = update.counter
                result = Saved(update.writer.document, update.writer.id, update.counter)
            if not pending.future.done():
                pending.future.set_result(result)
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


def _nothing(store: Store) -> None:
    del store
