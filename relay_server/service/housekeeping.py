"""Removing what is over: old sessions, expired tokens and invitations, unproven accounts, unfinished uploads."""

from __future__ import annotations

from dataclasses import dataclass

from relay_server.service.environment import Environment
from relay_server.service.purge_workspaces import purge_overdue
from relay_server.service.retention import apply_retention

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
    workspace_invites: int = 0
    shared_copies: int = 0
    workspaces: int = 0
    counts: int = 0
    addresses: int = 0
    new_parts: int = 0
    meetings: int = 0


def sweep(env: Environment) -> Swept:
    """Remove what is over."""
    now = env.now_ms()
    parts = _prepare_parts(env, now)
    workspaces = len(purge_overdue(env))
    removed = apply_retention(env)
    # One after the other: what is held of one workspace must not wait for what is held of another.
    with env.transactions.write() as unit:
        uploads = unit.snapshots.prune_unfinished(now - KEEP_UPLOADS_MS)
    with env.transactions.write() as unit:
        uploads += unit.blobs.prune_unfinished(now - KEEP_UPLOADS_MS)
    with env.transactions.write() as unit:
        return Swept(
            sessions=unit.sessions.prune(now - KEEP_ENDED_MS),
            links=unit.tokens.prune(now),
            invites=unit.invites.prune(now),
            accounts=unit.accounts.prune_unproven(now - KEEP_UNPROVEN_MS),
            uploads=uploads,
            workspace_invites=unit.mail_invites.prune(now),
            shared_copies=unit.link_contents.prune(now),
            workspaces=workspaces,
            counts=removed.counts,
            addresses=removed.addresses,
            new_parts=parts,
            meetings=unit.meetings.prune(now),
        )


def _prepare_parts(env: Environment, now_ms: int) -> int:
    count = 0
    while True:
        with env.transactions.write() as unit:
            made = unit.parts.prepare(now_ms)
        if not made:
            return count
        count += len(made)
