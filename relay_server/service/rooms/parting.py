"""Showing those who lost their place in a workspace the operations that took it, before their sockets end.

They were members until then, and the last of these operations is about them: with its signatures it is a proof, which the relay's own
word is not. What comes after it is not for them.
"""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Iterable, Sequence

from relay_server.ports.unit_of_work import Transactions
from relay_server.service.rooms.peer import Peer
from sync.protocol.frame_codec import encode_frame
from sync.protocol.frames import LogEntries
from sync.protocol.membership.access import is_live
from sync.protocol.membership.entry import LogEntry
from sync.protocol.membership.fold import refold
from sync.protocol.membership.state import WorkspaceState

REVOKED = 4403
"""Close code: the device lost its place in a workspace that it was connected to."""

_MOST = 100
_MOST_BYTES = 1 << 20


async def part(transactions: Transactions, before: WorkspaceState, peers: Collection[Peer]) -> None:
    """Show each of them the log up to the operation that took his place, and end his socket.

    Args:
        transactions: Where the log is.
        before: What it said when they still had a place.
        peers: In no room of the workspace any more.
    """

    def read() -> Sequence[LogEntry]:
        with transactions.read() as unit:
            return unit.membership_log.after(before.workspace, before.seq, _MOST, _MOST_BYTES)

    try:
        entries = await asyncio.to_thread(read)
        for peer in peers:
            peer.send(encode_frame(LogEntries(before.workspace, until_out(before, entries, peer.device))))
    finally:
        for peer in peers:
            peer.end(REVOKED, "revoked")


def until_out(before: WorkspaceState, entries: Iterable[LogEntry], device: str) -> tuple[LogEntry, ...]:
    """Return the entries up to the one that takes a device's place."""
    state, shown = before, list[LogEntry]()
    for entry in entries:
        shown.append(entry)
        state = refold((entry,), state)
        known = state.devices.get(device)
        if known is None or not is_live(state, known):
            break
    return tuple(shown)
