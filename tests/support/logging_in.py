"""Signing in at a relay, with a second factor where somebody has one."""

from __future__ import annotations

import pyotp

from relay_server.errors import Forbidden, RateLimited, Unauthenticated
from relay_server.service import second_factor
from relay_server.service.login import log_in
from relay_server.service.second_factor_check import SecondProof
from tests.support.relay import CALLER, Clock, House


def attempt(house: House, email: str, password: str, proof: SecondProof | None = None) -> str:
    """Return the code of a refusal, or "signed in"."""
    try:
        log_in(house.env, CALLER, email, password, proof or SecondProof())
    except (Forbidden, Unauthenticated, RateLimited) as refused:
        return refused.code
    return "signed in"


def code_at(secret: str, clock: Clock) -> str:
    """Return what the app shows."""
    return pyotp.TOTP(secret).at(clock.now // 1000)


def enrolled(house: House) -> tuple[str, list[str]]:
    """Set the relay up with a second factor; returns its secret and the recovery codes."""
    who = house.principal(house.owner())
    secret = second_factor.start_enrolment(house.env, who).secret
    codes = second_factor.finish_enrolment(house.env, CALLER, who, code_at(secret, house.clock))
    house.clock.forward(minutes=2)
    return secret, codes
