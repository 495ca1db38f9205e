"""The workspaces whose rooms are open, as new as their logs: changes are heard of in any thread and applied in the loop."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping

from relay_server.ports.memberships import Memberships
from relay_server.ports.unit_of_work import Transactions
from relay_server.service.rooms.peer import Peer
from relay_server.service.rooms.workspace import LiveWorkspace
from sync.protocol.membership.state import WorkspaceState

Changed = Callable[[LiveWorkspace, WorkspaceState], None]
"""Called in the loop with a workspace that has changed and its state before."""


class Teams:
    """Live workspaces by id. Used in the event loop only."""

    def __init__(
        self,
        memberships: Memberships,
        transactions: Transactions,
        loop: asyncio.AbstractEventLoop,
        changed: Changed,
        gone: Callable[[LiveWorkspace], None],
    ) -> None:
        """Subscribe to changes.

        Args:
            memberships: Folded logs.
            transactions: Where storage in use is counted.
            loop: The event loop.
            changed: Called for every change.
            gone: Called in the loop with a workspace that was removed for good.
        """
        self._memberships = memberships
        self._transactions = transactions
        self._loop = loop
        self._changed = changed
        self._gone = gone
        self._live: dict[str, LiveWorkspace] = {}
        self._loading: dict[str, asyncio.Task[LiveWorkspace | None]] = {}
        self.close = memberships.subscribe(self._hear)

    async def get(self, workspace: str) -> LiveWorkspace | None:
        """Return a workspace, loading it if need be; None if there is none."""
        # What was loaded may be dropped as unused before this goes on; whoever is handed one that is not in use hears nothing.
        while (found := self._live.get(workspace)) is None:
            loading = self._loading.get(workspace)
            if loading is None:
                loading = self._loading[workspace] = self._loop.create_task(self._load(workspace))
                loading.add_done_callback(lambda _: self._loading.pop(workspace))
            if await asyncio.shield(loading) is None:
                return None
        return found

    async def watch(self, workspace: str, peer: Peer) -> None:
        """Tell a member of every change from now on."""
        live = await self.get(workspace)
        if live is not None and live.is_member(peer.device):
            live.watchers.add(peer)

    def known(self, workspace: str) -> LiveWorkspace | None:
        """Return a workspace that somebody is in."""
        return self._live.get(workspace)

    def forget(self, peer: Peer) -> None:
        """Tell somebody of no change any more."""
        for live in self._live.values():
            live.watchers.discard(peer)

    async def look_again(self) -> None:
        """Read the heads of all logs in use: another process may have written, of which the broker did not tell."""
        for workspace in tuple(self._live):
            await self.look_at(workspace)

    async def look_at(self, workspace: str) -> None:
        """Read the head of a log: another process may have written what is not heard of yet."""
        state = await asyncio.to_thread(self._stored, workspace)
        live = self._live.get(workspace)
        if live is not None and (state is None or state.seq > live.state.seq):
            self._apply(workspace, state)

    def note_used(self, used: Mapping[str, int]) -> None:
        """Take note of how many bytes workspaces hold."""
        for workspace, size in used.items():
            live = self._live.get(workspace)
            if live is not None:
                live.used = size

    def drop_unused(self) -> None:
        """Forget the workspaces that nobody is in."""
        for workspace in [name for name, live in self._live.items() if not live.rooms and not live.watchers]:
            del self._live[workspace]

    async def _load(self, workspace: str) -> LiveWorkspace | None:
        state, used = await asyncio.to_thread(self._read, workspace)
        if state is None:
            return None
        live = LiveWorkspace(state, used)
        # A change that was announced while this was read is in memory by now, where this costs nothing to find.
        newest = self._memberships.current(workspace)
        if newest is not None:
            live.replace(newest)
        self._live[workspace] = live
        return live

    def _read(self, workspace: str) -> tuple[WorkspaceState | None, int]:
        # Not from memory: nobody tells of workspaces that are not in use while the broker is away.
        with self._transactions.read() as unit:
            return self._memberships.inside(unit, workspace), unit.usage.of(workspace)

    def _stored(self, workspace: str) -> WorkspaceState | None:
        with self._transactions.read() as unit:
            return self._memberships.inside(unit, workspace)

    def _hear(self, workspace: str, state: WorkspaceState | None) -> None:
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._apply, workspace, state)

    def _apply(self, workspace: str, state: WorkspaceState | None) -> None:
        live = self._live.get(workspace)
        if live is None:
            return
        before = live.state
        if state is None:
            del self._live[workspace]
            self._gone(live)
        elif live.replace(state):
            self._changed(live, before)
