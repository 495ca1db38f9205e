"""What went wrong with the account, in words that say what to do."""

from __future__ import annotations

import math

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale

from app.account.state import AccountState, Phase
from sync.errors import (
    AccountRefused,
    NoRelay,
    RecoveryCodeError,
    RelayAddressError,
    RelayOverflows,
    RelayUnavailable,
    RelayUntrusted,
    SignInRequired,
    StorageError,
    SyncError,
    TooManyRequests,
)

_MINUTE = 60


def _tr(text: str) -> str:
    return QCoreApplication.translate("Account", text)


def problem_text(error: SyncError) -> str:
    """Return a sentence or two for a person."""
    if isinstance(error, RelayAddressError):
        return _address(error)
    if isinstance(error, RelayUntrusted):
        return _certificate(error.flaw)
    if isinstance(error, RelayOverflows):
        return _tr(
            "The relay sends more than a team can have. Nothing of it was kept. Ask whoever looks after the relay."
        )
    if isinstance(error, NoRelay):
        return _tr("There is something at this address, but no relay that this program knows. Check the address.")
    if isinstance(error, RelayUnavailable):
        return _tr("The relay cannot be reached. Check your connection and the address, then try again.")
    if isinstance(error, TooManyRequests):
        return _wait(error.seconds)
    if isinstance(error, StorageError):
        return _tr("The library cannot be written now. Make room on the disk, then try again.")
    if isinstance(error, RecoveryCodeError):
        return _tr("Look at the code once more: %1.").replace("%1", error.reason)
    if isinstance(error, SignInRequired | AccountRefused):
        return _by_code(error.code) or _said(error)
    return _tr("It did not work (%1). Try again.").replace("%1", type(error).__name__)


def line_of(error: SyncError) -> str:
    """Return the line of a step that a refusal is about, as steps call it; "" where that is not known."""
    lines = {
        "wrong_setup_code": "code",
        "email_taken": "email",
        "invalid_email": "email",
        "domain_not_allowed": "email",
        "invalid_name": "name",
        "invalid_invitation": "invitation",
        "invitation_needed": "invitation",
        "invalid_verification": "token",
        "invalid_reset": "token",
        "weak_password": "password",
    }
    return lines.get(error.code, "") if isinstance(error, SignInRequired | AccountRefused) else ""


def _said(error: SyncError) -> str:
    return _tr("The relay refuses: %1").replace("%1", str(error))


def _wait(seconds: float) -> str:
    if seconds < _MINUTE:
        return _tr("Too many attempts. Try again in %1 seconds.").replace("%1", str(math.ceil(seconds)))
    return _tr("Too many attempts. Try again in %1 minutes.").replace("%1", str(math.ceil(seconds / _MINUTE)))


def _address(error: RelayAddressError) -> str:
    texts = {
        "empty": _tr("Type the address of your relay. Whoever runs it can tell you."),
        "malformed": _tr("This is no address. It looks like relay.example.org."),
        "scheme": _tr("The address of a relay begins with https://."),
        "extras": _tr("Leave away names, passwords and everything behind ? or #."),
        "plain": _tr("Beyond your own network everybody on the way could read your password. Use https://."),
        "other name": _tr("This relay calls itself %1. If that is the one you mean, use this address."),
    }
    return texts.get(error.flaw, texts["malformed"]).replace("%1", error.right)


def why_untrusted(state: AccountState) -> str:
    """Return why the relay is not believed to be the relay, in words that say what to do; "" while it is, or cannot be asked."""
    if state.phase is not Phase.OFFLINE:
        return ""
    # Loaded when something went wrong only: it takes TLS along, which the first window does not need.
    from sync.account.certificates import CertificateFlaw

    flaw = next((one.value for one in CertificateFlaw if state.reason.endswith(one.value)), "")
    return _certificate(flaw) if flaw else ""


def _certificate(flaw: str) -> str:
    texts = {
        "expired": _tr("The relay's certificate has expired. Whoever runs the relay has to renew it."),
        "not valid yet": _tr("The relay's certificate is not valid yet. Is the clock of this computer right?"),
        "for another name": _tr("The certificate is for another name: this may not be your relay. Check the address."),
        "signed by nobody this computer trusts": _tr(
            "Nobody whom this computer trusts vouches for this relay. In a company, ask for its root certificate to be installed."
        ),
        "the relay shows another key than before": _tr(
            "This relay shows another key than before. Ask whoever looks after it whether it was set up anew."
        ),
        "no TLS is spoken there": _tr("What answers there does not encrypt. In your own network try http:// instead."),
    }
    told = texts.get(flaw, _tr("The relay's certificate is not good."))
    return f"{told} {_tr('Nothing was sent.')}"


def _by_code(code: str) -> str:
    """Return what a refusal of the relay means, by its stable name; "" for one that is not known."""
    texts = {
        "invalid_credentials": _tr("The address, the password or the code is not right."),
        "second_factor_required": _tr("A code of your authenticator app is needed, too."),
        "account_locked": _tr("This account is locked. Ask whoever looks after the relay."),
        "email_unverified": _tr("Open the link in the mail that the relay sent you, then sign in."),
        "wrong_setup_code": _tr("This is not the set-up code that the relay printed. Only the newest one counts."),
        "already_set_up": _tr("Somebody has set this relay up already. Sign in instead."),
        "email_taken": _tr("There is an account with this address already."),
        "invitation_needed": _tr("This relay opens accounts by invitation. Ask its administrator for a code."),
        "domain_not_allowed": _tr("This relay opens accounts for certain mail domains only."),
        "invalid_invitation": _tr("This invitation is used up, has expired, or is for another address."),
        "invalid_verification": _tr("The link has expired, or the password is not the one you chose."),
        "invalid_reset": _tr("This link has expired or was used. Ask for a new one."),
        "invalid_proof": _tr("That is not right. Try again."),
        "session_ended": _tr("You are signed out. Sign in again."),
        "signed_out": _tr("Nobody is signed in."),
        "device_revoked": _tr("This computer was revoked by your account. A new library makes it a new device."),
        "device_not_usable": _tr(
            "This computer belongs to another account of this relay, or was revoked there. A new library is a new device."
        ),
        "too_many_devices": _tr("The account has too many devices. Revoke one first."),
        "already_enrolled": _tr("An authenticator app is set up already. Remove it first."),
        "last_admin": _tr("This is the last administrator of the relay. Name another one first."),
        "last_owner": _tr("You are the last owner of a workspace with others in it. Give it to somebody first."),
        "weak_password": _tr("This password is too short or easy to guess. Take several unrelated words."),
        "invalid_name": _tr("This name is empty, too long, or holds characters that nobody sees."),
        "invalid_email": _tr("This is no mail address."),
        "invalid_request": _tr("Something that was typed is missing or too long."),
        "overloaded": _tr("The relay is busy. Try again in a moment."),
    }
    return texts.get(code, "")


def moment_text(time_ms: int) -> str:
    """Return a moment (Unix milliseconds) in words that no country reads in another order."""
    return QLocale().toString(QDateTime.fromMSecsSinceEpoch(time_ms), _tr("d MMM yyyy, hh:mm"))


def status_text(state: AccountState) -> tuple[str, str]:
    """Return what is true of the relay for the home screen: a few words and their level (ok, busy, warning, danger)."""
    texts = {
        Phase.SIGNED_OUT: (_tr("No relay: this device only"), "busy"),
        Phase.SIGNING_IN: (_tr("Signing in…"), "busy"),
        Phase.CONNECTING: (_tr("Connecting to the relay…"), "busy"),
        Phase.SIGNED_IN: (_tr("Relay connected"), "ok"),
        Phase.OFFLINE: (_tr("Relay not reachable"), "warning"),
        Phase.SIGN_IN_AGAIN: (_tr("Signed out by the relay"), "danger"),
    }
    return (_tr("Relay’s certificate not trusted"), "danger") if why_untrusted(state) else texts[state.phase]
