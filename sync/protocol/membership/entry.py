"""An operation with its signatures: how it stands in a log, and the head it makes.

The author signs the operation's bytes. The head is a hash of those bytes and that signature; since the bytes hold the
previous head, it stands for the whole log. The sequencer signs (workspace, seq, head), which is what makes an operation
count: there is one sequencer, so there are no forks.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from sync.protocol.errors import Malformed, TooLarge
from sync.protocol.limits import ID_BYTES, MAX_OPERATION_BYTES
from sync.protocol.signing import HEAD, SIGNATURE_BYTES, verify_signature

NO_HEAD = bytes(32)
"""What the first operation names as the head before it."""

_HEAD_HASH = b"aio-canvas log entry v1\0"
_WORKSPACE = b"aio-canvas workspace id v1\0"


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One place of a log.

    Attributes:
        operation: The operation's bytes.
        signature: Its author's.
        countersignature: The sequencer's over (workspace, seq, head).
    """

    operation: bytes
    signature: bytes
    countersignature: bytes

    @property
    def head(self) -> bytes:
        """The head after this entry."""
        return head_of(self.operation, self.signature)


def head_of(operation: bytes, signature: bytes) -> bytes:
    """Hash an operation and its author's signature to the head that they make (32 bytes)."""
    return hashlib.sha256(_HEAD_HASH + operation + signature).digest()


def head_message(workspace: str, seq: int, head: bytes) -> bytes:
    """Return what the sequencer signs in the context ``signing.HEAD``."""
    return bytes.fromhex(workspace) + seq.to_bytes(4, "big") + head


def verify_countersignature(sequencer: bytes, workspace: str, seq: int, head: bytes, countersignature: bytes) -> None:
    """Check that the sequencer put this head at this place.

    Raises:
        SignatureInvalid: It did not.
    """
    verify_signature(sequencer, HEAD, countersignature, head_message(workspace, seq, head))


def workspace_id(founder_device: str, salt: bytes) -> str:
    """Return the id of a workspace: a hash of its founder's device and a random salt, so that nobody else can claim it."""
    return hashlib.sha256(_WORKSPACE + bytes.fromhex(founder_device) + salt).digest()[:ID_BYTES].hex()


def encode_log_entry(entry: LogEntry) -> bytes:
    """Serialise an entry: both signatures, then the operation."""
    return entry.signature + entry.countersignature + entry.operation


def decode_log_entry(data: bytes) -> LogEntry:
    """Read an entry; nothing is verified.

    Raises:
        Malformed: It is too short.
        TooLarge: The operation is over its limit.
    """
    start = 2 * SIGNATURE_BYTES
    if len(data) <= start:
        raise Malformed("a log entry is too short")
    if len(data) - start > MAX_OPERATION_BYTES:
        raise TooLarge("an operation is over its limit")
    return LogEntry(data[start:], data[:SIGNATURE_BYTES], data[SIGNATURE_BYTES:start])
