"""The audit ledger's tree as it is stored: the hashes of complete subtrees, each at a (level, position).

``sync.protocol.ledger.LedgerTree`` keeps them in memory; here they are rows, and these functions say which ones are needed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from sync.protocol.ledger import EMPTY_ROOT, node_hash

Place: TypeAlias = tuple[int, int]
"""Level (0: leaves) and position in it: the subtree over leaves ``position << level`` to ``(position + 1) << level``."""

Nodes: TypeAlias = Mapping[Place, bytes]
Range: TypeAlias = tuple[int, int]


def peaks(size: int) -> list[Place]:
    """Return the complete subtrees that a tree consists of, left to right."""
    return places_of((0, size))


def grown(size: int, nodes: Nodes, leaf: bytes) -> dict[Place, bytes]:
    """Return the nodes that a leaf adds to a tree.

    Args:
        size: Leaves before.
        nodes: Its peaks.
        leaf: Hash of the new leaf.
    """
    place, hashed = (0, size), leaf
    added = {place: hashed}
    while place[1] & 1:
        level, position = place
        hashed = node_hash(nodes[level, position - 1], hashed)
        place = (level + 1, position >> 1)
        added[place] = hashed
    return added


def root_of(size: int, nodes: Nodes) -> bytes:
    """Return the root over the first leaves, from the tree's peaks at that size."""
    return range_hash((0, size), nodes) if size else EMPTY_ROOT


def places_of(span: Range) -> list[Place]:
    """Return the complete subtrees that a range of leaves consists of, as proofs cut it: its start is aligned."""
    low, high = span
    found = []
    while low < high:
        level = (high - low).bit_length() - 1
        found.append((level, low >> level))
        low += 1 << level
    return found


def range_hash(span: Range, nodes: Nodes) -> bytes:
    """Return the hash over a range of leaves."""
    *first, last = places_of(span)
    hashed = nodes[last]
    for place in reversed(first):
        hashed = node_hash(nodes[place], hashed)
    return hashed


def inclusion_ranges(index: int, size: int) -> list[Range]:
    """Return the ranges whose hashes prove that a leaf stands at an index, nearest first (RFC 9162, 2.1.3.1).

    Raises:
        ValueError: There is no such leaf.
    """
    if not 0 <= index < size:
        raise ValueError(f"no leaf {index} in a tree of {size}")
    low, high, proof = 0, size, []
    while high - low > 1:
        middle = low + _split(high - low)
        if index < middle:
            proof.append((middle, high))
            high = middle
        else:
            proof.append((low, middle))
            low = middle
    return proof[::-1]


def consistency_ranges(old: int, size: int) -> list[Range]:
    """Return the ranges whose hashes prove that a tree begins with an older one (RFC 9162, 2.1.4.1).

    Raises:
        ValueError: The sizes are not 0 < old <= size.
    """
    if not 0 < old <= size:
        raise ValueError(f"no tree of {old} in one of {size}")
    low, high, whole = 0, size, True
    proof: list[Range] = []
    while old != high - low:
        middle = _split(high - low)
        if old <= middle:
            proof.append((low + middle, high))
            high = low + middle
        else:
            proof.append((low, low + middle))
            low, old, whole = low + middle, old - middle, False
    if not whole:
        proof.append((low, high))
    return proof[::-1]


def needed(ranges: Iterable[Range]) -> list[Place]:
    """Return all places that some ranges consist of."""
    return [place for span in ranges for place in places_of(span)]


def _split(size: int) -> int:
    return 1 << ((size - 1).bit_length() - 1)
