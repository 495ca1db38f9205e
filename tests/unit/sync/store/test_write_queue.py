"""What waits for the store thread."""

from __future__ import annotations

from concurrent.futures import Future

import pytest

from sync.store.memory import MemoryStore
from sync.store.ports import Store
from sync.store.records import Append, DocumentKind, Writer
from sync.store.write_queue import MOST_WAITING, Job, Pending, WriteQueue, store_all
from tests.support.library import WORKSPACE, ticking_clock, writer_for

WRITER = writer_for("0a" * 16)


def update(counter: int, *, patience: float = 0.0, writer: Writer = WRITER) -> Pending:
    return Pending(Append(writer, counter, b"%d" % counter), Future(), patience)


def change(*, patience: float = 0.0) -> Pending:
    return Pending(lambda _store: None, Future(), patience)


def test_it_counts_updates_and_their_bytes_and_all_that_ever_left() -> None:
    queue = WriteQueue()
    for one in (update(1), change(), update(22)):
        queue.add(one)
    assert (queue.enqueued, queue.updates, queue.bytes) == (3, 2, 3)
    queue.remove(list(queue.pending)[:2])
    assert (queue.settled, queue.updates, queue.bytes) == (2, 1, 2)


def test_st12_what_failed_waits_until_something_asks_for_another_try() -> None:
    """ST-12: questions are answered meanwhile, also those that came later."""
    queue = WriteQueue()
    queue.add(change())
    queue.jobs.append(Job(lambda _store: None, Future(), queue.enqueued, needs_saved=False))
    assert queue.batch_ready()
    assert not queue.job_ready()
    queue.failure, queue.retry = OSError("disk"), False
    assert not queue.batch_ready()
    assert queue.job_ready()
    queue.add(change())
    assert queue.batch_ready()
    assert not queue.job_ready()


def test_st11_an_update_waits_for_its_rows() -> None:
    """ST-11."""
    queue = WriteQueue()
    assert not queue.patience()
    queue.add(update(1))
    assert not queue.patience()
    queue.remove(list(queue.pending))
    queue.add(update(1, patience=2.0))
    assert queue.patience() == 2.0
    queue.closing = True
    assert not queue.patience()
    queue.closing = False
    queue.add(change())
    assert not queue.patience()


def test_st11_what_nobody_waits_for_waits_for_more_but_not_for_long() -> None:
    """ST-11: neither does it keep an own edit waiting, nor does that go without its rows."""
    queue = WriteQueue()
    for _ in range(2):
        queue.add(change(patience=8.0))
        assert queue.patience() == 8.0
    queue.add(update(1, patience=2.0))
    assert queue.patience() == 2.0
    queue.add(change(patience=8.0))
    assert queue.patience() == 2.0
    queue.add(change())
    assert not queue.patience()
    queue.remove(list(queue.pending))
    queue.add(change(patience=8.0))
    queue.add(update(3))
    assert not queue.patience()


def test_st11_a_lot_waits_for_no_more() -> None:
    """ST-11."""
    queue = WriteQueue()
    for _ in range(MOST_WAITING):
        queue.add(change(patience=8.0))
        assert queue.patience() == 8.0
    queue.add(change(patience=8.0))
    assert not queue.patience()


def test_st11_all_of_a_batch_is_stored_or_nothing() -> None:
    """ST-11."""
    store = MemoryStore(ticking_clock())
    document = store.documents.create(DocumentKind.DIAGRAM, "d", WORKSPACE).id
    writer, seen = writer_for(document), list[int]()

    def look(found: Store) -> None:
        seen.append(len(found.log.load(document).updates))

    def fail(_store: Store) -> None:
        raise OSError("disk")

    one, two, three = (update(counter, writer=writer) for counter in (1, 2, 3))
    batch = [one, two, Pending(look, Future()), three]
    with pytest.raises(OSError, match="disk"):
        store_all(store, [*batch, Pending(fail, Future())])
    assert store.log.load(document).updates == ()
    store_all(store, batch)
    assert seen == [2, 2]
    assert [one.counter for one in store.log.load(document).updates] == [1, 2, 3]
