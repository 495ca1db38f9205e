"""The sealed messages of one attempt to agree on a channel: sealed to one device, counted, taken once."""

from __future__ import annotations

from collections import deque

from sync.crypto.identity import DeviceIdentity
from sync.crypto.sealed_signal import open_signal, seal_signal
from sync.protocol.device_entry import DeviceEntry
from sync.protocol.errors import ErrorCode, NotAuthorised
from sync.protocol.signalling import SignalBody, SignalHeader

REMEMBERED = 64
"""Attempts of one device that are remembered, so that an old message shown again is dropped."""


class SignalSession:
    """What this device says in one attempt."""

    def __init__(self, own: DeviceIdentity, peer: DeviceEntry, document: str, session: str) -> None:
        self.session = session
        self._own = own
        self._peer = peer
        self._document = document
        self._number = 0

    def seal(self, body: SignalBody) -> bytes:
        """Seal the next message.

        Raises:
            TooLarge: It is over the limit.
            IdentityError: The other device's key cannot be sealed to.
        """
        self._number += 1
        header = SignalHeader(self._own.device, self._peer.device, self._document, self.session, self._number)
        return seal_signal(self._own, self._peer, header, body)


class SignalReader:
    """Opens what one device says about one document, each message once."""

    def __init__(self, own: DeviceIdentity, peer: DeviceEntry, document: str) -> None:
        self._own = own
        self._peer = peer
        self._document = document
        self._seen: dict[str, int] = {}
        self._order: deque[str] = deque()

    def open(self, message: bytes) -> tuple[str, SignalBody]:
        """Check and open a message.

        Returns:
            The attempt that it belongs to, and what it says.

        Raises:
            ProtocolError: It is malformed, not from this device, about another document, or was there before.
            OpenFailed: It does not open.
        """
        header, body = open_signal(self._own, self._peer, message)
        if header.document != self._document:
            raise NotAuthorised("a signalling message is about another document", ErrorCode.UNKNOWN_DOCUMENT)
        if header.number <= self._seen.get(header.session, 0):
            raise NotAuthorised("a signalling message was there before")
        if header.session not in self._seen:
            self._order.append(header.session)
            if len(self._order) > REMEMBERED:
                del self._seen[self._order.popleft()]
        self._seen[header.session] = header.number
        return header.session, body
