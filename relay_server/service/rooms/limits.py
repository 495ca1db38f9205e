"""How much one connection and one workspace may ask of the relay."""

from __future__ import annotations

from dataclasses import dataclass

from relay_server.domain.pace import Rate

_APPENDS = Rate(1_000, 5_000)
_APPEND_BYTES = Rate(8 << 20, 64 << 20)
_EPHEMERAL = Rate(25, 25)
_SIGNALS = Rate(50, 200)
_REQUESTS = Rate(50, 500)


@dataclass(frozen=True, slots=True)
class RoomLimits:
    """Bounds; all that is measured per connection counts for each socket alone.

    Attributes:
        appends: Envelopes.
        append_bytes: Bytes of envelopes and snapshots.
        ephemeral: Presence messages; what is over is dropped without a word.
        signals: Signalling messages.
        requests: Joins and everything else that is answered.
        rooms_per_connection: Rooms that one connection is in at once.
        connections_per_account: Sockets of one account at once.
        waiting_bytes: Envelopes of one connection that wait to be durable; above this nothing more is read from it.
        total_waiting_bytes: The same for all connections together; above this envelopes are refused.
        quota_bytes: What a workspace may hold; 0 for no limit.
        snapshot_after: Envelopes after the newest snapshot at which writers are asked for another.
        stuck_s: A peer that takes nothing for this long is cut.
        silence_s: A peer that says nothing for this long, pings included, is cut.
        hello_s: A peer that does not prove its device in this time is cut.
        sweep_s: How often all of this is looked at.
        recheck_s: How often sessions are looked up again.
    """

    appends: Rate = _APPENDS
    append_bytes: Rate = _APPEND_BYTES
    ephemeral: Rate = _EPHEMERAL
    signals: Rate = _SIGNALS
    requests: Rate = _REQUESTS
    rooms_per_connection: int = 200
    connections_per_account: int = 50
    waiting_bytes: int = 4 << 20
    total_waiting_bytes: int = 64 << 20
    quota_bytes: int = 0
    snapshot_after: int = 2_000
    stuck_s: float = 20.0
    silence_s: float = 60.0
    hello_s: float = 10.0
    sweep_s: float = 2.0
    recheck_s: float = 10.0
