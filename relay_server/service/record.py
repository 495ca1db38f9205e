"""Write down what happened in the audit ledger, inside the transaction in which it happens."""

from __future__ import annotations

from relay_server.domain.security_event import Action, SecurityEvent
from relay_server.ports.unit_of_work import UnitOfWork
from relay_server.service.environment import Caller, Environment, Principal
from relay_server.service.ledger import append


def note(
    env: Environment,
    unit: UnitOfWork,
    caller: Caller,
    action: Action,
    account: str | None,
    *,
    actor: str | None = None,
    workspace: str | None = None,
    **details: str,
) -> None:
    """Record an action.

    Args:
        env: Gives the time.
        unit: The transaction that does it.
        caller: From where.
        action: What.
        account: Whom it concerns.
        actor: Who did it; the account itself by default.
        workspace: Where; None for the relay itself.
        details: Ids and reasons; never names, addresses or secrets.
    """
    event = SecurityEvent(env.now_ms(), action, account, actor or account, caller.address, details, workspace)
    append(env, unit, event)


def note_own(
    env: Environment,
    unit: UnitOfWork,
    caller: Caller,
    action: Action,
    principal: Principal,
    *,
    workspace: str | None = None,
    **details: str,
) -> None:
    """Record what somebody did to their own account, or in a workspace."""
    note(env, unit, caller, action, principal.account.id, workspace=workspace, **details)
