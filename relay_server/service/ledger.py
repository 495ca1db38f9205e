"""Adding to the audit ledger, its heads and its proofs."""

from __future__ import annotations

from dataclasses import dataclass

from relay_server.domain.ledger_leaf import KEY_BYTES, StoredLeaf, new_leaf
from relay_server.domain.ledger_tree import (
    Range,
    consistency_ranges,
    grown,
    inclusion_ranges,
    needed,
    peaks,
    range_hash,
    root_of,
)
from relay_server.domain.security_event import SecurityEvent
from relay_server.errors import InvalidRequest, NotFound
from relay_server.ports.unit_of_work import UnitOfWork
from relay_server.service.environment import Environment
from sync.protocol.ledger import EMPTY_ROOT, LedgerHead, SignedHead


@dataclass(frozen=True, slots=True)
class Inclusion:
    """A leaf's hash and the hashes that lead from it to the root of a size."""

    index: int
    size: int
    leaf: bytes
    proof: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Consistency:
    """The hashes that show that the tree of a size begins with the tree of an older size."""

    old: int
    size: int
    proof: tuple[bytes, ...]


def append(env: Environment, unit: UnitOfWork, event: SecurityEvent) -> int:
    """Add an event as the next leaf, with the head signed over it; returns its index.

    It is stored if and only if the transaction is that does what it tells of.
    """
    index = unit.ledger.size(lock=True)
    leaf = new_leaf(index, event, env.random_bytes(KEY_BYTES), env.random_bytes(KEY_BYTES))
    nodes = dict(unit.ledger.nodes(peaks(index))) if index else {}
    added = grown(index, nodes, leaf.hash)
    root = root_of(index + 1, {**nodes, **added})
    head = LedgerHead(env.keys.ledger, index + 1, root, event.time_ms)
    unit.ledger.add(StoredLeaf(leaf, root, env.keys.sign_ledger_head(head).signature), added)
    return index


def head_in(env: Environment, unit: UnitOfWork) -> SignedHead:
    """Return the newest signed head, as a transaction sees it."""
    size = unit.ledger.size()
    last = unit.ledger.get(size - 1) if size else None
    if last is None:
        return env.keys.sign_ledger_head(LedgerHead(env.keys.ledger, 0, EMPTY_ROOT, env.now_ms()))
    return SignedHead(LedgerHead(env.keys.ledger, size, last.root, last.leaf.time_ms), last.signature)


def newest_head(env: Environment) -> SignedHead:
    """Return the newest signed head."""
    with env.transactions.read() as unit:
        return head_in(env, unit)


def inclusion(env: Environment, index: int, size: int | None = None) -> Inclusion:
    """Prove that a leaf stands where it does.

    Raises:
        NotFound: There is no such leaf in a tree of that size, or no such size.
    """
    with env.transactions.read() as unit:
        whole = _checked_size(unit, size)
        stored = unit.ledger.get(index)
        if stored is None or index >= whole:
            raise NotFound("no_such_leaf", "The ledger of that size has no such leaf.")
        return Inclusion(index, whole, stored.leaf.hash, _hashes(unit, inclusion_ranges(index, whole)))


def consistency(env: Environment, old: int, size: int | None = None) -> Consistency:
    """Prove that the ledger only grew.

    Raises:
        NotFound: The ledger never had such a size.
        InvalidRequest: The older size is the greater one, or zero.
    """
    with env.transactions.read() as unit:
        whole = _checked_size(unit, size)
        if not 0 < old <= whole:
            raise InvalidRequest("invalid_sizes", "The older size is between one and the newer one.")
        return Consistency(old, whole, _hashes(unit, consistency_ranges(old, whole)))


def _checked_size(unit: UnitOfWork, size: int | None) -> int:
    present = unit.ledger.size()
    if size is None:
        return present
    if not 0 < size <= present:
        raise NotFound("no_such_size", "The ledger never had this size.")
    return size


def _hashes(unit: UnitOfWork, ranges: list[Range]) -> tuple[bytes, ...]:
    nodes = unit.ledger.nodes(needed(ranges)) if ranges else {}
    return tuple(range_hash(span, nodes) for span in ranges)
