"""The first administrator: whoever holds the set-up code that the relay prints opens that account, once."""

from __future__ import annotations

from relay_server.domain.account import Account, AccountRole, AccountState, checked_name, normalised_email
from relay_server.domain.passwords import checked_password
from relay_server.domain.registration import code_digest
from relay_server.domain.second_factor import recovery_code
from relay_server.domain.security_event import Action
from relay_server.domain.session import Method
from relay_server.errors import Conflict, DuplicateError, Forbidden, StorageError
from relay_server.ports.rate_limiter import Limit
from relay_server.service.environment import Caller, Environment
from relay_server.service.record import note
from relay_server.service.sign_in import SignedIn, open_session

_OWNER = "owner"
_CODE = "setup_code"


def storage_answers(env: Environment) -> bool:
    """Tell whether the database answers now."""
    try:
        needs_setup(env)
    except StorageError:
        return False
    return True


def needs_setup(env: Environment) -> bool:
    """Tell whether this relay has no administrator yet."""
    with env.transactions.read() as unit:
        return unit.state.get(_OWNER) is None


def new_setup_code(env: Environment) -> str | None:
    """Make a set-up code in the place of an earlier one; None when the relay is set up already."""
    code = recovery_code(env.random_bytes(16))
    with env.transactions.write() as unit:
        if unit.state.get(_OWNER) is not None:
            return None
        unit.state.put(_CODE, code_digest("set-up", code).hex())
    return code


def set_up(env: Environment, caller: Caller, code: str, email: str, password: str, name: str) -> SignedIn:
    """Open the account of the first administrator and sign in.

    Raises:
        Forbidden: The code is wrong.
        Conflict: The relay is set up already.
        InvalidRequest: Address, name or password are not acceptable.
        RateLimited: Too many attempts.
    """
    env.limiter.hit(Limit.TOKEN_PER_ADDRESS, caller.network)
    address, shown = normalised_email(email), checked_name(name)
    checked_password(password, address, shown)
    _check_code(env, code)
    account = Account(
        id=env.random_bytes(16).hex(),
        email=address,
        name=shown,
        role=AccountRole.ADMIN,
        state=AccountState.ACTIVE,
        password=env.passwords.hash(password),
        created_ms=env.now_ms(),
        # Whoever can read the relay's console needs no mail to prove anything to it.
        email_verified_ms=env.now_ms(),
    )
    with env.transactions.write() as unit:
        if not unit.state.claim(_OWNER, account.id):
            raise Conflict("already_set_up", "This relay is set up already.")
        unit.state.remove(_CODE)
        try:
            unit.accounts.add(account)
        except DuplicateError:
            raise Conflict("email_taken", "There is an account with this address already.") from None
        note(env, unit, caller, Action.OWNER_SET_UP, account.id)
        return open_session(env, unit, caller, account.id, [Method.PASSWORD])


def _check_code(env: Environment, code: str) -> None:
    with env.transactions.read() as unit:
        owner, stored = unit.state.get(_OWNER), unit.state.get(_CODE)
    if owner is not None:
        raise Conflict("already_set_up", "This relay is set up already.")
    # Both sides are hashes of 128 random bits: comparing them tells nothing.
    if stored is None or code_digest("set-up", code).hex() != stored:
        raise Forbidden("wrong_setup_code", "This is not the set-up code that the relay printed.")
