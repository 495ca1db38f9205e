"""When to compact a document: a pure rule over sizes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CompactionPolicy:
    """Bounds of the tail that must be read beside the state when a document is opened.

    Attributes:
        max_updates: Compact when more updates than this follow the state.
        min_updates: Never compact for fewer, whatever their size: the state would be rewritten for nothing.
        max_ratio: Compact when the tail is larger than the state times this.
        min_bytes: A tail below this size is never too large.
    """

    max_updates: int = 2_000
    min_updates: int = 50
    max_ratio: float = 0.5
    min_bytes: int = 64 << 10


DEFAULT_POLICY = CompactionPolicy()


def should_compact(
    tail_updates: int, tail_bytes: int, state_bytes: int, policy: CompactionPolicy = DEFAULT_POLICY
) -> bool:
    """Tell whether a document should be compacted when its window closes or it is idle.

    Args:
        tail_updates: Number of updates that the state does not cover.
        tail_bytes: Their size.
        state_bytes: Size of the present state, 0 when there is none.
        policy: Bounds to hold to.
    """
    if tail_updates > policy.max_updates:
        return True
    if tail_updates < policy.min_updates:
        return False
    return tail_bytes > max(policy.min_bytes, state_bytes * policy.max_ratio)
