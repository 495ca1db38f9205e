"""For administrators of the relay: accounts and invitations. What changes something needs a step-up."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from relay_server.domain.account import AccountRole
from relay_server.entrypoints.http import models
from relay_server.entrypoints.http.context import Admin, Env, Who
from relay_server.entrypoints.http.member_models import Digest
from relay_server.service import administration
from relay_server.service.step_up import require_fresh


def _fresh(env: Env, who: Who) -> None:
    require_fresh(env, who)


ROUTER = APIRouter(prefix="/admin", tags=["administration"])
_SENSITIVE = [Depends(_fresh)]


@ROUTER.get("/accounts")
def accounts(
    env: Env,
    _admin: Admin,
    after: models.Identifier | None = None,
    limit: Annotated[int, Query(ge=1, le=administration.MOST_ACCOUNTS)] = 50,
    query: Annotated[str, Query(max_length=80)] = "",
) -> models.AccountPage:
    """List accounts, a page at a time; `query` is part of a name or an address."""
    found = administration.list_accounts(env, after, limit, query)
    following = found[-1].id if len(found) == limit else None
    return models.AccountPage(accounts=[models.AccountItem.of(one) for one in found], next=following)


@ROUTER.post("/accounts/{account}/lock", dependencies=_SENSITIVE)
def lock(env: Env, admin: Admin, account: models.Identifier) -> models.AccountItem:
    """Lock an account; its sessions end and its sockets close at once."""
    return models.AccountItem.of(administration.set_locked(env, admin, account, locked=True))


@ROUTER.post("/accounts/{account}/unlock", dependencies=_SENSITIVE)
def unlock(env: Env, admin: Admin, account: models.Identifier) -> models.AccountItem:
    """Unlock an account."""
    return models.AccountItem.of(administration.set_locked(env, admin, account, locked=False))


@ROUTER.put("/accounts/{account}/role", dependencies=_SENSITIVE)
def set_role(env: Env, admin: Admin, account: models.Identifier, body: models.RoleChange) -> models.AccountItem:
    """Give or take an administrator's rights; the last administrator stays."""
    return models.AccountItem.of(administration.set_role(env, admin, account, AccountRole(body.role)))


@ROUTER.delete("/accounts/{account}/sessions", dependencies=_SENSITIVE)
def end_sessions(env: Env, admin: Admin, account: models.Identifier) -> models.Ended:
    """End every session of an account."""
    return models.Ended(ended=administration.end_sessions(env, admin, account))


@ROUTER.delete("/accounts/{account}", status_code=204, dependencies=_SENSITIVE)
def delete_account(env: Env, admin: Admin, account: models.Identifier) -> None:
    """Delete an account with everything that belongs to it alone."""
    administration.delete_account(env, admin, account)


@ROUTER.post("/invitations", status_code=201, dependencies=_SENSITIVE)
def invite(env: Env, admin: Admin, body: models.InviteRequest) -> models.InviteCode:
    """Invite somebody to open an account; with an address the code works for it alone and is mailed."""
    return models.InviteCode(code=administration.invite(env, admin, body.email))


@ROUTER.get("/invitations")
def invitations(env: Env, _admin: Admin) -> list[models.InviteItem]:
    """List the invitations that can be used, newest first."""
    return [
        models.InviteItem(id=one.digest.hex(), email=one.email, created_ms=one.created_ms, expires_ms=one.expires_ms)
        for one in administration.open_invites(env)
    ]


@ROUTER.delete("/invitations/{invitation}", status_code=204, dependencies=_SENSITIVE)
def withdraw(env: Env, admin: Admin, invitation: Digest) -> None:
    """Take an invitation back."""
    administration.withdraw_invite(env, admin, bytes.fromhex(invitation))
