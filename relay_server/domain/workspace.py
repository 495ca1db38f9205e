"""A workspace as the relay stores it: where its log stands. What the log says is ``sync.protocol.membership``'s to tell."""

from __future__ import annotations

from dataclasses import dataclass

GRACE_MS = 30 * 86_400_000
"""A deleted workspace can be restored for this long; then everything of it goes."""

CLOCK_SKEW_MS = 10 * 60_000
"""How far an author's clock may be from the relay's: a backdated operation could accept an invite that is over."""

MAX_OWNED = 100
"""Workspaces that one account may found at a relay and that are not purged."""


@dataclass(frozen=True, slots=True)
class Workspace:
    """Where a workspace's log stands.

    Attributes:
        id: 32 hex digits, a hash of its founder's device.
        seq: Number of operations.
        head: Hash of the last one.
        cards: Number of the last change of a card.
        created_ms: When the relay took it in (Unix milliseconds).
        account: Account that brought it here; None when that was deleted.
        closed_ms: When it was deleted; None while it is open.
    """

    id: str
    seq: int
    head: bytes
    cards: int
    created_ms: int
    account: str | None
    closed_ms: int | None = None
