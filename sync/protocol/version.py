"""Versions of what is spoken and stored.

Every signed or sealed thing starts with a version byte of its own, so that one of them can change without the others.
"""

from __future__ import annotations

from sync.protocol.errors import ErrorCode, UnsupportedVersion

SOCKET_VERSION = 2
"""Version of the frames; both sides name theirs in HELLO and speak the lower one."""

PICTURES_VERSION = 2
"""Version of the frames from which on a relay keeps pictures of diagrams."""

OLDEST_SOCKET_VERSION = 1
"""Oldest version of the frames that this program still speaks."""

OPERATION_VERSION = 1
"""Version of an operation of the membership log."""

ENTRY_VERSION = 1
"""Version of a device entry."""

ENVELOPE_VERSION = 1
"""Version of an envelope's header."""

BOX_VERSION = 1
"""Version of a sealed key."""

CARD_VERSION = 1
"""Version of a card."""

PRESENCE_VERSION = 1
"""Version of a presence message."""

SIGNAL_VERSION = 1
"""Version of a signalling message."""

LEDGER_VERSION = 1
"""Version of a signed head of the audit ledger."""


def negotiate(theirs: int, their_oldest: int) -> int:
    """Return the version of the frames that both sides speak.

    Raises:
        UnsupportedVersion: There is none.
    """
    version = min(SOCKET_VERSION, theirs)
    if version < max(OLDEST_SOCKET_VERSION, their_oldest):
        raise UnsupportedVersion(f"no version in common: {their_oldest} to {theirs}", ErrorCode.VERSION)
    return version
