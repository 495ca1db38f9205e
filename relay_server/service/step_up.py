"""A fresh proof of identity for sensitive actions: the second factor, or the password where none is enrolled."""

from __future__ import annotations

from relay_server.domain.security_event import Action
from relay_server.domain.session import Method, is_freshly_proven
from relay_server.errors import Refusal, StepUpRequired, Unauthenticated
from relay_server.ports.rate_limiter import Limit
from relay_server.ports.unit_of_work import UnitOfWork
from relay_server.service.environment import Caller, Environment, Principal
from relay_server.service.record import note_own
from relay_server.service.second_factor_check import SecondProof, accept_proof, confirmed_factor

_SECOND = frozenset({Method.TOTP, Method.RECOVERY_CODE})


def require_fresh(env: Environment, principal: Principal) -> None:
    """Let a sensitive action pass only shortly after a proof of identity, with the second factor where one is enrolled.

    Raises:
        StepUpRequired: With what would be accepted.
    """
    with env.transactions.read() as unit:
        factor = confirmed_factor(unit, principal.account.id)
    fresh = is_freshly_proven(principal.session, env.now_ms())
    if fresh and (factor is None or _SECOND & set(principal.session.methods)):
        return
    raise StepUpRequired(("totp", "recovery_code") if factor is not None else ("password",))


def step_up(env: Environment, caller: Caller, principal: Principal, password: str | None, proof: SecondProof) -> None:
    """Prove again who is asking; counts for five minutes in this session.

    Raises:
        Unauthenticated: The proof is wrong.
        StepUpRequired: Another kind of proof is needed.
        RateLimited: Too many attempts.
    """
    env.limiter.hit(Limit.SECOND_FACTOR_PER_ACCOUNT, principal.account.id)
    right = password is not None and env.passwords.verify(password, principal.account.password)
    with env.transactions.write() as unit:
        outcome = _decide(env, unit, principal, right, password is not None, proof)
        if isinstance(outcome, Refusal):
            note_own(env, unit, caller, Action.STEP_UP_FAILED, principal, session=principal.session.id)
        else:
            methods = sorted({*principal.session.methods, outcome})
            unit.sessions.prove(principal.session.id, env.now_ms(), methods)
            note_own(env, unit, caller, Action.STEPPED_UP, principal, session=principal.session.id, method=outcome)
    if isinstance(outcome, Refusal):
        raise outcome
    env.limiter.forget(Limit.SECOND_FACTOR_PER_ACCOUNT, principal.account.id)


def _decide(
    env: Environment, unit: UnitOfWork, principal: Principal, right: bool, has_password: bool, proof: SecondProof
) -> Method | Refusal:
    wrong = Unauthenticated("invalid_proof", "This is not right. Try again.")
    factor = confirmed_factor(unit, principal.account.id)
    if factor is None:
        if not has_password:
            return StepUpRequired(("password",))
        return Method.PASSWORD if right else wrong
    if proof.totp is None and proof.recovery_code is None:
        return StepUpRequired(("totp", "recovery_code"))
    return accept_proof(env, unit, factor, proof) or wrong
