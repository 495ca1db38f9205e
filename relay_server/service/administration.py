"""What administrators do to accounts; HTTP and the command line call the same functions."""

from __future__ import annotations

from collections.abc import Sequence

from relay_server.domain.account import Account, AccountRole, AccountState, normalised_email, storable
from relay_server.domain.registration import INVITE_MS, RegistrationInvite, code_digest
from relay_server.domain.second_factor import recovery_code
from relay_server.domain.security_event import Action
from relay_server.domain.session import EndReason, Session
from relay_server.errors import NotFound
from relay_server.ports.unit_of_work import UnitOfWork
from relay_server.service import messages
from relay_server.service.actor import Actor
from relay_server.service.environment import Environment
from relay_server.service.erase_account import erase_account
from relay_server.service.profile import keep_an_admin
from relay_server.service.record import note

MOST_ACCOUNTS = 200


def list_accounts(env: Environment, after: str | None, limit: int, query: str) -> Sequence[Account]:
    """Return a page of accounts in the order of their ids."""
    return env.transactions.survey(lambda unit: unit.accounts.page(after, min(limit, MOST_ACCOUNTS), query))


def find_account(env: Environment, who: str) -> Account:
    """Return an account by id or address.

    Raises:
        NotFound: There is none.
    """
    with env.transactions.read() as unit:
        found = unit.accounts.get(storable(who)) or unit.accounts.by_email(who)
    if found is None:
        raise NotFound("no_such_account", "There is no such account.")
    return found


def set_locked(env: Environment, actor: Actor, account: str, *, locked: bool) -> Account:
    """Lock an account, which ends its sessions at once, or unlock it.

    Raises:
        NotFound: There is no such account.
        Conflict: It is the last administrator.
    """
    state = AccountState.LOCKED if locked else AccountState.ACTIVE
    ended: Sequence[str] = ()
    with env.transactions.write() as unit:
        found = _existing(unit, account)
        if locked:
            keep_an_admin(unit, found)
            ended = unit.sessions.end_all(account, env.now_ms(), EndReason.LOCKED)
        unit.accounts.set_state(account, state)
        action = Action.ACCOUNT_LOCKED if locked else Action.ACCOUNT_UNLOCKED
        note(env, unit, actor.caller, action, account, actor=actor.id)
        changed = _existing(unit, account)
    env.announce_ended(*ended)
    return changed


def set_role(env: Environment, actor: Actor, account: str, role: AccountRole) -> Account:
    """Give or take the rights of an administrator.

    Raises:
        NotFound: There is no such account.
        Conflict: It is the last administrator.
    """
    with env.transactions.write() as unit:
        found = _existing(unit, account)
        if role is not AccountRole.ADMIN:
            keep_an_admin(unit, found)
        unit.accounts.set_role(account, role)
        note(env, unit, actor.caller, Action.ROLE_CHANGED, account, actor=actor.id, role=role)
        return _existing(unit, account)


def end_sessions(env: Environment, actor: Actor, account: str) -> int:
    """End every session of an account; returns how many there were.

    Raises:
        NotFound: There is no such account.
    """
    with env.transactions.write() as unit:
        _existing(unit, account)
        ended = unit.sessions.end_all(account, env.now_ms(), EndReason.REVOKED)
        for session in ended:
            note(env, unit, actor.caller, Action.SESSION_REVOKED, account, actor=actor.id, session=session)
    env.announce_ended(*ended)
    return len(ended)


def sessions_of(env: Environment, account: str) -> Sequence[Session]:
    """Return the open sessions of an account, last used first."""
    with env.transactions.read() as unit:
        return unit.sessions.open_of(account, env.now_ms())


def end_session(env: Environment, actor: Actor, session: str) -> None:
    """End one session of anybody.

    Raises:
        NotFound: There is no such open session.
    """
    with env.transactions.write() as unit:
        found = unit.sessions.get(session, lock=True)
        if found is None or not unit.sessions.end(session, env.now_ms(), EndReason.REVOKED):
            raise NotFound("no_such_session", "There is no such session.")
        note(env, unit, actor.caller, Action.SESSION_REVOKED, found.account, actor=actor.id, session=session)
    env.announce_ended(session)


def delete_account(env: Environment, actor: Actor, account: str) -> None:
    """Delete an account with everything that belongs to it alone.

    Raises:
        NotFound: There is no such account.
        Conflict: It is the last administrator, or the last owner of a workspace with other people in it.
    """
    with env.transactions.write() as unit:
        keep_an_admin(unit, _existing(unit, account))
        erased = erase_account(env, unit, actor, account)
    erased.announce(env)


def invite(env: Environment, actor: Actor, email: str | None) -> str:
    """Invite somebody to open an account; with an address, the code works for it alone and is mailed.

    Returns:
        The code, for handing on by another way.

    Raises:
        InvalidRequest: It is not an address.
    """
    address = normalised_email(email) if email is not None else None
    code = recovery_code(env.random_bytes(16))
    now = env.now_ms()
    creator = actor.id if actor.id != "cli" else None
    with env.transactions.write() as unit:
        digest = code_digest("invitation", code)
        unit.invites.add(RegistrationInvite(digest, address, now, now + INVITE_MS, creator))
        note(env, unit, actor.caller, Action.INVITED, None, actor=actor.id)
    if address is not None:
        env.mailer.send(messages.invitation(env.policy, address, code))
    return code


def open_invites(env: Environment) -> Sequence[RegistrationInvite]:
    """Return the invitations that can be used, newest first."""
    with env.transactions.read() as unit:
        return unit.invites.open_invites(env.now_ms())


def withdraw_invite(env: Environment, actor: Actor, digest: bytes) -> None:
    """Take an invitation back, by the hash of its code.

    Raises:
        NotFound: There is none that could be used.
    """
    with env.transactions.write() as unit:
        if not unit.invites.withdraw(digest, env.now_ms()):
            raise NotFound("no_such_invitation", "There is no such invitation.")
        note(env, unit, actor.caller, Action.INVITATION_WITHDRAWN, None, actor=actor.id)


def _existing(unit: UnitOfWork, account: str) -> Account:
    found = unit.accounts.get(account)
    if found is None:
        raise NotFound("no_such_account", "There is no such account.")
    return found
