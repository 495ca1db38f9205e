"""Comparing the tables of a workspace with its log, and making them anew from it."""

from __future__ import annotations

from dataclasses import dataclass

from relay_server.domain.membership_rows import rows_of
from relay_server.domain.security_event import Action
from relay_server.service.actor import Actor
from relay_server.service.environment import Environment
from relay_server.service.record import note
from relay_server.service.workspace_access import no_such_workspace
from sync.protocol.errors import ProtocolError
from sync.protocol.membership.fold import fold


@dataclass(frozen=True, slots=True)
class TableCheck:
    """What a log says of itself and of its tables.

    Attributes:
        entries: How many entries the log has.
        fault: What is wrong with the log; None if every rule and signature holds and it leads to the stored head.
        missing: Rows that the tables lack.
        strange: Rows that do not follow from the log.
    """

    entries: int
    fault: str | None
    missing: int
    strange: int

    @property
    def is_good(self) -> bool:
        """Whether nothing is wrong."""
        return self.fault is None and not self.missing and not self.strange


def check_tables(env: Environment, workspace: str) -> TableCheck:
    """Fold a log from the ground, signatures included, and compare the tables with it.

    Raises:
        NotFound: There is no such workspace.
    """
    with env.transactions.read() as unit:
        stored = unit.workspaces.get(workspace)
        if stored is None:
            raise no_such_workspace()
        entries = unit.membership_log.after(workspace, 0)
        found = unit.membership_tables.rows(workspace)
    try:
        state = fold(entries)
    except ProtocolError as error:
        return TableCheck(len(entries), error.detail, 0, 0)
    fault = None if (state.seq, state.head) == (stored.seq, stored.head) else "the log does not lead to the stored head"
    expected = frozenset(rows_of(state).written)
    return TableCheck(len(entries), fault, len(expected - found), len(found - expected))


def rebuild_tables(env: Environment, actor: Actor, workspace: str) -> int:
    """Make the tables of a workspace anew from its log; returns how many rows they have.

    Raises:
        NotFound: There is no such workspace.
        ProtocolError: The log itself is damaged; nothing was changed.
    """
    with env.transactions.write() as unit:
        if unit.workspaces.get(workspace, lock=True) is None:
            raise no_such_workspace()
        rows = rows_of(fold(unit.membership_log.after(workspace, 0)))
        unit.membership_tables.clear(workspace)
        unit.membership_tables.apply(workspace, rows)
        note(env, unit, actor.caller, Action.TABLES_REBUILT, None, actor=actor.id, workspace=workspace)
    return len(rows.written)
