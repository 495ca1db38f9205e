"""Signing in with a password and, where one is enrolled, a second factor."""

from __future__ import annotations

from relay_server.domain.account import Account, AccountState, email_key
from relay_server.domain.security_event import Action
from relay_server.domain.session import Method
from relay_server.errors import Forbidden, Refusal, Unauthenticated
from relay_server.ports.rate_limiter import Limit
from relay_server.ports.unit_of_work import UnitOfWork
from relay_server.service.environment import Caller, Environment
from relay_server.service.record import note
from relay_server.service.second_factor_check import SecondProof, accept_proof, confirmed_factor
from relay_server.service.sign_in import SignedIn, open_session


def log_in(env: Environment, caller: Caller, email: str, password: str, proof: SecondProof) -> SignedIn:
    """Open a session.

    An unknown address and a wrong password give the same answer after the same work.

    Raises:
        Unauthenticated: Address, password or second factor are wrong ("invalid_credentials"), or a second factor is
            needed ("second_factor_required").
        Forbidden: The password is right, but the account is locked or its address is not proven yet.
        RateLimited: Too many attempts.
        Overloaded: Too many sign in at once.
    """
    who = email_key(email)
    count_attempt(env, caller, who)
    with env.transactions.read() as unit:
        account = unit.accounts.by_email(email)
    right = env.passwords.verify(password, account.password if account else None)
    fresh = env.passwords.hash(password) if right and account and env.passwords.needs_rehash(account.password) else None
    if right and account and (proof.totp is not None or proof.recovery_code is not None):
        env.limiter.hit(Limit.SECOND_FACTOR_PER_ACCOUNT, account.id)
    with env.transactions.write() as unit:
        outcome = _decide(env, unit, caller, account if right else None, proof)
        if isinstance(outcome, Refusal):
            failed = account.id if account else None
            note(env, unit, caller, Action.LOGIN_FAILED, failed, reason=outcome.code)
        elif fresh is not None:
            unit.accounts.set_password(outcome.account, fresh)
    if isinstance(outcome, Refusal):
        raise outcome
    env.announce_ended(*outcome.replaced)
    env.limiter.forget(Limit.LOGIN_PER_ACCOUNT_AND_ADDRESS, who, caller.network)
    env.limiter.forget(Limit.SECOND_FACTOR_PER_ACCOUNT, outcome.account)
    return outcome


def count_attempt(env: Environment, caller: Caller, who: str) -> None:
    """Count a guess at somebody's password, wherever it is made.

    The narrow limits come first: what one address has used up must not count against an account or everybody.

    Args:
        env: The environment.
        caller: From where.
        who: Key of the address that was named (``domain.account.email_key``).

    Raises:
        RateLimited: It is one too many.
    """
    env.limiter.hit(Limit.LOGIN_PER_ADDRESS, caller.network)
    env.limiter.hit(Limit.LOGIN_PER_ACCOUNT_AND_ADDRESS, who, caller.network)
    env.limiter.hit(Limit.LOGIN_PER_ACCOUNT, who)
    env.limiter.hit(Limit.LOGIN_TOTAL)


def _decide(
    env: Environment, unit: UnitOfWork, caller: Caller, checked: Account | None, proof: SecondProof
) -> SignedIn | Refusal:
    wrong = Unauthenticated("invalid_credentials", "The address, the password or the code is not right.")
    if checked is None:
        return wrong
    account = unit.accounts.get(checked.id)
    # The password may have been changed while it was being checked.
    if account is None or account.password != checked.password:
        return wrong
    if account.state is AccountState.LOCKED:
        return Forbidden("account_locked", "This account is locked. Ask an administrator of the relay.")
    if account.email_verified_ms is None:
        return Forbidden("email_unverified", "Open the link in the mail that we sent you, then sign in.")
    methods = [Method.PASSWORD]
    factor = confirmed_factor(unit, account.id)
    if factor is not None:
        if proof.totp is None and proof.recovery_code is None:
            return Unauthenticated("second_factor_required", "Enter the code of your authenticator app.")
        second = accept_proof(env, unit, factor, proof)
        if second is None:
            return wrong
        methods.append(second)
        if second is Method.RECOVERY_CODE:
            note(env, unit, caller, Action.RECOVERY_CODE_USED, account.id)
    signed_in = open_session(env, unit, caller, account.id, methods)
    note(env, unit, caller, Action.LOGGED_IN, account.id, session=signed_in.session)
    return signed_in
