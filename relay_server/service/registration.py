"""Opening an account. The answer is the same whether the address has one already; the mail tells its owner."""

from __future__ import annotations

from dataclasses import replace

from relay_server.domain.account import (
    Account,
    AccountRole,
    AccountState,
    checked_name,
    email_key,
    normalised_email,
)
from relay_server.domain.one_time_token import LIFETIME_MS, OneTimeToken, Purpose, token_digest
from relay_server.domain.passwords import checked_password
from relay_server.domain.registration import RegistrationPolicy, code_digest, is_domain_allowed
from relay_server.domain.security_event import Action
from relay_server.errors import DuplicateError, Forbidden
from relay_server.ports.mailer import Mail
from relay_server.ports.rate_limiter import Limit
from relay_server.ports.unit_of_work import UnitOfWork
from relay_server.service import messages
from relay_server.service.environment import Caller, Environment
from relay_server.service.record import note
from relay_server.service.sign_in import random_token


def register(env: Environment, caller: Caller, email: str, password: str, name: str, invite: str | None) -> bool:
    """Open an account, or tell the owner of the address that there is one.

    Returns:
        True when the account can be used at once: an administrator's invitation to exactly this address proves it.

    Raises:
        Forbidden: The policy asks for an invitation, or this one is not good.
        InvalidRequest: Address, name or password are not acceptable.
        RateLimited: Too many attempts.
        Overloaded: Too many register at once.
    """
    env.limiter.hit(Limit.REGISTRATION_PER_ADDRESS, caller.network)
    address, shown = normalised_email(email), checked_name(name)
    checked_password(password, address, shown)
    env.limiter.hit(Limit.MAIL_PER_RECIPIENT, email_key(address))
    proven = _check_right(env, address, invite)
    account = Account(
        id=env.random_bytes(16).hex(),
        email=address,
        name=shown,
        role=AccountRole.USER,
        state=AccountState.ACTIVE,
        password=env.passwords.hash(password),
        created_ms=env.now_ms(),
        email_verified_ms=env.now_ms() if proven else None,
    )
    with env.transactions.write() as unit:
        mail = _store(env, unit, caller, account, invite)
    if mail is not None:
        env.mailer.send(mail)
    return proven


def _check_right(env: Environment, address: str, invite: str | None) -> bool:
    if invite is None:
        policy = env.policy
        if policy.registration is RegistrationPolicy.INVITE:
            raise Forbidden("invitation_needed", "This relay opens accounts by invitation only.")
        if policy.registration is RegistrationPolicy.DOMAINS and not is_domain_allowed(address, policy.domains):
            raise Forbidden("domain_not_allowed", "This relay opens accounts for certain mail domains only.")
        return False
    with env.transactions.read() as unit:
        found = unit.invites.get(code_digest("invitation", invite))
    bound = found is not None and found.email is not None
    wrong_address = bound and found is not None and email_key(found.email or "") != email_key(address)
    if found is None or found.used_by is not None or found.expires_ms <= env.now_ms() or wrong_address:
        raise Forbidden("invalid_invitation", "This invitation is not good, or not for this address.")
    return bound


def _store(env: Environment, unit: UnitOfWork, caller: Caller, account: Account, invite: str | None) -> Mail | None:
    existing = unit.accounts.by_email(account.email)
    if existing is not None and existing.email_verified_ms is not None:
        note(env, unit, caller, Action.REGISTRATION_REPEATED, existing.id)
        return messages.account_exists(env.policy, existing.email)
    if invite is not None and not unit.invites.claim(code_digest("invitation", invite), account.id, env.now_ms()):
        raise Forbidden("invalid_invitation", "This invitation has been used.")
    if existing is not None:
        account = _take_over(unit, existing, account)
    else:
        _add(unit, account)
    note(env, unit, caller, Action.REGISTERED, account.id)
    return None if account.email_verified_ms is not None else verification_mail(env, unit, account)


def _take_over(unit: UnitOfWork, existing: Account, account: Account) -> Account:
    """Let the newest registration of an unproven address stand: whoever came first may not have been its owner."""
    unit.accounts.set_password(existing.id, account.password)
    unit.accounts.set_name(existing.id, account.name)
    if account.email_verified_ms is not None:
        unit.accounts.set_verified(existing.id, account.email_verified_ms)
    return replace(account, id=existing.id)


def _add(unit: UnitOfWork, account: Account) -> None:
    try:
        unit.accounts.add(account)
    except DuplicateError:
        # Two registrations of one address at once, on a database with several writers: the first one stands.
        raise Forbidden("try_again", "Something else happened at the same time. Try again.") from None


def verification_mail(env: Environment, unit: UnitOfWork, account: Account) -> Mail:
    """Make the token that proves the address of an account, and the mail that carries it."""
    token = random_token(env)
    purpose = Purpose.VERIFY_EMAIL
    expires = env.now_ms() + LIFETIME_MS[purpose]
    unit.tokens.add(OneTimeToken(token_digest(purpose, token), purpose, account.id, expires, account.email))
    return messages.verify_email(env.policy, account.email, token)
