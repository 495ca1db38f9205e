"""Changing the address of an account: the new one is proven by a mail and the password before it counts."""

from __future__ import annotations

from relay_server.domain.account import AccountState, email_key, normalised_email
from relay_server.domain.one_time_token import LIFETIME_MS, OneTimeToken, Purpose, token_digest
from relay_server.domain.security_event import Action
from relay_server.errors import Conflict, DuplicateError, Unauthenticated
from relay_server.ports.rate_limiter import Limit
from relay_server.service import messages
from relay_server.service.environment import Caller, Environment, Principal
from relay_server.service.record import note, note_own
from relay_server.service.sign_in import random_token
from relay_server.service.step_up import require_fresh

_PURPOSE = Purpose.CHANGE_EMAIL


def ask_for_email_change(env: Environment, caller: Caller, principal: Principal, email: str) -> None:
    """Send a link to a new address; the old one stays until it is opened.

    Raises:
        StepUpRequired: A fresh proof is needed first.
        InvalidRequest: It is not an address.
        RateLimited: Too many mails.
    """
    require_fresh(env, principal)
    address = normalised_email(email)
    env.limiter.hit(Limit.MAIL_PER_ADDRESS, caller.network)
    env.limiter.hit(Limit.MAIL_PER_RECIPIENT, email_key(address))
    token = random_token(env)
    digest, expires = token_digest(_PURPOSE, token), env.now_ms() + LIFETIME_MS[_PURPOSE]
    with env.transactions.write() as unit:
        unit.tokens.add(OneTimeToken(digest, _PURPOSE, principal.account.id, expires, address))
        note_own(env, unit, caller, Action.EMAIL_CHANGE_ASKED, principal)
    # Sent whether or not the address has an account: only who can read its mail may learn that.
    env.mailer.send(messages.change_email(env.policy, address, token))


def confirm_email_change(env: Environment, caller: Caller, token: str, password: str) -> None:
    """Take the new address, with the mailed token and the password of the account that asked.

    The token alone would let a stranger put somebody else's proven address on his own account.

    Raises:
        Unauthenticated: Token or password are wrong.
        Conflict: Another account has the address.
        RateLimited: Too many attempts.
    """
    env.limiter.hit(Limit.TOKEN_PER_ADDRESS, caller.network)
    digest, now = token_digest(_PURPOSE, token), env.now_ms()
    with env.transactions.read() as unit:
        found = unit.tokens.get(digest, _PURPOSE, now)
        account = unit.accounts.get(found.account) if found else None
    if account is not None:
        env.limiter.hit(Limit.SECOND_FACTOR_PER_ACCOUNT, account.id)
    right = env.passwords.verify(password, account.password if account else None)
    wrong = Unauthenticated("invalid_verification", "The link has expired, or the password is not right.")
    if account is None or not right or account.state is AccountState.LOCKED:
        raise wrong
    with env.transactions.write() as unit:
        claimed, present = unit.tokens.claim(digest, _PURPOSE, now), unit.accounts.get(account.id)
        if claimed is None or present is None or present.password != account.password:
            raise wrong
        try:
            unit.accounts.set_email(account.id, claimed.email, now)
        except DuplicateError:
            raise Conflict("email_taken", "There is an account with this address already.") from None
        note(env, unit, caller, Action.EMAIL_CHANGED, account.id)
    env.mailer.send(messages.email_changed(env.policy, present.email))
