"""Before signing in: the relay's description, set-up, registration, verification, password reset."""

from __future__ import annotations

from fastapi import APIRouter, Request

from relay_server.domain.passwords import MIN_CHARACTERS
from relay_server.entrypoints.http import models
from relay_server.entrypoints.http.context import Env, From, state_of
from relay_server.service.email_change import confirm_email_change
from relay_server.service.email_verification import send_verification_again, verify_email
from relay_server.service.password_reset import ask_for_reset, reset_password
from relay_server.service.registration import register
from relay_server.service.setup import needs_setup, set_up

ROUTER = APIRouter(tags=["accounts"])
API = 1


@ROUTER.get("/server")
def describe(env: Env, request: Request, _caller: From) -> models.ServerInfo:
    """Say what this relay is and how accounts are opened here."""
    return models.ServerInfo(
        name=env.policy.name,
        public_url=env.policy.base_url,
        version=state_of(request).settings.version,
        api=API,
        registration=env.policy.registration,
        needs_setup=needs_setup(env),
        min_password_characters=MIN_CHARACTERS,
        mails=env.policy.mails,
        sequencer=env.keys.sequencer_public.hex(),
        ledger=env.keys.ledger,
        ledger_key=env.keys.ledger_public.hex(),
    )


@ROUTER.post("/setup", status_code=201)
def first_owner(env: Env, caller: From, body: models.SetUp) -> models.Tokens:
    """Open the first administrator's account with the set-up code that the relay printed, and sign in."""
    code, password = body.code.get_secret_value(), body.password.get_secret_value()
    return models.Tokens.of(set_up(env, caller, code, body.email, password, body.name))


@ROUTER.post("/accounts", status_code=202)
def open_account(env: Env, caller: From, body: models.Registration) -> models.Registered:
    """Open an account. The answer is the same where the address has one; its owner is told by mail."""
    invitation = body.invitation.get_secret_value() if body.invitation else None
    ready = register(env, caller, body.email, body.password.get_secret_value(), body.name, invitation)
    return models.Registered(next="sign_in" if ready else "check_mail")


@ROUTER.post("/accounts/verify-email")
def prove_address(env: Env, caller: From, body: models.EmailVerification) -> models.Accepted:
    """Prove the address with the token of the mail and the password that was chosen."""
    verify_email(env, caller, body.email, body.password.get_secret_value(), body.token.get_secret_value())
    return models.Accepted(mails=env.policy.mails)


@ROUTER.post("/accounts/resend-verification", status_code=202)
def mail_again(env: Env, caller: From, body: models.EmailOnly) -> models.Accepted:
    """Send the mail again if there is an account that waits for it. The answer is always the same."""
    send_verification_again(env, caller, body.email)
    return models.Accepted(mails=env.policy.mails)


@ROUTER.post("/accounts/confirm-email")
def take_new_address(env: Env, caller: From, body: models.TokenAndPassword) -> models.Accepted:
    """Take a new address with the token that was mailed to it and the password of the account."""
    confirm_email_change(env, caller, body.token.get_secret_value(), body.password.get_secret_value())
    return models.Accepted(mails=env.policy.mails)


@ROUTER.post("/password-reset", status_code=202)
def forgot_password(env: Env, caller: From, body: models.EmailOnly) -> models.Accepted:
    """Send a link for a new password if there is such an account. The answer is always the same."""
    ask_for_reset(env, caller, body.email)
    return models.Accepted(mails=env.policy.mails)


@ROUTER.post("/password-reset/confirm")
def new_password(env: Env, caller: From, body: models.TokenAndPassword) -> models.Accepted:
    """Set a new password with the token of the mail. Every session ends; the second factor stays."""
    reset_password(env, caller, body.token.get_secret_value(), body.password.get_secret_value())
    return models.Accepted(mails=env.policy.mails)
