"""One's own account: name, address, password, picture, record."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response

from relay_server.entrypoints.http import models
from relay_server.entrypoints.http.context import Env, From, RawBody, Who
from relay_server.service import profile
from relay_server.service.email_change import ask_for_email_change
from relay_server.service.environment import Environment, Principal
from relay_server.service.second_factor import second_factor_state
from relay_server.service.sessions import MOST_EVENTS, own_events

ROUTER = APIRouter(prefix="/me", tags=["profile"])
_PICTURES = ("image/png", "image/jpeg", "image/webp")
_CONTENT = {"content": {kind: {"schema": {"type": "string", "format": "binary"}} for kind in _PICTURES}}


@ROUTER.get("")
def own_account(env: Env, _caller: From, who: Who) -> models.Me:
    """Return one's own account."""
    return _me(env, who)


@ROUTER.patch("")
def rename(env: Env, caller: From, who: Who, body: models.ProfileChange) -> models.Me:
    """Change the display name."""
    return _me(env, Principal(profile.rename(env, caller, who, body.name), who.session))


@ROUTER.delete("", status_code=204)
def delete_account(env: Env, caller: From, who: Who) -> None:
    """Delete the account. Needs a step-up."""
    profile.delete_own(env, caller, who)


@ROUTER.post("/password", status_code=204)
def change_password(env: Env, caller: From, who: Who, body: models.PasswordChange) -> None:
    """Replace the password; other sessions end. Needs a step-up."""
    current, new = body.current_password.get_secret_value(), body.new_password.get_secret_value()
    profile.change_password(env, caller, who, current, new)


@ROUTER.post("/email", status_code=202)
def change_email(env: Env, caller: From, who: Who, body: models.EmailOnly) -> models.Accepted:
    """Send a link to a new address. Needs a step-up."""
    ask_for_email_change(env, caller, who, body.email)
    return models.Accepted(mails=env.policy.mails)


@ROUTER.put("/avatar", openapi_extra={"requestBody": {"required": True, **_CONTENT}})
def set_avatar(env: Env, caller: From, who: Who, data: RawBody) -> models.Avatar:
    """Store a picture (PNG, JPEG or WebP, at most 2 MiB); it is cut square and encoded anew."""
    return models.Avatar(avatar=profile.set_avatar(env, caller, who, data))


@ROUTER.delete("/avatar", status_code=204)
def remove_avatar(env: Env, caller: From, who: Who) -> None:
    """Remove the picture."""
    profile.remove_avatar(env, caller, who)


@ROUTER.get("/avatar", response_class=Response, responses={200: {"content": {"image/png": {}}}})
def own_avatar(env: Env, _caller: From, who: Who) -> Response:
    """Return the picture, 256 by 256 pixels."""
    headers = {"Content-Security-Policy": "default-src 'none'; sandbox"}
    return Response(profile.avatar(env, who.account.id), media_type="image/png", headers=headers)


@ROUTER.get("/events")
def record(
    env: Env,
    _caller: From,
    who: Who,
    limit: Annotated[int, Query(ge=1, le=MOST_EVENTS)] = 50,
    before_ms: Annotated[int | None, Query(ge=0, le=1 << 53)] = None,
) -> list[models.EventItem]:
    """Return the newest lines of the record about one's own account."""
    return [models.EventItem.of(event) for event in own_events(env, who, limit, before_ms)]


def _me(env: Environment, who: Principal) -> models.Me:
    account, factor = who.account, second_factor_state(env, who)
    return models.Me(
        id=account.id,
        email=account.email,
        email_verified=account.email_verified_ms is not None,
        name=account.name,
        role=account.role,
        created_ms=account.created_ms,
        avatar=account.avatar,
        second_factor=factor.enrolled,
        recovery_codes_left=factor.recovery_codes_left,
    )
