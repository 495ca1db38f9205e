"""Folded membership logs in memory: folded once, then one operation at a time.

Only committed states get in, and a state is taken from memory only where its head is the stored one, so that another
process, a restored copy or a purge is noticed at the next look.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable

import structlog

from relay_server.errors import StorageError
from relay_server.ports.broker import WORKSPACE_CHANGED, Broker
from relay_server.ports.memberships import MembershipListener
from relay_server.ports.unit_of_work import Transactions, UnitOfWork
from sync.protocol.membership.fold import refold
from sync.protocol.membership.state import WorkspaceState

MOST_STATES = 1_000
"""Workspaces kept in memory; the one unused for longest gives way."""


class MembershipCache:
    """Implements Memberships."""

    def __init__(self, transactions: Transactions, broker: Broker, most: int = MOST_STATES) -> None:
        self._transactions = transactions
        self._broker = broker
        self._most = most
        self._lock = threading.Lock()
        self._states: OrderedDict[str, WorkspaceState] = OrderedDict()
        self._told: dict[str, int] = {}
        self._listeners: tuple[MembershipListener, ...] = ()
        broker.subscribe(WORKSPACE_CHANGED, self._heard)

    def current(self, workspace: str) -> WorkspaceState | None:
        """Return what the log says, as far as this process was told."""
        with self._lock:
            state = self._states.get(workspace)
            if state is not None:
                self._states.move_to_end(workspace)
                return state
        with self._transactions.read() as unit:
            return self.inside(unit, workspace)

    def inside(self, unit: UnitOfWork, workspace: str) -> WorkspaceState | None:
        """Return what the log says in a transaction."""
        stored = unit.workspaces.hold(workspace)
        if stored is None:
            with self._lock:
                self._states.pop(workspace, None)
            return None
        with self._lock:
            known = self._states.get(workspace)
        if known is not None and (known.seq, known.head) == (stored.seq, stored.head):
            return known
        state = _extended(unit, workspace, known, stored.head)
        self._keep(state)
        return state

    def announce(self, workspace: str, state: WorkspaceState | None) -> None:
        """Tell listeners and other processes."""
        if state is None:
            with self._lock:
                self._states.pop(workspace, None)
        else:
            self._keep(state)
        self._tell(workspace, state)
        self._broker.publish(WORKSPACE_CHANGED, workspace.encode("ascii"))

    def subscribe(self, listener: MembershipListener) -> Callable[[], None]:
        """Be told of every change from now on."""
        with self._lock:
            self._listeners = (*self._listeners, listener)

        def end() -> None:
            with self._lock:
                self._listeners = tuple(one for one in self._listeners if one is not listener)

        return end

    def _heard(self, _topic: str, message: bytes) -> None:
        workspace = message.decode("ascii")
        try:
            with self._transactions.read() as unit:
                state = self.inside(unit, workspace)
        except StorageError as error:
            # The next look at the workspace compares heads and folds what is new.
            structlog.get_logger(__name__).error("membership_change_not_read", reason=str(error))
            return
        self._tell(workspace, state)

    def _tell(self, workspace: str, state: WorkspaceState | None) -> None:
        with self._lock:
            listeners = self._listeners
            seq = 1 << 62 if state is None else state.seq
            if self._told.get(workspace, 0) >= seq:
                return
            self._told[workspace] = seq
        for listener in listeners:
            listener(workspace, state)

    def _keep(self, state: WorkspaceState) -> None:
        with self._lock:
            known = self._states.get(state.workspace)
            if known is None or known.seq <= state.seq or known.head != state.head:
                self._states[state.workspace] = state
            self._states.move_to_end(state.workspace)
            while len(self._states) > self._most:
                self._states.popitem(last=False)


def _extended(unit: UnitOfWork, workspace: str, known: WorkspaceState | None, head: bytes) -> WorkspaceState:
    if known is not None:
        entries = unit.membership_log.after(workspace, known.seq)
        if entries and entries[-1].head == head:
            return refold(entries, known)
    return refold(unit.membership_log.after(workspace, 0))
