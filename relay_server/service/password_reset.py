"""A new password for somebody who has forgotten the old one. The second factor stays."""

from __future__ import annotations

from relay_server.domain.account import Account, AccountState
from relay_server.domain.one_time_token import LIFETIME_MS, OneTimeToken, Purpose, token_digest
from relay_server.domain.passwords import checked_password
from relay_server.domain.security_event import Action
from relay_server.domain.session import EndReason
from relay_server.errors import Conflict, NotFound, Unauthenticated
from relay_server.ports.rate_limiter import Limit
from relay_server.ports.unit_of_work import UnitOfWork
from relay_server.service import messages
from relay_server.service.email_verification import may_mail
from relay_server.service.environment import Caller, Environment
from relay_server.service.record import note
from relay_server.service.sign_in import random_token

_PURPOSE = Purpose.RESET_PASSWORD


def ask_for_reset(env: Environment, caller: Caller, email: str) -> None:
    """Send a link if there is such an account; looked up after the answer, which is always the same.

    Raises:
        RateLimited: Too many attempts.
    """
    env.limiter.hit(Limit.MAIL_PER_ADDRESS, caller.network)

    def look_up() -> None:
        if not may_mail(env, email):
            return
        with env.transactions.write() as unit:
            account = unit.accounts.by_email(email)
            if account is None or account.state is AccountState.LOCKED:
                return
            token = _new_token(env, unit, account)
            note(env, unit, caller, Action.PASSWORD_RESET_ASKED, account.id)
        env.mailer.send(messages.reset_password(env.policy, account.email, token))

    env.deferred.submit(look_up)


def reset_link(env: Environment, caller: Caller, account: str, *, actor: str) -> str:
    """Make a link for a new password, for an administrator to hand on where no mail is set up.

    Raises:
        NotFound: There is no such account.
        Conflict: It is locked.
    """
    with env.transactions.write() as unit:
        found = unit.accounts.get(account)
        if found is None:
            raise NotFound("no_such_account", "There is no such account.")
        if found.state is AccountState.LOCKED:
            raise Conflict("account_locked", "This account is locked. Unlock it first.")
        token = _new_token(env, unit, found)
        note(env, unit, caller, Action.PASSWORD_RESET_ASKED, account, actor=actor)
    return messages.reset_url(env.policy, token)


def _new_token(env: Environment, unit: UnitOfWork, account: Account) -> str:
    token = random_token(env)
    expires = env.now_ms() + LIFETIME_MS[_PURPOSE]
    unit.tokens.add(OneTimeToken(token_digest(_PURPOSE, token), _PURPOSE, account.id, expires, account.email))
    return token


def reset_password(env: Environment, caller: Caller, token: str, password: str) -> None:
    """Set a new password by a mailed token; every session ends, and the address counts as proven.

    Raises:
        Unauthenticated: The token is not good.
        InvalidRequest: The password is not acceptable; the token stays good.
        RateLimited: Too many attempts.
        Overloaded: Too many do this at once.
    """
    env.limiter.hit(Limit.TOKEN_PER_ADDRESS, caller.network)
    digest, now = token_digest(_PURPOSE, token), env.now_ms()
    with env.transactions.read() as unit:
        known = _owner_of(unit, unit.tokens.get(digest, _PURPOSE, now))
    checked_password(password, known.email, known.name)
    hashed = env.passwords.hash(password)
    with env.transactions.write() as unit:
        account = _owner_of(unit, unit.tokens.claim(digest, _PURPOSE, now))
        unit.accounts.set_password(account.id, hashed)
        if account.email_verified_ms is None:
            unit.accounts.set_verified(account.id, now)
        ended = unit.sessions.end_all(account.id, now, EndReason.PASSWORD_CHANGED)
        note(env, unit, caller, Action.PASSWORD_RESET, account.id)
    env.announce_ended(*ended)
    env.mailer.send(messages.password_changed(env.policy, account.email))


def _owner_of(unit: UnitOfWork, token: OneTimeToken | None) -> Account:
    account = unit.accounts.get(token.account) if token else None
    if token is None or account is None or account.state is AccountState.LOCKED or token.email != account.email:
        raise Unauthenticated("invalid_reset", "This link has expired or was used. Ask for a new one.")
    return account
