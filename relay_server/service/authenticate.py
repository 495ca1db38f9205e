"""Who is asking, from the access token and the present state of session and account."""

from __future__ import annotations

from relay_server.domain.account import AccountState
from relay_server.errors import Forbidden, Unauthenticated
from relay_server.service.environment import Environment, Principal


def authenticate(env: Environment, token: str) -> Principal:
    """Return who holds an access token.

    The session is looked up each time: an ended session or a locked account is refused at once, not in five minutes.

    Raises:
        Unauthenticated: The token is not good, or its session has ended.
        Forbidden: The account is locked.
    """
    claims = env.access_tokens.check(token)
    return present(env, claims.account, claims.session)


def present(env: Environment, account_id: str, session_id: str) -> Principal:
    """Return account and session as they are now, for whoever proved before to be in that session.

    Raises:
        Unauthenticated: The session has ended.
        Forbidden: The account is locked.
    """
    with env.transactions.read() as unit:
        session = unit.sessions.get(session_id)
        account = unit.accounts.get(account_id)
    if session is None or account is None or session.account != account.id or not session.is_open(env.now_ms()):
        raise Unauthenticated("session_ended", "This session has ended. Sign in again.")
    if account.state is AccountState.LOCKED:
        raise Forbidden("account_locked", "This account is locked. Ask an administrator of the relay.")
    return Principal(account, session)


def require_admin(principal: Principal) -> None:
    """Let only administrators of the relay pass.

    Raises:
        Forbidden: The caller is none.
    """
    if not principal.account.is_admin:
        raise Forbidden("admin_only", "Only an administrator of the relay may do this.")
