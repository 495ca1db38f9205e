"""How long counts and addresses are kept: what the administrator set, carried out by housekeeping or by command."""

from __future__ import annotations

from dataclasses import dataclass

from relay_server.domain.activity import DAY_MS, day_of
from relay_server.domain.security_event import Action
from relay_server.service.actor import Actor
from relay_server.service.environment import Caller, Environment
from relay_server.service.record import note

RELAY = Actor("relay", Caller())


@dataclass(frozen=True, slots=True)
class Removed:
    """How much was removed."""

    counts: int
    addresses: int


def apply_retention(env: Environment, actor: Actor = RELAY) -> Removed:
    """Remove counts and addresses that are older than they are kept; a setting of 0 days keeps them for ever."""
    policy, now = env.policy, env.now_ms()
    with env.transactions.write() as unit:
        counts = unit.activity.prune(day_of(now) - policy.activity_days) if policy.activity_days else 0
        old = now - policy.address_days * DAY_MS
        addresses = unit.ledger.erase_addresses(old) if policy.address_days else 0
        if counts or addresses:
            told = {"counts": str(counts), "addresses": str(addresses)}
            note(env, unit, actor.caller, Action.RETENTION_APPLIED, None, actor=actor.id, **told)
    return Removed(counts, addresses)
