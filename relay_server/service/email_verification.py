"""Proving an address: with the token from the mail *and* the password.

The token alone would let a stranger register somebody else's address and have its owner confirm the stranger's password.
"""

from __future__ import annotations

from relay_server.domain.account import email_key
from relay_server.domain.one_time_token import Purpose, token_digest
from relay_server.domain.security_event import Action
from relay_server.errors import RateLimited, Unauthenticated
from relay_server.ports.rate_limiter import Limit
from relay_server.service.environment import Caller, Environment
from relay_server.service.login import count_attempt
from relay_server.service.record import note
from relay_server.service.registration import verification_mail


def verify_email(env: Environment, caller: Caller, email: str, password: str, token: str) -> None:
    """Note that an address is proven.

    Raises:
        Unauthenticated: Token, address or password are wrong.
        RateLimited: Too many attempts.
    """
    env.limiter.hit(Limit.TOKEN_PER_ADDRESS, caller.network)
    count_attempt(env, caller, email_key(email))
    with env.transactions.read() as unit:
        account = unit.accounts.by_email(email)
    right = env.passwords.verify(password, account.password if account else None)
    wrong = Unauthenticated("invalid_verification", "The link has expired, or the password is not the one you chose.")
    if not right or account is None:
        raise wrong
    with env.transactions.write() as unit:
        found = unit.tokens.claim(token_digest(Purpose.VERIFY_EMAIL, token), Purpose.VERIFY_EMAIL, env.now_ms())
        present = unit.accounts.get(account.id)
        if found is None or present is None or found.account != present.id or found.email != present.email:
            raise wrong
        if present.password != account.password:
            raise wrong
        unit.accounts.set_verified(account.id, env.now_ms())
        note(env, unit, caller, Action.EMAIL_VERIFIED, account.id)


def send_verification_again(env: Environment, caller: Caller, email: str) -> None:
    """Send the mail again if there is an account that needs it; looked up after the answer, which is always the same.

    Raises:
        RateLimited: Too many attempts.
    """
    env.limiter.hit(Limit.MAIL_PER_ADDRESS, caller.network)

    def look_up() -> None:
        if not may_mail(env, email):
            return
        with env.transactions.write() as unit:
            account = unit.accounts.by_email(email)
            if account is None or account.email_verified_ms is not None:
                return
            mail = verification_mail(env, unit, account)
        env.mailer.send(mail)

    env.deferred.submit(look_up)


def may_mail(env: Environment, email: str) -> bool:
    """Count a mail to somebody; False when they have had enough of them for now."""
    try:
        env.limiter.hit(Limit.MAIL_PER_RECIPIENT, email_key(email))
    except RateLimited:
        return False
    return True
