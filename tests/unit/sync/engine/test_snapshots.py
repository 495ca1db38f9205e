"""Which snapshot to start from, and what is confirmed."""

from __future__ import annotations

import pytest

from sync.engine.chain_book import ChainBook, ChainEnd
from sync.engine.snapshots import OpenedSnapshot, SnapshotShelf, content_of, covers_exactly, open_snapshot
from sync.errors import UpdateRejected
from sync.protocol.snapshot import Confirmation, CoveredChain, SnapshotContent
from tests.support.envelopes import header_of
from tests.support.workspace import ANA, BEN, identifier, identity

PLAN = identifier("plan")
RECORDS = bytes(32)


def snapshot(name: str, counter: int = 1) -> OpenedSnapshot:
    """Return a snapshot of Ana's that covers that much of her chain."""
    header = header_of(PLAN, identity("ana's laptop"), 1)
    chains = (CoveredChain(ANA.laptop.device, "0f" * 8, counter, bytes(16)),)
    content = SnapshotContent(chains, RECORDS, b"\0\0")
    return open_snapshot(header, name.encode().ljust(32), ANA.user, content, b"envelope of " + name.encode())


def test_eng48_only_a_second_user_confirms_and_only_the_same_records() -> None:
    """ENG-48."""
    shelf, one = SnapshotShelf(), snapshot("one")
    assert shelf.put(one)
    assert not shelf.put(one)
    shelf.confirm(ANA.user, Confirmation(one.hash, RECORDS), b"own word")
    shelf.confirm(BEN.user, Confirmation(one.hash, b"x" * 32), b"another hash")
    assert not shelf.is_confirmed(one.hash)
    shelf.confirm(BEN.user, Confirmation(one.hash, RECORDS), b"word")
    assert shelf.is_confirmed(one.hash)
    assert shelf.words(one.hash) == [b"own word", b"another hash", b"word"]
    assert shelf.is_confirmed(b"")


def test_eng48_a_confirmed_one_comes_before_a_longer_one_and_a_wrong_one_never_again() -> None:
    """ENG-48, ENG-50."""
    shelf, short, long = SnapshotShelf(), snapshot("short", 3), snapshot("long", 9)
    shelf.put(short)
    shelf.put(long)
    assert shelf.best() is long
    shelf.confirm(BEN.user, Confirmation(short.hash, RECORDS), b"word")
    assert shelf.best() is short
    shelf.distrust(short.hash)
    assert shelf.best() is long
    assert not shelf.put(short)


def test_eng48_the_tail_counts_from_the_snapshot_that_covers_most() -> None:
    """ENG-48."""
    shelf, book = SnapshotShelf(), ChainBook()
    book.restore((PLAN, ANA.laptop.device, "0f" * 8), ChainEnd(10, bytes(16)))
    assert shelf.tail(book) == 10
    shelf.put(snapshot("one", 4))
    assert shelf.tail(book) == 6


def test_eng48_records_are_compared_only_when_the_same_envelopes_are_here() -> None:
    """ENG-48."""
    book = ChainBook()
    one = snapshot("one", 4)
    assert not covers_exactly(one, book)
    book.restore((PLAN, ANA.laptop.device, "0f" * 8), ChainEnd(4, bytes(16)))
    assert covers_exactly(one, book)
    assert content_of(book, RECORDS, b"\0\0") == one.content


def test_eng50_a_state_that_is_not_whole_or_not_sound_is_not_taken() -> None:
    """ENG-50."""
    header = header_of(PLAN, identity("ana's laptop"), 1)
    partial = bytes([1, 1, 7, 5, 4, 1, 1, 97, 1, 98, 0])
    for state in (b"", b"\xff" * 20, partial):
        with pytest.raises(UpdateRejected):
            open_snapshot(header, bytes(32), ANA.user, SnapshotContent((), RECORDS, state), b"")
