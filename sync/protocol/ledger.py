"""The audit ledger's tree: hashes, proofs and signed heads after RFC 9162.

Every function that checks raises; none answers with a truth value that could be forgotten. ``LedgerTree`` keeps the
hashes of complete subtrees in memory; a relay that stores them elsewhere uses the same shapes.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sync.protocol.errors import Malformed, ProofInvalid, SignatureInvalid, UnsupportedVersion
from sync.protocol.signing import LEDGER_HEAD, SIGNATURE_BYTES, verify_signature
from sync.protocol.version import LEDGER_VERSION

HASH_BYTES = 32
MAX_PROOF_HASHES = 64
"""Longest proof: the tree has at most 2^63 leaves."""

_LAYOUT = struct.Struct(">B16sQ32sQ")


def leaf_hash(leaf: bytes) -> bytes:
    """Hash the bytes of a leaf."""
    return hashlib.sha256(b"\0" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash two neighbours to their parent."""
    return hashlib.sha256(b"\1" + left + right).digest()


EMPTY_ROOT = hashlib.sha256(b"").digest()
"""Root of a tree without leaves."""


class LedgerTree:
    """A tree that grows at its end; roots and proofs of every earlier size can be made."""

    def __init__(self, leaves: Iterable[bytes] = ()) -> None:
        """Start with some leaf hashes."""
        self._levels: list[list[bytes]] = [[]]
        for leaf in leaves:
            self.append(leaf)

    def __len__(self) -> int:
        return len(self._levels[0])

    def append(self, leaf: bytes) -> None:
        """Add a leaf by its hash."""
        self._levels[0].append(leaf)
        level = 0
        while len(self._levels[level]) % 2 == 0:
            if level + 1 == len(self._levels):
                self._levels.append([])
            self._levels[level + 1].append(node_hash(*self._levels[level][-2:]))
            level += 1

    def root(self, size: int | None = None) -> bytes:
        """Return the root over the first leaves.

        Raises:
            ValueError: There are fewer.
        """
        whole = self._checked(len(self) if size is None else size)
        return self._subtree(0, whole) if whole else EMPTY_ROOT

    def inclusion(self, index: int, size: int | None = None) -> list[bytes]:
        """Prove that a leaf stands at an index of the tree of a size.

        Raises:
            ValueError: There is no such leaf or no such size.
        """
        low, high = 0, self._checked(len(self) if size is None else size)
        if not 0 <= index < high:
            raise ValueError(f"no leaf {index} in a tree of {high}")
        proof = []
        while high - low > 1:
            middle = low + _split(high - low)
            if index < middle:
                proof.append(self._subtree(middle, high))
                high = middle
            else:
                proof.append(self._subtree(low, middle))
                low = middle
        return proof[::-1]

    def consistency(self, old: int, size: int | None = None) -> list[bytes]:
        """Prove that the tree of a size begins with the tree of an older size.

        Raises:
            ValueError: The sizes are not 0 < old <= size.
        """
        high = self._checked(len(self) if size is None else size)
        if not 0 < old <= high:
            raise ValueError(f"no tree of {old} in one of {high}")
        low, proof, whole = 0, [], True
        while old != high - low:
            middle = _split(high - low)
            if old <= middle:
                proof.append(self._subtree(low + middle, high))
                high = low + middle
            else:
                proof.append(self._subtree(low, low + middle))
                low, old, whole = low + middle, old - middle, False
        if not whole:
            proof.append(self._subtree(low, high))
        return proof[::-1]

    def root_between(self, low: int, high: int) -> bytes:
        """Return the hash over the leaves of a range that proofs use: ``low`` is a multiple of its size, rounded up to 2^n.

        Raises:
            ValueError: There are fewer leaves, or the range is empty.
        """
        if not low < self._checked(high):
            raise ValueError(f"no leaves from {low} to {high}")
        return self._subtree(low, high)

    def _checked(self, size: int) -> int:
        if not 0 <= size <= len(self):
            raise ValueError(f"the tree has {len(self)} leaves, not {size}")
        return size

    def _subtree(self, low: int, high: int) -> bytes:
        size = high - low
        if size & (size - 1) == 0 and low % size == 0:
            return self._levels[size.bit_length() - 1][low // size]
        middle = low + _split(size)
        return node_hash(self._subtree(low, middle), self._subtree(middle, high))


def verify_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> None:
    """Check that a leaf hash stands at an index of the tree with this size and root (RFC 9162, 2.1.3.2).

    Raises:
        ProofInvalid: The proof does not show it.
    """
    _check_shape(proof)
    if not 0 <= index < size:
        raise ProofInvalid("the leaf lies outside of the tree")
    position, last, hashed = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            raise ProofInvalid("the proof is too long")
        if position & 1 or position == last:
            hashed = node_hash(sibling, hashed)
            while position and not position & 1:
                position, last = position >> 1, last >> 1
        else:
            hashed = node_hash(hashed, sibling)
        position, last = position >> 1, last >> 1
    if last or hashed != root:
        raise ProofInvalid("the leaf is not in the tree")


def verify_consistency(old: int, size: int, old_root: bytes, root: bytes, proof: Sequence[bytes]) -> None:
    """Check that a tree begins with an older one (RFC 9162, 2.1.4.2). Every tree begins with the empty one.

    Raises:
        ProofInvalid: The proof does not show it.
    """
    _check_shape(proof)
    if old in (0, size):
        expected = EMPTY_ROOT if old == 0 else root
        if proof or old_root != expected or (size == 0 and root != EMPTY_ROOT):
            raise ProofInvalid("the trees differ")
        return
    if not 0 < old < size or not proof:
        raise ProofInvalid("the sizes do not fit the proof")
    path = [old_root, *proof] if old & (old - 1) == 0 else list(proof)
    position, last = old - 1, size - 1
    while position & 1:
        position, last = position >> 1, last >> 1
    first = second = path[0]
    for sibling in path[1:]:
        if last == 0:
            raise ProofInvalid("the proof is too long")
        if position & 1 or position == last:
            first, second = node_hash(sibling, first), node_hash(sibling, second)
            while position and not position & 1:
                position, last = position >> 1, last >> 1
        else:
            second = node_hash(second, sibling)
        position, last = position >> 1, last >> 1
    if last or first != old_root or second != root:
        raise ProofInvalid("the older tree is not the beginning of the newer one")


@dataclass(frozen=True, slots=True)
class LedgerHead:
    """What a relay signs of its ledger: its id, how many leaves it has, their root, and when (Unix ms)."""

    ledger: str
    size: int
    root: bytes
    time: int


@dataclass(frozen=True, slots=True)
class SignedHead:
    """A head and the relay's signature."""

    head: LedgerHead
    signature: bytes


def head_bytes(head: LedgerHead) -> bytes:
    """Return the bytes of a head that are signed in the context ``signing.LEDGER_HEAD``."""
    return _LAYOUT.pack(LEDGER_VERSION, bytes.fromhex(head.ledger), head.size, head.root, head.time)


def encode_signed_head(signed: SignedHead) -> bytes:
    """Write a signed head: version, ledger, size, root, time, signature."""
    return head_bytes(signed.head) + signed.signature


def decode_signed_head(data: bytes) -> SignedHead:
    """Read a signed head; nothing is verified.

    Raises:
        Malformed: Of another length.
        UnsupportedVersion: Of a version that is not known here.
    """
    if len(data) != _LAYOUT.size + SIGNATURE_BYTES:
        raise Malformed("a ledger head has another length")
    version, ledger, size, root, time = _LAYOUT.unpack_from(data)
    if version != LEDGER_VERSION:
        raise UnsupportedVersion(f"a ledger head has version {version}")
    return SignedHead(LedgerHead(ledger.hex(), size, root, time), data[_LAYOUT.size :])


def verify_head(signed: SignedHead, public: bytes) -> None:
    """Check that a relay signed a head.

    Raises:
        ProofInvalid: It did not.
    """
    try:
        verify_signature(public, LEDGER_HEAD, signed.signature, head_bytes(signed.head))
    except SignatureInvalid:
        raise ProofInvalid("a ledger head is not signed by this relay") from None


def verify_growth(pinned: LedgerHead, newer: LedgerHead, proof: Sequence[bytes]) -> None:
    """Check that a ledger only grew since a head that was pinned.

    Raises:
        ProofInvalid: It is another ledger, it became smaller, or the proof does not show it.
    """
    if newer.ledger != pinned.ledger:
        raise ProofInvalid("the head belongs to another ledger")
    if newer.size < pinned.size:
        raise ProofInvalid("the ledger became smaller")
    verify_consistency(pinned.size, newer.size, pinned.root, newer.root, proof)


def _check_shape(proof: Sequence[bytes]) -> None:
    if len(proof) > MAX_PROOF_HASHES or any(len(item) != HASH_BYTES for item in proof):
        raise ProofInvalid("a proof is malformed")


def _split(size: int) -> int:
    return 1 << ((size - 1).bit_length() - 1)
