"""Notices that the machine slept or came into another network, so that nobody waits for a dead connection."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

import ifaddr

from sync.transports.clock import Clock

LOOK_SECONDS = 5.0
"""Time between two looks."""

SLEPT_SECONDS = 10.0
"""So much more must have passed by the clock on the wall than by the one that stands still while the machine sleeps."""


class Change(Enum):
    """What happened to the machine."""

    WOKE = "woke"
    NETWORK = "network"


@dataclass(frozen=True, slots=True)
class Look:
    """What was seen: seconds of the wall clock and of the monotonic one, and the addresses of this machine."""

    wall: float
    steady: float
    addresses: frozenset[str]


def compare(before: Look, after: Look) -> Change | None:
    """Say what happened between two looks."""
    if (after.wall - before.wall) - (after.steady - before.steady) >= SLEPT_SECONDS:
        return Change.WOKE
    if after.steady - before.steady >= LOOK_SECONDS + SLEPT_SECONDS:
        return Change.WOKE  # A steady clock that goes on during sleep shows it by a look that comes late.
    return Change.NETWORK if before.addresses != after.addresses else None


def own_addresses() -> frozenset[str]:
    """Return the addresses of this machine, the loopback ones left out."""
    found = set()
    for adapter in ifaddr.get_adapters():
        for ip in adapter.ips:
            text = ip.ip if isinstance(ip.ip, str) else ip.ip[0]
            if text not in ("127.0.0.1", "::1"):
                found.add(text)
    return frozenset(found)


async def watch(
    clock: Clock,
    wall: Callable[[], float],
    told: Callable[[Change], None],
    addresses: Callable[[], frozenset[str]] = own_addresses,
) -> None:
    """Look again and again until cancelled.

    Args:
        clock: The steady clock.
        wall: Returns Unix seconds.
        told: Told of every change.
        addresses: Returns the machine's addresses.
    """
    before = Look(wall(), clock.now(), addresses())
    while True:
        await clock.wait(asyncio.Event(), LOOK_SECONDS)
        after = Look(wall(), clock.now(), addresses())
        change = compare(before, after)
        if change is not None:
            told(change)
        before = after
