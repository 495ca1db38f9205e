"""Whether an update can be applied: it continues its own client, and every clock that it refers to is there.

No vector of seen clocks is carried: the references in the update itself say what it needs, so that unrelated chains never
wait for each other.
"""

from __future__ import annotations

from collections.abc import Mapping

from sync.protocol.yupdate import UpdateSummary


def missing_clocks(summary: UpdateSummary, have: Mapping[int, int]) -> dict[int, int]:
    """Return what an update refers to and is not there: highest missing clock by client.

    Args:
        summary: What the structural check found in the update.
        have: Clocks that are applied, exclusive ends by client.
    """
    missing = {}
    for client, clock in summary.needs.items():
        own = summary.clients.get(client)
        if clock >= max(have.get(client, 0), own[1] if own else 0):
            missing[client] = clock
    return missing


def continues(summary: UpdateSummary, client: int, clock: int) -> bool:
    """Tell whether an update writes as one client only, going on where that client stopped (or writes nothing)."""
    ranges = summary.clients
    return not ranges or (ranges.keys() == {client} and ranges[client][0] == clock)
