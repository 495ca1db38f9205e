"""The envelope that a peer is to send next: most come as they must, and are known by their first bytes without reading them."""

from __future__ import annotations

from relay_server.domain.rooms import HASH_BYTES, ChainHead, ChainName
from sync.protocol.envelope import MAX_ENVELOPE_BYTES, OVERHEAD_BYTES, beginning_after, envelope_hash, lasting_parts
from sync.protocol.membership.state import WorkspaceState


class Expected:
    """What follows an update that was taken from the device which made it.

    Attributes:
        chain: The chain.
        head: The update that was taken.
        state: What the membership log said when it was permitted, whatever its counter; the next one is permitted by no other.
        user: Whose device.
    """

    __slots__ = ("_begin", "_front", "_known", "chain", "head", "state", "user")

    def __init__(self, envelope: bytes, chain: ChainName, head: ChainHead, state: WorkspaceState, user: str) -> None:
        self.chain = chain
        self.head = head
        self.state = state
        self.user = user
        self._front, self._known = lasting_parts(envelope)
        self._begin = beginning_after(self._front, head.counter, self._known, head.hash)

    def is_met(self, envelope: bytes) -> bool:
        """Tell whether it is this: header, place in its chain and size are then what they must be, and permitted."""
        return envelope.startswith(self._begin) and OVERHEAD_BYTES <= len(envelope) <= MAX_ENVELOPE_BYTES

    def move_on(self, envelope: bytes) -> ChainHead:
        """Take an envelope that met it; returns what it makes the head of its chain. The next one is expected from now on."""
        before = self.head
        counter, digest = before.counter + 1, envelope_hash(envelope)[:HASH_BYTES]
        self.head = head = ChainHead(counter, before.log_seq, digest)
        self._begin = beginning_after(self._front, counter, self._known, digest)
        return head
