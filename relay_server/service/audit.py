"""Reading and exporting the audit ledger: a workspace's lines for its admins, all lines for the relay's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Literal

from relay_server.domain.ledger_export import csv_lines, json_line
from relay_server.domain.ledger_leaf import LedgerLeaf, StoredLeaf
from relay_server.domain.security_event import Action
from relay_server.ports.unit_of_work import UnitOfWork
from relay_server.service.actor import Actor
from relay_server.service.environment import Caller, Environment, Principal
from relay_server.service.record import note
from relay_server.service.step_up import require_fresh
from relay_server.service.workspace_access import member_in, require
from sync.protocol.roles import Permission

MOST_LINES = 500
_PAGE = 500

Format = Literal["jsonl", "csv"]


def workspace_audit(
    env: Environment, principal: Principal, workspace: str, limit: int, before: int | None
) -> Sequence[LedgerLeaf]:
    """Return the newest lines about a workspace before an index.

    Raises:
        NotFound: There is no such workspace for the caller.
        Forbidden: The caller may not read the ledger.
    """

    def read(unit: UnitOfWork) -> Sequence[LedgerLeaf]:
        require(member_in(env, unit, principal, workspace), Permission.READ_AUDIT)
        return unit.ledger.newest(min(limit, MOST_LINES), before, workspace=workspace)

    return env.transactions.survey(read)


def relay_audit(env: Environment, limit: int, before: int | None) -> Sequence[LedgerLeaf]:
    """Return the newest lines of the whole ledger before an index, for administrators of the relay."""
    return env.transactions.survey(lambda unit: unit.ledger.newest(min(limit, MOST_LINES), before))


def export_workspace_audit(
    env: Environment, caller: Caller, principal: Principal, workspace: str, form: Format
) -> Iterator[str]:
    """Return all lines about a workspace as text; that they were exported is recorded first.

    Raises:
        StepUpRequired: A fresh proof is needed first.
        NotFound: There is no such workspace for the caller.
        Forbidden: The caller may not export the ledger.
    """
    with env.transactions.read() as unit:
        require(member_in(env, unit, principal, workspace), Permission.EXPORT_AUDIT)
    require_fresh(env, principal)
    return export_audit(env, Actor(principal.account.id, caller), form, workspace)


def export_audit(env: Environment, actor: Actor, form: Format, workspace: str | None = None) -> Iterator[str]:
    """Return all lines as text, of one workspace if one is named; that they were exported is recorded first."""
    with env.transactions.write() as unit:
        details = {"format": form}
        note(env, unit, actor.caller, Action.AUDIT_EXPORTED, None, actor=actor.id, workspace=workspace, **details)
    lines = _lines(env, workspace)
    return csv_lines(stored.leaf for stored in lines) if form == "csv" else (json_line(stored) for stored in lines)


def _lines(env: Environment, workspace: str | None) -> Iterator[StoredLeaf]:
    """Yield lines in pages, each in a transaction of its own: whoever reads slowly holds none open."""
    last = -1
    while True:
        page = env.transactions.survey(partial(_page, last, workspace))
        yield from page
        if len(page) < _PAGE:
            return
        last = page[-1].leaf.index


def _page(last: int, workspace: str | None, unit: UnitOfWork) -> Sequence[StoredLeaf]:
    return unit.ledger.after(last, _PAGE, workspace)
