"""Signing in and out, refreshing, and one's own sessions."""

from __future__ import annotations

from fastapi import APIRouter

from relay_server.entrypoints.http import models
from relay_server.entrypoints.http.context import Env, From, Who
from relay_server.service.login import log_in
from relay_server.service.refresh import refresh
from relay_server.service.sessions import list_sessions, log_out, revoke_others, revoke_session
from relay_server.service.step_up import step_up

ROUTER = APIRouter(tags=["sessions"])


@ROUTER.post("/sessions", status_code=201)
def sign_in(env: Env, caller: From, body: models.Login) -> models.Tokens:
    """Sign in. `second_factor_required` asks for the same request again with `totp` or `recovery_code`."""
    return models.Tokens.of(log_in(env, caller, body.email, body.password.get_secret_value(), body.as_proof()))


@ROUTER.post("/sessions/refresh")
def next_pair(env: Env, caller: From, body: models.Refresh) -> models.Tokens:
    """Exchange a refresh token for the next pair. A token works once; using it twice ends the session."""
    return models.Tokens.of(refresh(env, caller, body.refresh_token.get_secret_value()))


@ROUTER.delete("/sessions/current", status_code=204)
def sign_out(env: Env, caller: From, who: Who) -> None:
    """End the present session."""
    log_out(env, caller, who)


@ROUTER.post("/sessions/step-up", status_code=204)
def prove_again(env: Env, caller: From, who: Who, body: models.StepUp) -> None:
    """Prove again who is asking: a second factor, or the password where none is enrolled. Good for five minutes."""
    password = body.password.get_secret_value() if body.password else None
    step_up(env, caller, who, password, body.as_proof())


@ROUTER.get("/sessions")
def own_sessions(env: Env, _caller: From, who: Who) -> list[models.SessionItem]:
    """List one's own open sessions, last used first."""
    return [models.SessionItem.of(session, who.session.id) for session in list_sessions(env, who)]


@ROUTER.delete("/sessions/{session}", status_code=204)
def end_session(env: Env, caller: From, who: Who, session: models.Identifier) -> None:
    """End one of one's own sessions; its sockets close at once."""
    revoke_session(env, caller, who, session)


@ROUTER.delete("/sessions")
def end_other_sessions(env: Env, caller: From, who: Who) -> models.Ended:
    """End all one's own sessions but the present one."""
    return models.Ended(ended=revoke_others(env, caller, who))
