"""Checking a code of an authenticator app or a recovery code; each works once."""

from __future__ import annotations

from dataclasses import dataclass, field

from relay_server.domain.second_factor import SecondFactor, accepted_step, recovery_digest
from relay_server.domain.session import Method
from relay_server.ports.unit_of_work import UnitOfWork
from relay_server.service.environment import Environment


@dataclass(frozen=True, slots=True)
class SecondProof:
    """What a person offers as second factor: one of the two."""

    totp: str | None = field(default=None, repr=False)
    recovery_code: str | None = field(default=None, repr=False)


def confirmed_factor(unit: UnitOfWork, account: str) -> SecondFactor | None:
    """Return the second factor of an account if enrolment is finished."""
    factor = unit.second_factors.get(account)
    return factor if factor is not None and factor.confirmed_ms is not None else None


def accept_proof(env: Environment, unit: UnitOfWork, factor: SecondFactor, proof: SecondProof) -> Method | None:
    """Use up a proof.

    Returns:
        How the person proved it; None when the proof is wrong or was used before.
    """
    if proof.totp is not None:
        return Method.TOTP if accept_totp(env, unit, factor, proof.totp) else None
    if proof.recovery_code is not None:
        digest = recovery_digest(factor.account, proof.recovery_code)
        return Method.RECOVERY_CODE if unit.second_factors.claim_code(factor.account, digest) else None
    return None


def accept_totp(env: Environment, unit: UnitOfWork, factor: SecondFactor, code: str) -> bool:
    """Use up a code of the app; True if it was good and new."""
    secret = env.sealer.open(factor.sealed_secret, secret_place(factor.account)).decode("ascii")
    step = accepted_step(secret, code.strip(), env.now_ms(), factor.last_step)
    return step is not None and unit.second_factors.claim_step(factor.account, step)


def secret_place(account: str) -> str:
    """Return the place that the sealed secret of an account is bound to."""
    return f"totp/{account}"
