from __future__ import annotations

import tracemalloc

from relay_server.domain.log_row import seq_of
from relay_server.service.rooms.recent_runs import RecentRuns
from tests.support.logged import logged

CHAIN, OTHER = (b"d" * 16, b"w" * 8), (b"e" * 16, b"w" * 8)


def run_of(first: int, last: int, size: int = 0) -> bytes:
    """Return the items of a chain whose counters are their numbers."""
    return b"".join(logged(CHAIN, seq, seq, size).item for seq in range(first, last + 1))


def test_what_came_last_is_found_by_number() -> None:
    """RLY-20."""
    recent = RecentRuns(4)
    assert recent.add(7, run_of(5, 7)) == 4
    assert recent.add(8, run_of(8, 8)) == 4
    assert recent.add(10, run_of(9, 10)) == 4
    assert [seq_of(item) for item in recent.after(5, 8)] == [6, 7, 8]
    assert [seq_of(item) for item in recent.after(4, 10)] == [5, 6, 7, 8, 9, 10]
    assert recent.after(10, 10) == []


def test_what_is_kept_is_bounded() -> None:
    recent = RecentRuns(0)
    bases = [recent.add(2 * count, run_of(2 * count - 1, 2 * count)) for count in range(1, 101)]
    assert bases[63:66] == [0, 2, 4]
    large = RecentRuns(0)
    assert [large.add(count, run_of(count, count, 400_000)) for count in range(1, 4)] == [0, 1, 2]
    assert [seq_of(item) for item in large.after(0, 3)] == [3]


def test_chains_are_read_when_somebody_asks() -> None:
    """RLY-22."""
    recent = RecentRuns(0)
    for count in range(1, 301):
        recent.add(2 * count, logged(CHAIN, count, 2 * count - 1).item + logged(OTHER, 2 * count, 2 * count).item)
    assert {chain: head.counter for chain, head in recent.take_heads().items()} == {CHAIN: 300, OTHER: 600}
    assert recent.take_heads() == {}
    recent.add(601, logged(CHAIN, 301, 601).item)
    assert {chain: head.counter for chain, head in recent.take_heads().items()} == {CHAIN: 301}


def test_large_runs_are_let_go_also_if_nobody_asks_for_chains() -> None:
    """A picture is a megabyte: of hundreds that nobody had looked into nothing may stay but how far their chains came."""
    recent = RecentRuns(0)
    tracemalloc.start()
    try:
        for count in range(1, 101):
            recent.add(count, run_of(count, count, 200_000))
        held, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert held < 2_000_000
    assert {chain: head.counter for chain, head in recent.take_heads().items()} == {CHAIN: 100}
