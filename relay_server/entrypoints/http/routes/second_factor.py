"""The authenticator app and recovery codes."""

from __future__ import annotations

from fastapi import APIRouter

from relay_server.entrypoints.http import models
from relay_server.entrypoints.http.context import Env, From, Who
from relay_server.service import second_factor

ROUTER = APIRouter(prefix="/me", tags=["second factor"])


@ROUTER.post("/totp", status_code=201)
def start(env: Env, _caller: From, who: Who) -> models.EnrolmentAnswer:
    """Begin to set up an authenticator app. Needs a step-up."""
    enrolment = second_factor.start_enrolment(env, who)
    return models.EnrolmentAnswer(secret=enrolment.secret, uri=enrolment.uri)


@ROUTER.post("/totp/confirm")
def finish(env: Env, caller: From, who: Who, body: models.CodeOnly) -> models.RecoveryCodes:
    """Turn it on with the app's first code; returns recovery codes, shown once."""
    codes = second_factor.finish_enrolment(env, caller, who, body.code.get_secret_value())
    return models.RecoveryCodes(recovery_codes=codes)


@ROUTER.delete("/totp", status_code=204)
def disable(env: Env, caller: From, who: Who) -> None:
    """Remove the app and all recovery codes. Needs a step-up with the second factor."""
    second_factor.disable(env, caller, who)


@ROUTER.post("/recovery-codes", status_code=201)
def new_codes(env: Env, caller: From, who: Who) -> models.RecoveryCodes:
    """Replace all recovery codes. Needs a step-up with the second factor."""
    return models.RecoveryCodes(recovery_codes=second_factor.new_recovery_codes(env, caller, who))
