"""The log of updates and the load cache, whatever the store."""

from __future__ import annotations

import pytest

from sync.errors import CompactionError, CounterError
from sync.store.ports import Store
from sync.store.records import Append, DocumentKind, Generation, UpdateKind
from tests.support.library import WORKSPACE, appends, writer_for


@pytest.fixture
def document(store: Store) -> str:
    return store.documents.create(DocumentKind.DIAGRAM, "d", WORKSPACE).id


def loaded(
    store: Store, document: str, generation: Generation = Generation.CURRENT
) -> tuple[bytes | None, list[bytes]]:
    found = store.log.load(document, generation)
    return found.state, [update.data for update in found.updates]


def test_st1_updates_come_back_in_the_order_they_were_stored(store: Store, document: str) -> None:
    """ST-1."""
    one, two = writer_for(document), writer_for(document)
    store.log.append([*appends(one, b"a", b"b"), *appends(two, b"c")])
    store.log.append([Append(one, 3, b"d", UpdateKind.REMOTE)])
    found = store.log.load(document)
    assert [(update.writer, update.counter, update.data) for update in found.updates] == [
        (one.id, 1, b"a"), (one.id, 2, b"b"), (two.id, 1, b"c"), (one.id, 3, b"d"),
    ]  # fmt: skip
    assert found.heads == {one.id: 3, two.id: 1}
    assert found.updates[3].kind is UpdateKind.REMOTE
    assert found.tail_bytes == 4


def test_st1_writers_that_take_turns_in_one_call_keep_their_order(store: Store, document: str) -> None:
    """ST-1."""
    one, two = writer_for(document), writer_for(document)
    turns = [Append(one if number % 2 else two, (number + 1) // 2, b"%d" % number) for number in range(1, 600)]
    store.log.append(turns)
    assert loaded(store, document) == (None, [b"%d" % number for number in range(1, 600)])


@pytest.mark.parametrize("counter", [0, 1, 3, -1])
def test_st2_a_gap_or_repetition_of_counters_stores_nothing(store: Store, document: str, counter: int) -> None:
    """ST-2."""
    writer = writer_for(document)
    store.log.append(appends(writer, b"a"))
    with pytest.raises(CounterError) as caught:
        store.log.append([*appends(writer_for(document), b"other"), Append(writer, counter, b"x")])
    assert (caught.value.expected, caught.value.found) == (2, counter)
    assert loaded(store, document) == (None, [b"a"])


def test_st3_load_is_the_state_and_what_came_after(store: Store, document: str) -> None:
    """ST-3."""
    one, two = writer_for(document), writer_for(document)
    store.log.append([*appends(one, b"a", b"b"), *appends(two, b"c")])
    store.log.compact(document, b"state", {one.id: 1, two.id: 1})
    assert loaded(store, document) == (b"state", [b"b"])
    assert store.log.load(document).heads == {one.id: 2, two.id: 1}
    store.log.append(appends(one, b"d", first=3))
    assert loaded(store, document) == (b"state", [b"b", b"d"])


def test_st4_the_generation_before_stays_loadable(store: Store, document: str) -> None:
    """ST-4."""
    writer = writer_for(document)
    store.log.append(appends(writer, b"a", b"b", b"c"))
    store.log.compact(document, b"one", {writer.id: 1})
    assert loaded(store, document, Generation.PREVIOUS) == (None, [b"a", b"b", b"c"])
    store.log.compact(document, b"two", {writer.id: 2})
    assert loaded(store, document) == (b"two", [b"c"])
    assert loaded(store, document, Generation.PREVIOUS) == (b"one", [b"b", b"c"])
    store.log.compact(document, b"three", {writer.id: 3})
    assert loaded(store, document, Generation.PREVIOUS) == (b"two", [b"c"])


def test_st5_compaction_refuses_to_lose_or_invent(store: Store, document: str) -> None:
    """ST-5."""
    writer = writer_for(document)
    store.log.append(appends(writer, b"a", b"b"))
    store.log.compact(document, b"good", {writer.id: 2})
    store.log.append(appends(writer, b"c", first=3))
    for covers in ({writer.id: 1}, {}, {writer.id: 4}, {writer.id: 3, "ff" * 8: 1}):
        with pytest.raises(CompactionError):
            store.log.compact(document, b"bad", covers)
    assert loaded(store, document) == (b"good", [b"c"])


def test_st6_an_empty_document_loads_empty(store: Store, document: str) -> None:
    """ST-6."""
    assert loaded(store, document) == (None, [])
    store.log.append([])
    assert store.log.load(document).heads == {}


def test_st7_documents_do_not_mix(store: Store, document: str) -> None:
    """ST-7."""
    other = store.documents.create(DocumentKind.DISCUSSION, "o", WORKSPACE).id
    mine, theirs = writer_for(document), writer_for(other)
    store.log.append([*appends(mine, b"a"), *appends(theirs, b"b")])
    store.log.compact(other, b"s", {theirs.id: 1})
    store.documents.purge(other)
    assert loaded(store, document) == (None, [b"a"])
