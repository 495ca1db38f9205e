"""Checking the stored ledger from the ground: every leaf, the tree over them, every signed head, a witness from outside."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from relay_server.domain.ledger_leaf import StoredLeaf, leaf_faults
from relay_server.ports.unit_of_work import UnitOfWork
from relay_server.service.environment import Environment
from relay_server.service.ledger import head_in
from sync.protocol.errors import ProtocolError
from sync.protocol.ledger import LedgerHead, LedgerTree, SignedHead, verify_head

_PAGE = 1_000
MOST_FAULTS = 20
"""Faults that are told; what follows a fault is rarely news."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was looked at and what is wrong with it, one sentence each."""

    head: SignedHead
    faults: tuple[str, ...]


def verify_ledger(env: Environment, witness: SignedHead | None = None) -> Verdict:
    """Check everything, in one transaction.

    Args:
        env: The environment.
        witness: A head that was taken out earlier: only with one is a ledger noticed that was put back as a whole.
    """
    with env.transactions.read() as unit:
        head = head_in(env, unit)
        faults: list[str] = []
        for fault in _faults(env, unit, witness):
            faults.append(fault)
            if len(faults) == MOST_FAULTS:
                break
        return Verdict(head, tuple(faults))


def _faults(env: Environment, unit: UnitOfWork, witness: SignedHead | None) -> Iterator[str]:
    tree = LedgerTree()
    for stored in leaves(unit):
        index = stored.leaf.index
        if index != len(tree):
            yield f"leaf {len(tree)} is missing; leaf {index} stands in its place"
            return
        tree.append(stored.leaf.hash)
        yield from (f"leaf {index}: {fault}" for fault in leaf_faults(stored.leaf))
        yield from _head_faults(env, stored, tree.root())
    size = unit.ledger.size()
    if size != len(tree):
        yield f"the ledger should have {size} leaves and has {len(tree)}"
    yield from _node_faults(unit, tree)
    yield from _witness_faults(env, tree, witness)


def leaves(unit: UnitOfWork, workspace: str | None = None) -> Iterator[StoredLeaf]:
    """Yield all leaves in order, of one workspace if one is named."""
    last = -1
    while page := unit.ledger.after(last, _PAGE, workspace):
        yield from page
        last = page[-1].leaf.index


def _head_faults(env: Environment, stored: StoredLeaf, root: bytes) -> Iterator[str]:
    leaf = stored.leaf
    if stored.root != root:
        yield f"leaf {leaf.index}: it or one before it was changed (the root is another one)"
    try:
        head = LedgerHead(env.keys.ledger, leaf.index + 1, stored.root, leaf.time_ms)
        verify_head(SignedHead(head, stored.signature), env.keys.ledger_public)
    except ProtocolError:
        yield f"leaf {leaf.index}: the head over it was not signed by this relay"


def _node_faults(unit: UnitOfWork, tree: LedgerTree) -> Iterator[str]:
    """Compare the stored nodes that proofs are made of with those that follow from the leaves."""
    size = len(tree)
    for low in range(0, size, _PAGE):
        places = [place for index in range(low, min(low + _PAGE, size)) for place in _ending_at(index)]
        stored = unit.ledger.nodes(places)
        for level, position in places:
            if stored.get((level, position)) != tree.root_between(position << level, (position + 1) << level):
                yield f"the stored hash of leaves {position << level} to {((position + 1) << level) - 1} is another one"


def _ending_at(index: int) -> list[tuple[int, int]]:
    """Return the complete subtrees whose last leaf this is."""
    found = [(0, index)]
    while found[-1][1] & 1:
        found.append((found[-1][0] + 1, found[-1][1] >> 1))
    return found


def _witness_faults(env: Environment, tree: LedgerTree, witness: SignedHead | None) -> Iterator[str]:
    if witness is None:
        return
    try:
        verify_head(witness, env.keys.ledger_public)
    except ProtocolError:
        yield "the witness was not signed by this relay"
        return
    head = witness.head
    if head.ledger != env.keys.ledger:
        yield "the witness is of another ledger"
    elif head.size > len(tree):
        yield f"the witness saw {head.size} leaves; {head.size - len(tree)} of them are gone"
    elif tree.root(head.size) != head.root:
        yield f"the first {head.size} leaves are not those that the witness saw"
