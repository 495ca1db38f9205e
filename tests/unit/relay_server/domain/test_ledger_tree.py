from __future__ import annotations

import pytest

from relay_server.domain.ledger_tree import (
    Place,
    consistency_ranges,
    grown,
    inclusion_ranges,
    needed,
    peaks,
    range_hash,
    root_of,
)
from sync.protocol.ledger import LedgerTree, leaf_hash

LEAVES = [leaf_hash(bytes([number])) for number in range(70)]


def stored(size: int) -> dict[Place, bytes]:
    """Grow a tree as rows, reading only its peaks each time."""
    nodes: dict[Place, bytes] = {}
    for index in range(size):
        seen = {place: nodes[place] for place in peaks(index)}
        nodes |= grown(index, seen, LEAVES[index])
    return nodes


def test_rows_and_memory_make_the_same_roots() -> None:
    """PRO-70."""
    tree, nodes = LedgerTree(LEAVES), stored(len(LEAVES))
    for size in range(len(LEAVES) + 1):
        assert root_of(size, nodes) == tree.root(size)


def test_rows_and_memory_make_the_same_proofs() -> None:
    """PRO-70."""
    tree, nodes = LedgerTree(LEAVES), stored(len(LEAVES))
    for size in range(1, len(LEAVES) + 1):
        for index in range(size):
            ranges = inclusion_ranges(index, size)
            assert [range_hash(span, nodes) for span in ranges] == tree.inclusion(index, size)
            again = consistency_ranges(index + 1, size)
            assert [range_hash(span, nodes) for span in again] == tree.consistency(index + 1, size)
            assert set(needed(again)) <= set(nodes)


@pytest.mark.parametrize(("low", "size"), [(5, 5), (-1, 5), (0, 0)])
def test_there_are_no_proofs_of_what_is_not_there(low: int, size: int) -> None:
    with pytest.raises(ValueError, match="no leaf"):
        inclusion_ranges(low, size)
    with pytest.raises(ValueError, match="no tree"):
        consistency_ranges(low + 1 if low == 5 else low, size)
