"""Setting up and removing an authenticator app, and making recovery codes."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from relay_server.domain.second_factor import (
    RECOVERY_CODES,
    SecondFactor,
    enrolment_uri,
    new_secret,
    recovery_code,
    recovery_digest,
)
from relay_server.domain.security_event import Action
from relay_server.domain.session import Method
from relay_server.errors import Conflict, NotFound, Unauthenticated
from relay_server.ports.rate_limiter import Limit
from relay_server.ports.unit_of_work import UnitOfWork
from relay_server.service import messages
from relay_server.service.environment import Caller, Environment, Principal
from relay_server.service.record import note_own
from relay_server.service.second_factor_check import accept_totp, confirmed_factor, secret_place
from relay_server.service.step_up import require_fresh


@dataclass(frozen=True, slots=True)
class Enrolment:
    """What an authenticator app needs, once."""

    secret: str = field(repr=False)
    uri: str = field(repr=False)


def start_enrolment(env: Environment, principal: Principal) -> Enrolment:
    """Make a secret; it counts only after the first code. Starting again replaces an unfinished one.

    Raises:
        StepUpRequired: A fresh proof is needed first.
        Conflict: An app is enrolled already.
    """
    require_fresh(env, principal)
    account = principal.account
    secret = new_secret(env.random_bytes(20))
    with env.transactions.write() as unit:
        if confirmed_factor(unit, account.id) is not None:
            raise Conflict("already_enrolled", "An authenticator app is set up already. Remove it first.")
        sealed = env.sealer.seal(secret.encode("ascii"), secret_place(account.id))
        unit.second_factors.put(SecondFactor(account.id, sealed))
    return Enrolment(secret, enrolment_uri(secret, account.email, env.policy.name))


def finish_enrolment(env: Environment, caller: Caller, principal: Principal, code: str) -> list[str]:
    """Turn the second factor on with the first code of the app.

    Returns:
        Recovery codes, shown once.

    Raises:
        StepUpRequired: A fresh proof is needed first.
        NotFound: Nothing is being enrolled.
        Unauthenticated: The code is wrong.
        RateLimited: Too many attempts.
    """
    require_fresh(env, principal)
    account, session = principal.account, principal.session
    env.limiter.hit(Limit.SECOND_FACTOR_PER_ACCOUNT, account.id)
    with env.transactions.write() as unit:
        factor = unit.second_factors.get(account.id)
        if factor is None or factor.confirmed_ms is not None:
            raise NotFound("nothing_to_confirm", "No authenticator app is being set up.")
        if not accept_totp(env, unit, factor, code):
            raise Unauthenticated("invalid_proof", "This code is not right. Check the clock of your phone.")
        present = unit.second_factors.get(account.id) or factor
        unit.second_factors.put(replace(present, confirmed_ms=env.now_ms()))
        codes = _new_codes(env, unit, account.id)
        unit.sessions.prove(session.id, env.now_ms(), sorted({*session.methods, Method.TOTP}))
        note_own(env, unit, caller, Action.TOTP_ENROLLED, principal)
    env.limiter.forget(Limit.SECOND_FACTOR_PER_ACCOUNT, account.id)
    env.mailer.send(messages.second_factor_changed(env.policy, account.email, enrolled=True))
    return codes


def disable(env: Environment, caller: Caller, principal: Principal) -> None:
    """Remove the app and all recovery codes.

    Raises:
        StepUpRequired: A fresh proof with the second factor is needed first.
        NotFound: None is enrolled.
    """
    require_fresh(env, principal)
    with env.transactions.write() as unit:
        if unit.second_factors.get(principal.account.id) is None:
            raise NotFound("not_enrolled", "No authenticator app is set up.")
        unit.second_factors.remove(principal.account.id)
        note_own(env, unit, caller, Action.TOTP_DISABLED, principal)
    env.mailer.send(messages.second_factor_changed(env.policy, principal.account.email, enrolled=False))


def new_recovery_codes(env: Environment, caller: Caller, principal: Principal) -> list[str]:
    """Replace all recovery codes; they are shown once.

    Raises:
        StepUpRequired: A fresh proof with the second factor is needed first.
        NotFound: No second factor is enrolled.
    """
    require_fresh(env, principal)
    with env.transactions.write() as unit:
        if confirmed_factor(unit, principal.account.id) is None:
            raise NotFound("not_enrolled", "No authenticator app is set up.")
        codes = _new_codes(env, unit, principal.account.id)
        note_own(env, unit, caller, Action.RECOVERY_CODES_MADE, principal)
    return codes


@dataclass(frozen=True, slots=True)
class SecondFactorState:
    """What the settings page shows."""

    enrolled: bool
    recovery_codes_left: int


def second_factor_state(env: Environment, principal: Principal) -> SecondFactorState:
    """Return whether a second factor is enrolled and how many recovery codes are left."""
    with env.transactions.read() as unit:
        enrolled = confirmed_factor(unit, principal.account.id) is not None
        return SecondFactorState(enrolled, unit.second_factors.count_codes(principal.account.id) if enrolled else 0)


def _new_codes(env: Environment, unit: UnitOfWork, account: str) -> list[str]:
    codes = [recovery_code(env.random_bytes(16)) for _ in range(RECOVERY_CODES)]
    unit.second_factors.replace_codes(account, [recovery_digest(account, code) for code in codes])
    return codes
