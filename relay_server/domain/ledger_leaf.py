"""A leaf of the audit ledger: what its bytes are, and how personal data stays beside it.

``version u8 | index u64 | time u64 | action (u8 length, ASCII) | workspace 16 | H(details) 32 | subject 32 | actor 32``. Whom
an action concerns and who did it, from where, are personal: the leaf holds only HMAC-SHA-256 of them under random keys that lie
beside it. Once key and data are erased nobody can tell what was committed to, and every proof stays what it was.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import struct
from dataclasses import dataclass, replace

from relay_server.domain.security_event import Action, SecurityEvent
from sync.protocol.ledger import leaf_hash

KEY_BYTES = 32
NO_WORKSPACE = "00" * 16
_VERSION = 1
_NUMBERS = struct.Struct(">BQQB")
_SUBJECT = b"aio-canvas ledger subject v1\0"
_ACTOR = b"aio-canvas ledger actor v1\0"


@dataclass(frozen=True, slots=True)
class LedgerLeaf:
    """One line of the ledger. Where personal data was erased its fields and its key are None.

    Attributes:
        index: Its place, from 0.
        time_ms: Unix milliseconds.
        action: What happened.
        workspace: Where; None for the relay itself.
        details: Short facts as JSON: ids and reasons, never names, addresses or secrets; None once archived.
        details_hash: Hash of the details.
        subject: Account that it concerns; "" where none does.
        subject_key: Key of the commitment to the subject.
        subject_commitment: What stands in the leaf.
        actor: Who did it: an account id, "cli", or "" where nobody is known.
        address: From where.
        actor_key: Key of the commitment to actor and address.
        actor_commitment: What stands in the leaf.
    """

    index: int
    time_ms: int
    action: str
    workspace: str | None
    details: str | None
    details_hash: bytes
    subject: str | None
    subject_key: bytes | None
    subject_commitment: bytes
    actor: str | None
    address: str | None
    actor_key: bytes | None
    actor_commitment: bytes

    @property
    def hash(self) -> bytes:
        """The leaf's hash in the tree."""
        return leaf_hash(leaf_bytes(self))


@dataclass(frozen=True, slots=True)
class StoredLeaf:
    """A leaf, and the head over it and all before: root and signature."""

    leaf: LedgerLeaf
    root: bytes
    signature: bytes


def new_leaf(index: int, event: SecurityEvent, subject_key: bytes, actor_key: bytes) -> LedgerLeaf:
    """Return the leaf that records an event at a place."""
    details = json.dumps(event.details, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    subject, actor = event.account or "", event.actor or ""
    return LedgerLeaf(
        index,
        event.time_ms,
        event.action.value,
        event.workspace,
        details,
        _details_hash(details),
        subject,
        subject_key,
        subject_commitment(subject_key, subject),
        actor,
        event.address,
        actor_key,
        actor_commitment(actor_key, actor, event.address),
    )


def leaf_bytes(leaf: LedgerLeaf) -> bytes:
    """Return the bytes that are hashed into the tree."""
    action = leaf.action.encode("ascii")
    return b"".join(
        [
            _NUMBERS.pack(_VERSION, leaf.index, leaf.time_ms, len(action)),
            action,
            bytes.fromhex(leaf.workspace or NO_WORKSPACE),
            leaf.details_hash,
            leaf.subject_commitment,
            leaf.actor_commitment,
        ]
    )


def event_of(leaf: LedgerLeaf) -> SecurityEvent:
    """Return what a leaf records, as far as it was not erased."""
    details = json.loads(leaf.details) if leaf.details is not None else {}
    return SecurityEvent(
        leaf.time_ms, Action(leaf.action), leaf.subject, leaf.actor, leaf.address or "", details, leaf.workspace
    )


def leaf_faults(leaf: LedgerLeaf) -> list[str]:
    """Return what of the data beside a leaf is not what the leaf commits to."""
    faults = []
    if leaf.details is not None and _details_hash(leaf.details) != leaf.details_hash:
        faults.append("its details were changed")
    if leaf.subject_key is not None and not hmac.compare_digest(
        subject_commitment(leaf.subject_key, leaf.subject or ""), leaf.subject_commitment
    ):
        faults.append("whom it concerns was changed")
    if leaf.actor_key is not None and not hmac.compare_digest(
        actor_commitment(leaf.actor_key, leaf.actor or "", leaf.address or ""), leaf.actor_commitment
    ):
        faults.append("who did it was changed")
    # Without its key data proves nothing, so that erasing a key would be a way to change it.
    if (leaf.subject_key is None and leaf.subject is not None) or (
        leaf.actor_key is None and (leaf.actor is not None or leaf.address is not None)
    ):
        faults.append("personal data stands there without the key that proves it")
    return faults


def erased(leaf: LedgerLeaf, *, subject: bool, actor: bool) -> LedgerLeaf:
    """Return a leaf without the personal data of its subject, its actor, or both; its bytes stay the same."""
    if subject:
        leaf = replace(leaf, subject=None, subject_key=None)
    return replace(leaf, actor=None, address=None, actor_key=None) if actor else leaf


def subject_commitment(key: bytes, subject: str) -> bytes:
    """Commit to whom an action concerns."""
    return hmac.digest(key, _SUBJECT + subject.encode(), "sha256")


def actor_commitment(key: bytes, actor: str, address: str) -> bytes:
    """Commit to who did it and from where."""
    return hmac.digest(key, _ACTOR + actor.encode() + b"\0" + address.encode(), "sha256")


def _details_hash(details: str) -> bytes:
    return hashlib.sha256(details.encode()).digest()
