"""Proof that a device signed two pasts of one chain: two envelopes that no honest device signs both.

Either they have one counter and differ, or the second one has the next counter and names another envelope than the first
as the one before it. The chain ends before the first of them, for everybody who sees both. The proof needs no word of
whoever shows it, so it can be carried by anybody: as an envelope of its own, or in a snapshot.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sync.protocol.envelope import (
    MAX_ENVELOPE_BYTES,
    PREVIOUS_BYTES,
    EnvelopeType,
    envelope_hash,
    parse_header,
    verify_envelope,
)
from sync.protocol.errors import ErrorCode, Malformed, NotAuthorised, UnsupportedVersion
from sync.protocol.membership.state import ChainKey, Device
from sync.protocol.wire import WireReader, blob

_VERSION = 1


@dataclass(frozen=True, slots=True)
class Fork:
    """Two envelopes that end a chain.

    Attributes:
        chain: Document, device and writer.
        last: Counter of the last envelope that counts.
        first: The one with the counter after it, whose hash is the lower one if both have that counter.
        second: The other one.
    """

    chain: ChainKey
    last: int
    first: bytes = field(repr=False)
    second: bytes = field(repr=False)


def fork_of(one: bytes, other: bytes) -> Fork:
    """Return what two envelopes prove together, in whatever order; their signatures are not looked at.

    Raises:
        Malformed: They prove nothing, or are no envelopes.
        TooLarge: One is over its limit.
        UnsupportedVersion: Of a version that is not known here.
    """
    hashed = {envelope: envelope_hash(envelope) for envelope in (one, other)}
    first, second = sorted((one, other), key=lambda envelope: (parse_header(envelope).counter, hashed[envelope]))
    before, after = parse_header(first), parse_header(second)
    alike = before.type is after.type is EnvelopeType.UPDATE and before.key == after.key
    same_place = before.counter == after.counter and first != second
    follows = after.counter == before.counter + 1 and after.previous != hashed[first][:PREVIOUS_BYTES]
    if not alike or not (same_place or follows):
        raise Malformed("two envelopes that prove no fork")
    return Fork(before.key, before.counter - 1, first, second)


def verify_fork(devices: Mapping[str, Device], fork: Fork) -> None:
    """Check that the device that the envelopes name signed both.

    Raises:
        NotAuthorised: The workspace has no such device.
        SignatureInvalid: It did not sign one of them.
    """
    device = devices.get(fork.chain[1])
    if device is None:
        raise NotAuthorised("the workspace has no such device", ErrorCode.UNKNOWN_DEVICE)
    for envelope in (fork.first, fork.second):
        verify_envelope(envelope, device.entry.signing_public)


def encode_fork(fork: Fork) -> bytes:
    """Write a proof: what a fork's envelope seals."""
    return bytes([_VERSION]) + blob(fork.first) + fork.second


def decode_fork(data: bytes) -> Fork:
    """Read a proof; the signatures in it are not looked at.

    Raises:
        Malformed: Truncated, or it proves nothing, or its envelopes stand in the other order.
        TooLarge: An envelope is over its limit.
        UnsupportedVersion: Of a version that is not known here.
    """
    reader = WireReader(data)
    version = reader.number(1)
    if version != _VERSION:
        raise UnsupportedVersion(f"a proof of a fork has version {version}")
    first = reader.blob(MAX_ENVELOPE_BYTES)
    found = fork_of(first, reader.rest())
    if found.first != first:
        raise Malformed("the envelopes of a fork stand in the other order")
    return found
