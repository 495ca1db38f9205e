"""Chains: who wrote an update, and with which Yjs client id.

A chain is (document, device, random writer). A new writer starts per open window and after anything that might have lost
a tail, because two writers on one Yjs client id make replicas differ for ever. The client id is 53 bits of the chain id's
hash, so that a receiver can check that an update was written under its own chain.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass

from sync.protocol.identifiers import RandomBytes, checked_id
from sync.protocol.limits import MAX_CLIENT_ID, WRITER_BYTES

_CHAIN_CONTEXT = b"aio-canvas chain v1\0"
_CLIENT_CONTEXT = b"aio-canvas client v1\0"


@dataclass(frozen=True, slots=True)
class Chain:
    """One uninterrupted sequence of updates: document and device 32 hex digits, writer 16."""

    document: str
    device: str
    writer: str


def new_chain(document: str, device: str, random_bytes: RandomBytes = secrets.token_bytes) -> Chain:
    """Start a chain with a fresh random writer.

    Raises:
        InvalidIdentifierError: The document or device id is malformed.
    """
    return Chain(checked_id(document), checked_id(device, "device id"), random_bytes(WRITER_BYTES).hex())


def chain_id(chain: Chain) -> bytes:
    """Hash a chain to its 32-byte id.

    Raises:
        InvalidIdentifierError: A part of the chain is malformed.
    """
    parts = (
        checked_id(chain.document),
        checked_id(chain.device, "device id"),
        checked_id(chain.writer, "writer", WRITER_BYTES),
    )
    return hashlib.sha256(_CHAIN_CONTEXT + bytes.fromhex("".join(parts))).digest()


def client_id(chain: Chain) -> int:
    """Return the Yjs client id of a chain: 53 bits of its id's hash, never 0."""
    digest = chain_id(chain)
    while True:
        digest = hashlib.sha256(_CLIENT_CONTEXT + digest).digest()
        client = int.from_bytes(digest[:8], "big") & MAX_CLIENT_ID
        if client:
            return client
