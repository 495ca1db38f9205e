"""Before one can sign in: the first account of a relay, proving an address, a forgotten password."""

from __future__ import annotations

from sync.account.api import RelayApi
from sync.account.session import Session, session_of


async def set_up(api: RelayApi, code: str, email: str, password: str, name: str) -> Session:
    """Open the first administrator's account with the set-up code that the relay printed, and sign in.

    Raises:
        AccountError: As ``RelayApi.call``; ``wrong_setup_code`` and ``already_set_up`` are refusals of their own.
    """
    body = {"code": code, "email": email, "password": password, "name": name}
    return session_of(await api.call("POST", "/setup", body=body))


async def verify_email(api: RelayApi, email: str, password: str, token: str) -> None:
    """Prove an address with the token of the mail and the password that was chosen.

    Raises:
        AccountError: As ``RelayApi.call``.
    """
    body = {"email": email, "password": password, "token": token}
    await api.call("POST", "/accounts/verify-email", body=body)


async def mail_again(api: RelayApi, email: str) -> None:
    """Have the mail sent again, if there is an account that waits for it; the answer is always the same.

    Raises:
        AccountError: As ``RelayApi.call``.
    """
    await api.call("POST", "/accounts/resend-verification", body={"email": email})


async def forgot_password(api: RelayApi, email: str) -> None:
    """Have a link for a new password sent, if there is such an account; the answer is always the same.

    Raises:
        AccountError: As ``RelayApi.call``.
    """
    await api.call("POST", "/password-reset", body={"email": email})


async def reset_password(api: RelayApi, token: str, password: str) -> None:
    """Set a new password with the token of the mail; every session ends, the second factor stays.

    Raises:
        AccountError: As ``RelayApi.call``.
    """
    await api.call("POST", "/password-reset/confirm", body={"token": token, "password": password})


def token_in(pasted: str) -> str:
    """Return the token of a link that came by mail, or of the token alone; "" if there is none."""
    return pasted.strip().rpartition("#")[2].strip()
