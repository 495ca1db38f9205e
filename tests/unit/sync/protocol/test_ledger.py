"""The audit ledger's tree against RFC 9162."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sync.protocol.errors import Malformed, ProofInvalid, UnsupportedVersion
from sync.protocol.ledger import (
    EMPTY_ROOT,
    LedgerHead,
    LedgerTree,
    SignedHead,
    decode_signed_head,
    encode_signed_head,
    head_bytes,
    leaf_hash,
    verify_consistency,
    verify_growth,
    verify_head,
    verify_inclusion,
)
from sync.protocol.signing import LEDGER_HEAD
from tests.support.workspace import Signer

# The leaves and roots that certificate transparency's reference implementations publish.
LEAVES = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
KEY = Signer("relay's ledger")


def tree_of(count: int) -> LedgerTree:
    """Return a tree with numbered leaves."""
    return LedgerTree(leaf_hash(str(number).encode()) for number in range(count))


def plain_root(leaves: list[bytes]) -> bytes:
    """Compute a root straight from the definition in RFC 9162, 2.1.1."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return hashlib.sha256(b"\0" + leaves[0]).digest()
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return hashlib.sha256(b"\1" + plain_root(leaves[:split]) + plain_root(leaves[split:])).digest()


def test_pro70_roots_are_the_published_ones() -> None:
    """PRO-70."""
    tree = LedgerTree(leaf_hash(bytes.fromhex(leaf)) for leaf in LEAVES)
    assert [tree.root(size).hex() for size in range(1, 9)] == ROOTS
    assert LedgerTree().root() == EMPTY_ROOT == plain_root([])
    leaves = [str(number).encode() for number in range(71)]
    assert all(tree_of(size).root() == plain_root(leaves[:size]) for size in range(71))


def test_pro70_every_proof_of_every_small_tree_holds_and_no_other_does() -> None:
    """PRO-70."""
    tree = tree_of(40)
    for size in range(1, 41):
        root = tree.root(size)
        for index in range(size):
            leaf, proof = leaf_hash(str(index).encode()), tree.inclusion(index, size)
            verify_inclusion(leaf, index, size, proof, root)
            for wrong in ((index + 1, size, proof), (index, size, [*proof, bytes(32)]), (index, size, proof[:-1])):
                if wrong == (index, size, proof):
                    continue
                with pytest.raises(ProofInvalid):
                    verify_inclusion(leaf, wrong[0], wrong[1], wrong[2], root)
        for old in range(1, size + 1):
            proof = tree.consistency(old, size)
            verify_consistency(old, size, tree.root(old), root, proof)
            with pytest.raises(ProofInvalid):
                verify_consistency(old, size, bytes(32), root, proof)
            with pytest.raises(ProofInvalid):
                verify_consistency(old, size, tree.root(old), bytes(32), proof)


def test_pro70_an_edit_a_swap_a_deletion_and_a_truncation_are_seen() -> None:
    """PRO-70."""
    honest = [str(number).encode() for number in range(20)]
    tree = tree_of(20)
    pinned = tree.root(12)
    edited = [*honest[:7], b"edited", *honest[8:]]
    swapped = [*honest[:3], honest[4], honest[3], *honest[5:]]
    for leaves in (edited, swapped, honest[1:], [*honest[:11], *honest[12:]]):
        other = LedgerTree(map(leaf_hash, leaves))
        with pytest.raises(ProofInvalid):
            verify_consistency(12, len(other), pinned, other.root(), other.consistency(12))
    with pytest.raises(ProofInvalid):
        verify_consistency(12, 10, pinned, tree.root(10), [])


@settings(max_examples=200)
@given(st.integers(0, 300), st.integers(0, 300), st.lists(st.binary(min_size=32, max_size=32), max_size=10))
def test_pro70_random_proofs_never_hold(index: int, size: int, proof: list[bytes]) -> None:
    """PRO-70."""
    with pytest.raises(ProofInvalid):
        verify_inclusion(bytes(32), index, size, proof, bytes(32))
    with pytest.raises(ProofInvalid):
        verify_consistency(index, size, b"\1" * 32, b"\2" * 32, proof)


@pytest.mark.parametrize("proof", [[b"short"], [bytes(32)] * 65])
def test_pro70_malformed_proofs_are_refused(proof: list[bytes]) -> None:
    """PRO-70."""
    with pytest.raises(ProofInvalid):
        verify_inclusion(bytes(32), 0, 2, proof, bytes(32))
    with pytest.raises(ProofInvalid):
        verify_consistency(1, 2, bytes(32), bytes(32), proof)


def test_what_is_not_in_the_tree_cannot_be_proved() -> None:
    tree = tree_of(5)
    for wrong in (
        lambda: tree.inclusion(5),
        lambda: tree.root(6),
        lambda: tree.consistency(0),
        lambda: tree.inclusion(-1),
    ):
        with pytest.raises(ValueError, match=r"leaves|leaf|tree"):
            wrong()
    assert len(tree) == 5


def signed(size: int, ledger: str = "0e" * 16) -> SignedHead:
    """Return a signed head of a tree of a size."""
    head = LedgerHead(ledger, size, tree_of(size).root(), 1_800_000_000_000 + size)
    return SignedHead(head, KEY.sign(LEDGER_HEAD, head_bytes(head)))


def test_pro71_a_head_survives_its_encoding_and_is_signed_whole() -> None:
    """PRO-71."""
    head = signed(9)
    data = encode_signed_head(head)
    assert decode_signed_head(data) == head
    verify_head(head, KEY.public)
    for changed in (replace(head.head, size=8), replace(head.head, time=1), replace(head.head, ledger="0f" * 16)):
        with pytest.raises(ProofInvalid):
            verify_head(replace(head, head=changed), KEY.public)
    with pytest.raises(ProofInvalid):
        verify_head(head, Signer("other").public)
    with pytest.raises(Malformed):
        decode_signed_head(data[:-1])
    with pytest.raises(UnsupportedVersion):
        decode_signed_head(b"\2" + data[1:])


def test_pro72_a_ledger_only_grows() -> None:
    """PRO-72."""
    old, new, empty = signed(5).head, signed(9).head, signed(0).head
    tree = tree_of(9)
    verify_growth(old, new, tree.consistency(5))
    verify_growth(new, new, [])
    verify_growth(empty, new, [])
    for pinned, newer, proof in (
        (new, old, []),
        (old, signed(9, "0f" * 16).head, tree.consistency(5)),
        (old, new, []),
        (old, replace(old, root=bytes(32)), []),
    ):
        with pytest.raises(ProofInvalid):
            verify_growth(pinned, newer, proof)
