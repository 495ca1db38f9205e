"""ST-9: when a document is compacted."""

from __future__ import annotations

import pytest

from sync.store.compaction import CompactionPolicy, should_compact


@pytest.mark.parametrize(
    ("updates", "tail_bytes", "state_bytes", "expected"),
    [
        (0, 0, 0, False),
        (49, 10**9, 0, False),
        (50, 64 << 10, 0, False),
        (50, (64 << 10) + 1, 0, True),
        (500, 400_000, 1_000_000, False),
        (500, 500_001, 1_000_000, True),
        (2_000, 10, 0, False),
        (2_001, 10, 10**9, True),
    ],
)
def test_st9_a_long_or_heavy_tail_is_compacted(updates: int, tail_bytes: int, state_bytes: int, expected: bool) -> None:
    """ST-9."""
    assert should_compact(updates, tail_bytes, state_bytes) is expected


def test_st9_the_policy_is_the_callers() -> None:
    """ST-9."""
    assert should_compact(3, 1, 0, CompactionPolicy(max_updates=2))
