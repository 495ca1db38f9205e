"""Ids of the documents that belong to a diagram or a workspace without an entry of their own in the log."""

from __future__ import annotations

import hashlib

from sync.protocol.identifiers import checked_id
from sync.protocol.limits import ID_BYTES

_DISCUSSION = b"aio-canvas discussion v1\0"
_INDEX = b"aio-canvas index v1\0"
_SUCCESSOR = b"aio-canvas successor v1\0"


def discussion_of(diagram: str) -> str:
    """Return the id of a diagram's discussion document.

    Raises:
        InvalidIdentifierError: The diagram id is malformed.
    """
    return _derived(_DISCUSSION, checked_id(diagram, "diagram id"))


def index_of(workspace: str) -> str:
    """Return the id of a workspace's index document (folders, tags).

    Raises:
        InvalidIdentifierError: The workspace id is malformed.
    """
    return _derived(_INDEX, checked_id(workspace, "workspace id"))


def successor_of(diagram: str) -> str:
    """Return the id of the diagram that takes a diagram's place when it cannot be built any more.

    Raises:
        InvalidIdentifierError: The diagram id is malformed.
    """
    return _derived(_SUCCESSOR, checked_id(diagram, "diagram id"))


def _derived(context: bytes, identifier: str) -> str:
    return hashlib.sha256(context + bytes.fromhex(identifier)).digest()[:ID_BYTES].hex()
