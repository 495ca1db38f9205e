"""Removing what is over: old sessions, expired tokens and invitations, unproven accounts, unfinished uploads."""

from __future__ import annotations

from dataclasses import dataclass

from relay_server.service.environment import Environment

KEEP_ENDED_MS = 30 * 86_400_000
"""Ended sessions are kept this long, so that a copied refresh token is still recognised."""

KEEP_UNPROVEN_MS = 7 * 86_400_000

KEEP_UPLOADS_MS = 7 * 86_400_000
"""An upload that was begun can be gone on with for this long."""


@dataclass(frozen=True, slots=True)
class Swept:
    """How much was removed."""

    sessions: int
    links: int
    invites: int
    accounts: int
    uploads: int


def sweep(env: Environment) -> Swept:
    """Remove what is over."""
    now = env.now_ms()
    with env.transactions.write() as unit:
        return Swept(
            sessions=unit.sessions.prune(now - KEEP_ENDED_MS),
            links=unit.tokens.prune(now),
            invites=unit.invites.prune(now),
            accounts=unit.accounts.prune_unproven(now - KEEP_UNPROVEN_MS),
            uploads=unit.snapshots.prune_unfinished(now - KEEP_UPLOADS_MS)
            + unit.blobs.prune_unfinished(now - KEEP_UPLOADS_MS),
        )
