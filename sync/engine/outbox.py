"""Own edits on their way out: plain, then sealed, then durable, then acknowledged.

Edits wait unsealed, so that they are merged and sealed under the key in use when they leave. The first few of a burst
leave at once, later ones every 40 ms. A sealed envelope is sent only after it was stored durably, and never changes: it
is sent again as it is until somebody acknowledged it.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from sync.crypto.envelope import ChainKey, ChainTip, seal_update
from sync.crypto.identity import DeviceIdentity
from sync.errors import LimitExceededError
from sync.protocol.identifiers import RandomBytes
from sync.protocol.limits import MAX_PLAINTEXT_BYTES

Merge: TypeAlias = Callable[[Sequence[bytes]], bytes]
"""Merges updates of one client, in order, to one."""

PAUSE_SECONDS = 0.04

BURST = 3
"""So many leave at once after a rest: what people do comes in no even steps, and one that waits for a pause is seen later by all of it."""


@dataclass(frozen=True, slots=True)
class SealedEdits:
    """An envelope to store and then to send, and the own updates (by the caller's numbers) that it carries."""

    counter: int
    envelope: bytes
    updates: tuple[int, ...]
    plain: bytes


class Outbox:
    """The own chain of one document."""

    def __init__(
        self,
        key: ChainKey,
        author: DeviceIdentity,
        merge: Merge,
        tip: ChainTip | None = None,
        random_bytes: RandomBytes = secrets.token_bytes,
    ) -> None:
        """Start after what is sealed already.

        Args:
            key: Key of the own chain in the newest epoch.
            author: This device.
            merge: Merges updates.
            tip: Where the chain ends; nothing for a new one.
            random_bytes: Source of nonces.
        """
        self._key = key
        self._author = author
        self._merge = merge
        self._tip = tip or ChainTip()
        self._random_bytes = random_bytes
        self._plain: list[tuple[int, bytes]] = []
        self._since = 0.0
        self._next_at = 0.0
        self._sealed: dict[int, SealedEdits] = {}
        self._durable: dict[int, SealedEdits] = {}

    @property
    def unsent(self) -> int:
        """Number of edits that nobody acknowledged yet, for the status line."""
        held = (*self._sealed.values(), *self._durable.values())
        return len(self._plain) + sum(len(edits.updates) for edits in held)

    def change_key(self, key: ChainKey) -> None:
        """Seal under another epoch's key from now on.

        Raises:
            ValueError: It is another chain's.
        """
        if key.chain != self._key.chain:
            raise ValueError("the key belongs to another chain")
        self._key = key

    def add(self, number: int, update: bytes, now: float) -> None:
        """Take an own update that is stored; ``now`` in seconds.

        Raises:
            LimitExceededError: It fits into no envelope.
        """
        if len(update) > MAX_PLAINTEXT_BYTES:
            raise LimitExceededError("an edit", len(update), MAX_PLAINTEXT_BYTES)
        if not self._plain:
            self._since = now
        self._plain.append((number, update))

    @property
    def next_at(self) -> float:
        """When the next edit may be sealed, in seconds."""
        return self._next_at

    def due(self) -> float | None:
        """Return when to seal next, in seconds; None if nothing waits."""
        return max(self._since, self._next_at) if self._plain else None

    def seal(self, log_seq: int, now: float) -> SealedEdits | None:
        """Merge and seal what waits, as far as it fits into one envelope.

        Args:
            log_seq: The last operation of the membership log known here.
            now: In seconds.

        Returns:
            What is to be stored; call ``stored`` then. None if nothing waits.
        """
        if not self._plain:
            return None
        count = self._fitting()
        taken, self._plain = self._plain[:count], self._plain[count:]
        plain = taken[0][1] if count == 1 else self._merge([update for _, update in taken])
        envelope = seal_update(self._key, self._author, self._tip, log_seq, plain, self._random_bytes)
        self._tip = self._tip.after(envelope)
        self._since = now
        self._next_at = max(self._next_at, now - (BURST - 1) * PAUSE_SECONDS) + PAUSE_SECONDS
        edits = SealedEdits(self._tip.counter, envelope, tuple(number for number, _ in taken), plain)
        self._sealed[edits.counter] = edits
        return edits

    def stored(self, counter: int) -> bytes:
        """Note that an envelope is durable, and return it to be sent.

        Raises:
            KeyError: No such envelope waits to be stored.
        """
        edits = self._sealed.pop(counter)
        self._durable[counter] = edits
        return edits.envelope

    def acknowledged(self, counter: int) -> tuple[int, ...]:
        """Note that somebody else has an envelope durably; return the updates that it carried (none the second time)."""
        edits = self._durable.pop(counter, None)
        return edits.updates if edits else ()

    def acknowledged_through(self, counter: int) -> None:
        """Note that somebody else has every envelope up to a counter."""
        for earlier in [known for known in self._durable if known <= counter]:
            del self._durable[earlier]

    def unacknowledged(self) -> list[bytes]:
        """Return what to send again when a path comes up, in order."""
        return [self._durable[counter].envelope for counter in sorted(self._durable)]

    def _fitting(self) -> int:
        size = count = 0
        for _, update in self._plain:
            size += len(update)
            if count and size > MAX_PLAINTEXT_BYTES:
                break
            count += 1
        return count
