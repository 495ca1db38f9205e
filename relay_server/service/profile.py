"""What people change about their own account."""

from __future__ import annotations

import hashlib

from relay_server.domain.account import Account, AccountState, checked_name
from relay_server.domain.passwords import checked_password
from relay_server.domain.picture import square_picture
from relay_server.domain.security_event import Action
from relay_server.domain.session import EndReason
from relay_server.errors import Conflict, Forbidden, NotFound, Unauthenticated
from relay_server.ports.rate_limiter import Limit
from relay_server.ports.unit_of_work import UnitOfWork
from relay_server.service import messages
from relay_server.service.actor import Actor
from relay_server.service.environment import Caller, Environment, Principal
from relay_server.service.erase_account import erase_account
from relay_server.service.record import note_own
from relay_server.service.step_up import require_fresh


def rename(env: Environment, caller: Caller, principal: Principal, name: str) -> Account:
    """Change the display name.

    Raises:
        InvalidRequest: The name is not acceptable.
    """
    shown = checked_name(name)
    with env.transactions.write() as unit:
        unit.accounts.set_name(principal.account.id, shown)
        note_own(env, unit, caller, Action.PROFILE_CHANGED, principal, field="name")
        return _present(unit, principal)


def set_avatar(env: Environment, caller: Caller, principal: Principal, data: bytes) -> str:
    """Store a picture, decoded and encoded anew without anything else that the file held.

    Returns:
        Its SHA-256 in hex.

    Raises:
        InvalidRequest: It is not a picture of an allowed kind and size.
    """
    picture = square_picture(data)
    digest = hashlib.sha256(picture).hexdigest()
    with env.transactions.write() as unit:
        unit.avatars.put(principal.account.id, digest, picture)
        note_own(env, unit, caller, Action.PROFILE_CHANGED, principal, field="avatar")
    return digest


def remove_avatar(env: Environment, caller: Caller, principal: Principal) -> None:
    """Remove the picture."""
    with env.transactions.write() as unit:
        unit.avatars.remove(principal.account.id)
        note_own(env, unit, caller, Action.PROFILE_CHANGED, principal, field="avatar")


def avatar(env: Environment, account: str) -> bytes:
    """Return the picture of an account as PNG.

    Raises:
        NotFound: There is none.
    """
    with env.transactions.read() as unit:
        picture = unit.avatars.get(account)
    if picture is None:
        raise NotFound("no_avatar", "There is no picture.")
    return picture


def change_password(env: Environment, caller: Caller, principal: Principal, current: str, new: str) -> None:
    """Replace the password; every other session ends.

    Raises:
        StepUpRequired: A fresh proof is needed first.
        Unauthenticated: The current password is wrong.
        InvalidRequest: The new one is not acceptable.
        RateLimited: Too many attempts.
    """
    require_fresh(env, principal)
    account = principal.account
    env.limiter.hit(Limit.SECOND_FACTOR_PER_ACCOUNT, account.id)
    checked_password(new, account.email, account.name)
    if not env.passwords.verify(current, account.password):
        raise Unauthenticated("invalid_proof", "The current password is not right.")
    hashed = env.passwords.hash(new)
    with env.transactions.write() as unit:
        if _present(unit, principal).password != account.password:
            raise Conflict("changed_meanwhile", "The password was changed at the same time.")
        unit.accounts.set_password(account.id, hashed)
        ended = unit.sessions.end_all(account.id, env.now_ms(), EndReason.PASSWORD_CHANGED, keep=principal.session.id)
        note_own(env, unit, caller, Action.PASSWORD_CHANGED, principal)
    env.limiter.forget(Limit.SECOND_FACTOR_PER_ACCOUNT, account.id)
    env.announce_ended(*ended)
    env.mailer.send(messages.password_changed(env.policy, account.email))


def delete_own(env: Environment, caller: Caller, principal: Principal) -> None:
    """Delete the account with everything that belongs to it alone.

    Raises:
        StepUpRequired: A fresh proof is needed first.
        Conflict: It is the last administrator, or the last owner of a workspace with other people in it.
    """
    require_fresh(env, principal)
    with env.transactions.write() as unit:
        keep_an_admin(unit, _present(unit, principal))
        erased = erase_account(env, unit, Actor(principal.account.id, caller), principal.account.id)
    erased.announce(env)


def keep_an_admin(unit: UnitOfWork, leaving: Account) -> None:
    """Refuse what would leave the relay without an administrator.

    Raises:
        Conflict: ``leaving`` is the last one.
    """
    can_sign_in = leaving.state is AccountState.ACTIVE and leaving.email_verified_ms is not None
    is_one = leaving.is_admin and can_sign_in
    if is_one and unit.accounts.count_admins() <= 1:
        raise Conflict("last_admin", "This is the last administrator of the relay. Name another one first.")


def _present(unit: UnitOfWork, principal: Principal) -> Account:
    account = unit.accounts.get(principal.account.id)
    if account is None:
        raise Forbidden("account_gone", "This account has been deleted.")
    return account
