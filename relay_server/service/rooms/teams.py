"""The workspaces whose rooms are open, kept as new as their logs: changes are announced by the broker and read in a thread."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from relay_server.ports.broker import Broker
from relay_server.ports.membership_states import MEMBERSHIP_CHANGED, MembershipStates
from relay_server.ports.unit_of_work import Transactions
from relay_server.service.rooms.workspace import LiveWorkspace
from sync.protocol.membership.state import WorkspaceState


class Teams:
    """Live workspaces by id. Used in the event loop only, but for what the broker calls."""

    def __init__(
        self,
        states: MembershipStates,
        transactions: Transactions,
        broker: Broker,
        loop: asyncio.AbstractEventLoop,
        announce: Callable[[str], None],
    ) -> None:
        """Subscribe to changes.

        Args:
            states: Where folded logs come from.
            transactions: Where storage in use is counted.
            broker: Tells of changes.
            loop: The event loop.
            announce: Called in the loop with the id of a workspace in use that has changed.
        """
        self._states = states
        self._transactions = transactions
        self._loop = loop
        self._announce = announce
        self._live: dict[str, LiveWorkspace] = {}
        self._loading: dict[str, asyncio.Future[LiveWorkspace | None]] = {}
        self._stale: set[str] = set()
        self.close = broker.subscribe(MEMBERSHIP_CHANGED, self._hear)

    async def get(self, workspace: str) -> LiveWorkspace | None:
        """Return a workspace, loading it if need be; None if there is none."""
        found = self._live.get(workspace)
        if found is not None:
            return found
        loading = self._loading.get(workspace)
        if loading is None:
            loading = self._loading[workspace] = self._loop.create_future()
            try:
                loading.set_result(await self._load(workspace))
            except BaseException as error:
                loading.set_exception(error)
                # Nobody else may have waited; the error is the caller's, and not unheard.
                loading.exception()
                raise
            finally:
                del self._loading[workspace]
        return await asyncio.shield(loading)

    async def refresh(self, workspace: str) -> tuple[LiveWorkspace, WorkspaceState] | None:
        """Read a changed log; returns the workspace and its state before, or None if nothing is newer."""
        live = self._live.get(workspace)
        if live is None:
            return None
        before = live.state
        state, used = await asyncio.to_thread(self._read, workspace)
        if state is None or not live.replace(state):
            return None
        live.used = max(live.used, used)
        return live, before

    def every(self) -> tuple[LiveWorkspace, ...]:
        """Return all workspaces that are held."""
        return tuple(self._live.values())

    def drop_unused(self) -> None:
        """Forget the workspaces none of whose rooms is open."""
        for workspace in [name for name, live in self._live.items() if not live.rooms]:
            del self._live[workspace]

    async def _load(self, workspace: str) -> LiveWorkspace | None:
        while True:
            self._stale.discard(workspace)
            state, used = await asyncio.to_thread(self._read, workspace)
            if workspace not in self._stale:
                break
        if state is None:
            return None
        live = self._live[workspace] = LiveWorkspace(state, used)
        return live

    def _read(self, workspace: str) -> tuple[WorkspaceState | None, int]:
        state = self._states.current(workspace)
        with self._transactions.read() as unit:
            return state, unit.usage.of(workspace)

    def _hear(self, _topic: str, message: bytes) -> None:
        workspace = message.decode("ascii", "replace")
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._note, workspace)

    def _note(self, workspace: str) -> None:
        if workspace in self._loading:
            self._stale.add(workspace)
        if workspace in self._live:
            self._announce(workspace)
