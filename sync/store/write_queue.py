"""What waits for the store thread: updates and changes to be stored, in order, and questions between them."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, TypeVar

from sync.errors import StoreError
from sync.store.ports import Store
from sync.store.records import Append

T = TypeVar("T")

ROWS_SECONDS = 0.02
"""An own edit of which rows are on their way waits for them so long: then one fsync serves both."""

RECEIVED_SECONDS = 0.1
"""What nobody waits for waits for more so long: it is shown already, and whoever wrote it has it."""

MOST_WAITING = 64
"""What nobody waits for waits no longer once there is so much of it."""


@dataclass(slots=True)
class Pending:
    """What waits to be stored.

    Attributes:
        what: An update, or a change of the store in its place among the updates.
        future: Done when it is on the disk.
        patience: So many seconds it may wait for what follows: an update of which rows are on their way, or what nobody waits for.
    """

    what: Append | Callable[[Store], None]
    future: Future[Any]
    patience: float = 0.0

    @property
    def size(self) -> int:
        """Bytes that count against the bounds of the queue."""
        return len(self.what.data) if isinstance(self.what, Append) else 0


@dataclass(slots=True)
class Job:
    """A question to the store.

    Attributes:
        call: Asks it.
        future: Gets the answer.
        after: It runs when so much has left the queue, so that it sees what was queued before it.
        needs_saved: It fails while that cannot be stored.
        ahead: It sees that also while it cannot be stored.
    """

    call: Callable[[Store], Any]
    future: Future[Any]
    after: int
    needs_saved: bool
    ahead: bool = False


@dataclass(slots=True)
class WriteQueue:
    """What the store thread shares with its callers; guarded by its condition.

    Attributes:
        pending: What is to be stored, in order.
        jobs: Questions, in order.
        counters: The last counter that was given out, by document and writer.
        enqueued: How much was ever put into ``pending``.
        settled: How much of that has left it.
        updates: How many updates are in it.
        bytes: Their size.
        failure: Why the last commit failed; None while all is well.
        retry: Whether what failed is to be tried again.
        closing: Nothing more is taken.
        prefer_batch: Whose turn it is when both something to store and a question wait.
    """

    pending: deque[Pending] = field(default_factory=deque)
    jobs: deque[Job] = field(default_factory=deque)
    counters: dict[tuple[str, str], int] = field(default_factory=dict)
    enqueued: int = 0
    settled: int = 0
    updates: int = 0
    bytes: int = 0
    failure: Exception | None = None
    retry: bool = False
    closing: bool = False
    prefer_batch: bool = True

    def add(self, one: Pending) -> None:
        """Put something to be stored at the end; what failed before it is tried again."""
        # It cannot be taken back: a waiter's task that is cancelled would end its future in the moment in which it is stored.
        one.future.set_running_or_notify_cancel()
        self.pending.append(one)
        self.enqueued += 1
        self.updates += isinstance(one.what, Append)
        self.bytes += one.size
        self.retry = True

    def remove(self, batch: Sequence[Pending]) -> None:
        """Take a batch, which is always the head of the queue, off it."""
        for one in batch:
            self.pending.popleft()
            self.updates -= isinstance(one.what, Append)
            self.bytes -= one.size
        self.settled += len(batch)

    def batch_ready(self) -> bool:
        """Tell whether something can be stored now."""
        return bool(self.pending) and (self.failure is None or self.retry)

    def patience(self) -> float:
        """Return how many seconds what waits may wait for more; 0 if somebody waits for something, or if it is a lot."""
        if self.jobs or self.closing or not self.pending or len(self.pending) > MOST_WAITING:
            return 0.0
        return min(one.patience for one in self.pending)

    def job_ready(self) -> bool:
        """Tell whether the first question can be asked now."""
        return bool(self.jobs) and (self.jobs[0].after <= self.settled or self.blocked())

    def before(self, job: Job) -> list[Pending]:
        """Return what a question was to see and is not stored."""
        return list(islice(self.pending, max(0, job.after - self.settled)))

    def blocked(self) -> bool:
        """Tell whether nothing is stored until somebody asks for another try."""
        return self.failure is not None and not self.retry


def store_all(store: Store, batch: Sequence[Pending]) -> None:
    """Store what waited in one transaction, in order: all or none."""
    with store.transaction():
        updates: list[Append] = []
        for one in batch:
            if isinstance(one.what, Append):
                updates.append(one.what)
            else:
                _append(store, updates)
                updates = []
                one.what(store)
        _append(store, updates)


def _append(store: Store, updates: Sequence[Append]) -> None:
    if updates:
        store.log.append(updates)


class _TakenBack(Exception):
    """Ends a transaction that was only looked at."""


def look_ahead(store: Store, waiting: Sequence[Pending], call: Callable[[Store], T]) -> T:
    """Answer a question as if what waits were stored, and take that back; where not even that can be done, as things are."""
    answers: list[T] = []
    try:
        with store.transaction():
            store_all(store, waiting)
            answers.append(call(store))
            raise _TakenBack
    except _TakenBack:
        return answers[0]
    except StoreError:
        # The disk refuses this as well, or something that waits can never be stored.
        return call(store)


def run_job(store: Store, job: Job, unsaved: Sequence[Pending], failure: Exception | None) -> None:
    """Answer a question.

    Args:
        store: Who is asked.
        job: The question.
        unsaved: What it was to see and is not stored.
        failure: Why that is not.
    """
    if not job.future.set_running_or_notify_cancel():
        return
    try:
        if unsaved and job.needs_saved and failure is not None:
            raise failure
        result = look_ahead(store, unsaved, job.call) if unsaved and job.ahead else job.call(store)
    except BaseException as error:  # noqa: BLE001 - it belongs to whoever asked
        job.future.set_exception(error)
    else:
        job.future.set_result(result)
