"""The store thread."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import wait
from pathlib import Path
from typing import Any

import pytest

from sync.errors import (
    DiskFullError,
    LimitExceededError,
    QueueFullError,
    StoreClosedError,
    UnknownDocumentError,
    UnsavedChangesError,
)
from sync.store.library import Library, open_library
from sync.store.memory import MemoryStore
from sync.store.ports import Store
from sync.store.records import Append, DocumentKind, UpdateKind
from sync.store.sqlcipher.connection import Connection
from sync.store.write_queue import MOST_WAITING
from sync.store.writer import QueueLimits, Saved, StoreThread
from tests.support.gated_store import TIMEOUT, Rig
from tests.support.library import KEY, WORKSPACE, ticking_clock, writer_for


def test_st10_nothing_is_saved_before_the_commit(rig: Rig) -> None:
    """ST-10."""
    future = rig.hold()
    assert not future.done()
    assert rig.saved == []
    assert rig.thread.waiting == 1
    rig.log.gate.set()
    assert future.result(TIMEOUT) == Saved(rig.document, rig.writer.id, 1)


def test_st11_what_waits_is_committed_together(rig: Rig) -> None:
    """ST-11."""
    rig.hold()
    futures = rig.append(*(b"%d" % number for number in range(120)))
    rig.log.gate.set()
    wait(futures, TIMEOUT)
    assert rig.log.batches == [1, 50, 50, 20]
    assert [future.result().counter for future in futures] == list(range(2, 122))
    assert rig.stored()[1:] == [b"%d" % number for number in range(120)]
    assert [saved.counter for saved in rig.saved] == [1, 51, 101, 121]


def test_st12_a_full_disk_keeps_the_queue_and_says_so(rig: Rig) -> None:
    """ST-12."""
    rig.log.full = True
    first = rig.append(b"a", b"b")
    assert isinstance(first[0].exception(TIMEOUT), DiskFullError)
    assert isinstance(first[1].exception(TIMEOUT), DiskFullError)
    with pytest.raises(DiskFullError):
        rig.thread.flush().result(TIMEOUT)
    assert rig.failures
    assert rig.failures[-1].waiting == rig.thread.waiting == 2
    assert isinstance(rig.thread.failure, DiskFullError)
    assert rig.saved == []
    rig.log.full = False
    (third,) = rig.append(b"c")
    assert third.result(TIMEOUT).counter == 3
    assert rig.stored() == [b"a", b"b", b"c"]
    assert rig.saved[-1].counter == 3
    assert rig.thread.failure is None


def test_st12_reading_goes_on_while_the_disk_is_full(rig: Rig) -> None:
    """ST-12."""
    rig.log.full = True
    (future,) = rig.append(b"a")
    assert future.exception(TIMEOUT) is not None
    assert rig.thread.submit(lambda store: store.documents.get(rig.document).title).result(TIMEOUT) == "d"


def test_st12_retry_stores_what_waited(rig: Rig) -> None:
    """ST-12."""
    rig.log.full = True
    (future,) = rig.append(b"a")
    assert future.exception(TIMEOUT) is not None
    rig.log.full = False
    rig.thread.retry()
    rig.thread.flush().result(TIMEOUT)
    assert rig.stored() == [b"a"]


def test_st13_a_full_queue_refuses_and_takes_no_counter(rig: Rig) -> None:
    """ST-13."""
    rig.hold()
    rig.append(*[b"x"] * 199)
    with pytest.raises(QueueFullError) as caught:
        rig.append(b"too much")
    assert caught.value.waiting == 200
    assert rig.thread.submitted(rig.writer) == 200
    rig.log.gate.set()
    rig.thread.flush().result(TIMEOUT)
    assert rig.append(b"next")[0].result(TIMEOUT).counter == 201


def test_st14_a_question_sees_what_was_appended_before_it(rig: Rig) -> None:
    """ST-14."""
    rig.hold()
    rig.append(*[b"x"] * 120)
    question = rig.thread.submit(lambda store: len(store.log.load(rig.document).updates))
    rig.log.gate.set()
    assert question.result(TIMEOUT) == 121


def test_st14_an_error_belongs_to_who_asked(rig: Rig) -> None:
    """ST-14."""
    with pytest.raises(UnknownDocumentError):
        rig.thread.submit(lambda store: store.documents.get("ff" * 16)).result(TIMEOUT)
    assert rig.append(b"a")[0].result(TIMEOUT).counter == 1


def test_st15_an_update_that_can_never_be_stored_does_not_hold_up_the_others(rig: Rig) -> None:
    """ST-15."""
    rig.hold()
    orphan = rig.thread.append(writer_for("ff" * 16), b"lost")
    (after,) = rig.append(b"after")
    rig.log.gate.set()
    assert isinstance(orphan.exception(TIMEOUT), UnknownDocumentError)
    assert after.result(TIMEOUT).counter == 2
    assert rig.failures[0].lost == ("ff" * 16,)
    assert rig.stored() == [b"held", b"after"]


def test_st15_a_broken_callback_stops_nothing(caplog: pytest.LogCaptureFixture) -> None:
    """ST-15."""
    store = MemoryStore(ticking_clock())
    document = store.documents.create(DocumentKind.DIAGRAM, "d", WORKSPACE).id

    def broken(saved: Saved) -> None:
        raise RuntimeError("window gone")

    thread = StoreThread(lambda: store, on_saved=broken)
    writer = writer_for(document)
    assert [thread.append(writer, b"x").result(TIMEOUT).counter for _ in range(2)] == [1, 2]
    thread.close()
    assert "window gone" in caplog.text


def test_st16_closing_stores_everything_first() -> None:
    """ST-16."""
    rig = Rig(QueueLimits())
    rig.hold()
    rig.append(*[b"x"] * 3000)
    rig.log.gate.set()
    rig.thread.close()
    rig.thread.close()
    assert len(rig.stored()) == 3001
    with pytest.raises(StoreClosedError):
        rig.append(b"late")
    with pytest.raises(StoreClosedError):
        rig.thread.submit(lambda store: None)


def test_st16_closing_refuses_to_lose_edits(rig: Rig) -> None:
    """ST-16."""
    rig.log.full = True
    rig.append(b"a", b"b")
    with pytest.raises(UnsavedChangesError) as caught:
        rig.thread.close()
    assert caught.value.count == 2
    rig.log.full = False
    rig.thread.close()
    assert rig.stored() == [b"a", b"b"]


def test_st16_discarding_is_possible_when_asked_for() -> None:
    """ST-16."""
    rig = Rig(QueueLimits())
    rig.log.full = True
    rig.append(b"a")
    rig.thread.close(discard=True)
    assert rig.stored() == []


def test_st13_a_too_large_update_is_refused_at_once(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    """ST-13."""
    monkeypatch.setattr("sync.store.writer.MAX_UPDATE_BYTES", 10)
    with pytest.raises(LimitExceededError):
        rig.append(bytes(11))
    assert rig.thread.submitted(rig.writer) == 0


def test_st10_an_error_while_opening_reaches_the_caller(tmp_path: Path) -> None:
    """ST-10."""

    def opener() -> MemoryStore:
        raise FileNotFoundError(tmp_path)

    with pytest.raises(FileNotFoundError):
        StoreThread(opener)


def test_st11_a_change_is_committed_with_the_update_before_it(rig: Rig) -> None:
    """ST-11: one transaction for both, in order, and the update waits for it if it is said to come."""
    rig.log.gate.clear()
    first = rig.thread.append(rig.writer, b"a", rows_follow=True)
    seen: list[tuple[int, bool]] = []

    def change(store: Store) -> None:
        seen.append((len(store.log.load(rig.document).updates), first.done()))

    written = rig.thread.write(change)
    rig.log.gate.set()
    assert written.result(TIMEOUT) is None
    assert seen == [(1, False)]
    assert first.result(TIMEOUT).counter == 1


def test_st11_what_no_rows_follow_is_stored_all_the_same(rig: Rig) -> None:
    """ST-11."""
    assert rig.thread.append(rig.writer, b"a", rows_follow=True).result(TIMEOUT).counter == 1


def test_st11_what_nobody_waits_for_is_stored_a_moment_later_and_at_once_with_more(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    """ST-11."""
    assert rig.thread.write(lambda store: None, patient=True).result(TIMEOUT) is None
    monkeypatch.setattr("sync.store.writer.RECEIVED_SECONDS", 3600.0)
    first, second = (rig.thread.write(lambda store: None, patient=True) for _ in range(2))
    assert not wait((first, second), 0.05).done
    assert rig.append(b"a")[0].result(TIMEOUT).counter == 1
    assert first.done()
    assert second.done()
    many = [rig.thread.write(lambda store: None, patient=True) for _ in range(MOST_WAITING + 1)]
    assert many[0].result(TIMEOUT) is None


def test_st11_an_own_edit_waits_for_its_rows_also_behind_what_waits_longer(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    """ST-11: and no longer than for them."""
    monkeypatch.setattr("sync.store.writer.RECEIVED_SECONDS", 3600.0)
    first = rig.thread.write(lambda store: None, patient=True)
    assert rig.thread.append(rig.writer, b"a", rows_follow=True).result(TIMEOUT).counter == 1
    assert first.done()


def test_st11_a_question_does_not_wait_for_rows(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    """ST-11, ST-14."""
    monkeypatch.setattr("sync.store.writer.ROWS_SECONDS", 3600.0)
    rig.thread.append(rig.writer, b"a", rows_follow=True)
    assert rig.thread.submit(lambda store: len(store.log.load(rig.document).updates)).result(TIMEOUT) == 1


@pytest.fixture
def refusing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Library, list[str]]]:
    """A real library whose disk takes no commit while there is something in the list."""
    library, full = open_library(tmp_path, KEY, ticking_clock()), list[str]()
    execute = Connection.execute

    def commit_fails(self: Connection, sql: str, values: Any = ()) -> Any:
        if full and sql == "COMMIT":
            raise DiskFullError("no space left")
        return execute(self, sql, values)

    monkeypatch.setattr(Connection, "execute", commit_fails)
    yield library, full
    full.clear()
    library.close()


def test_st12_who_opens_a_document_sees_what_waits_for_a_disk_that_refuses(
    refusing: tuple[Library, list[str]],
) -> None:
    """ST-12, ST-14: own updates and rows of others; nothing of it counts as stored, and all is once there is room."""
    library, full = refusing
    opened = library.new_document(DocumentKind.DIAGRAM, "Plan").result(TIMEOUT)
    document, other = opened.writer.document, writer_for(opened.writer.document)
    full.append("full")
    assert isinstance(opened.append(b"mine").exception(TIMEOUT), DiskFullError)
    rows = library.thread.write(lambda store: store.log.append([Append(other, 1, b"theirs", UpdateKind.REMOTE)]))
    for _ in range(2):
        again = library.open_document(document).result(TIMEOUT)
        assert [one.data for one in again.loaded.updates] == [b"mine", b"theirs"]
        assert library.submit(lambda store: store.log.load(document).updates).result(TIMEOUT) == ()
    assert not rows.done()
    # What the new window writes takes its place behind them.
    assert isinstance(again.append(b"more").exception(TIMEOUT), DiskFullError)
    full.clear()
    library.thread.flush().result(TIMEOUT)
    assert [one.data for one in library.open_document(document).result(TIMEOUT).loaded.updates] == [
        b"mine",
        b"theirs",
        b"more",
    ]


def test_st12_where_nothing_can_be_seen_ahead_a_document_opens_as_it_is_stored(rig: Rig) -> None:
    """ST-12."""
    rig.append(b"stored")[0].result(TIMEOUT)
    rig.log.full = True
    assert isinstance(rig.append(b"waits")[0].exception(TIMEOUT), DiskFullError)
    seen = rig.thread.submit(lambda store: [one.data for one in store.log.load(rig.document).updates], ahead=True)
    assert seen.result(TIMEOUT) == [b"stored"]


def test_st12_nothing_overtakes_a_change_that_the_disk_refuses(rig: Rig) -> None:
    """ST-12, RUN-5: neither a later change nor a later update is stored before it; all are once there is room."""
    order: list[str] = []

    def change(store: Store) -> None:
        if rig.log.full:
            raise DiskFullError("no space left")
        order.append(f"change after {len(store.log.load(rig.document).updates)}")

    rig.log.full = True
    first = rig.thread.write(change)
    with pytest.raises(DiskFullError):
        rig.thread.flush().result(TIMEOUT)
    later = rig.thread.write(lambda store: order.append("later change"))
    assert isinstance(rig.append(b"a")[0].exception(TIMEOUT), DiskFullError)
    assert not first.done()
    assert not later.done()
    assert order == []
    assert rig.thread.waiting == 1
    rig.log.full = False
    rig.thread.retry()
    rig.thread.flush().result(TIMEOUT)
    assert first.done()
    assert later.done()
    assert order == ["change after 0", "later change"]
    assert rig.stored() == [b"a"]


def test_st15_a_change_that_can_never_be_made_holds_up_nothing(rig: Rig) -> None:
    """ST-15: what stands beside it in the transaction is stored without it."""

    def broken(store: Store) -> None:
        store.documents.get("ff" * 16)

    rig.hold()
    (before,) = rig.append(b"before")
    change = rig.thread.write(broken)
    (after,) = rig.append(b"after")
    rig.log.gate.set()
    assert isinstance(change.exception(TIMEOUT), UnknownDocumentError)
    assert (before.result(TIMEOUT).counter, after.result(TIMEOUT).counter) == (2, 3)
    assert rig.stored() == [b"held", b"before", b"after"]
    assert rig.failures == []


def test_st16_changes_alone_are_tried_for_a_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    """ST-16: a disk that refuses once or twice loses nothing of what others wrote."""
    monkeypatch.setattr("sync.store.writer.REST_SECONDS", 0.02)
    rig, tries = Rig(QueueLimits()), list[int]()

    def refused_at_first(store: Store) -> None:
        tries.append(len(tries))
        if len(tries) < 4:
            raise DiskFullError("no space left")

    change = rig.thread.write(refused_at_first)
    rig.thread.close()
    assert change.result(TIMEOUT) is None
    assert len(tries) == 4


def test_st16_changes_alone_do_not_hinder_closing(monkeypatch: pytest.MonkeyPatch) -> None:
    """ST-16: they hold what others have, too."""
    monkeypatch.setattr("sync.store.writer.REST_SECONDS", 0.02)
    rig = Rig(QueueLimits())

    def refused(store: Store) -> None:
        raise DiskFullError("no space left")

    change = rig.thread.write(refused)
    rig.thread.close()
    assert not change.done()


def test_st16_what_was_queued_cannot_be_taken_back(rig: Rig) -> None:
    """ST-16: whoever waited for it may be gone by then, as at the end of the program; the thread stores it and goes on."""
    held = rig.hold()
    written = rig.thread.write(lambda store: None)
    assert not held.cancel()
    assert not written.cancel()
    rig.log.gate.set()
    assert held.result(TIMEOUT).counter == 1
    assert written.result(TIMEOUT) is None
