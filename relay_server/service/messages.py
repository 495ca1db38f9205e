"""The mails of the relay, as plain text and as HTML that says the same.

Links are made from the configured address alone, with the token in the fragment, which browsers send to nobody. Nothing that
a stranger can choose (names, user agents) stands in a mail to somebody who did not ask for it.
"""

from __future__ import annotations

from html import escape

from relay_server.ports.mailer import Mail
from relay_server.service.environment import RelayPolicy


def verify_email(policy: RelayPolicy, email: str, token: str) -> Mail:
    """Ask to prove an address after registration."""
    return _mail(
        email,
        f"Confirm your address for {policy.name}",
        "Somebody, probably you, opened an account with this address. Open this link and enter the password you chose:",
        f"{policy.base_url}/account/verify#{token}",
        "The link is good for 24 hours. If it was not you, do nothing: without your password nobody can finish this.",
    )


def account_exists(policy: RelayPolicy, email: str) -> Mail:
    """Tell somebody who registers twice that there is an account."""
    return _mail(
        email,
        f"You already have an account at {policy.name}",
        "Somebody, probably you, tried to open an account with this address, but there is one already. If you have "
        "forgotten the password, ask for a new one here:",
        f"{policy.base_url}/account/forgot",
        "If it was not you, do nothing.",
    )


def invitation(policy: RelayPolicy, email: str, code: str) -> Mail:
    """Invite somebody to open an account."""
    return _mail(
        email,
        f"You are invited to {policy.name}",
        f"An administrator invites you to {policy.base_url}. In AIO Canvas choose Sign in, then Create account, and enter "
        f"this invitation code: {code}",
        policy.base_url,
        "The code works once, for seven days.",
    )


def workspace_invitation(policy: RelayPolicy, email: str, code: str) -> Mail:
    """Invite somebody to a workspace; its name is sealed, so the relay cannot tell it."""
    return _mail(
        email,
        f"You are invited to a workspace at {policy.name}",
        f"Somebody invites you to work together at {policy.base_url}. In AIO Canvas sign in there with this address, choose "
        f"Join a workspace, and enter this code: {code}",
        policy.base_url,
        "The code works once, for seven days. Then an admin of the workspace lets you in.",
    )


def reset_password(policy: RelayPolicy, email: str, token: str) -> Mail:
    """Let somebody choose a new password."""
    return _mail(
        email,
        f"New password for {policy.name}",
        "Somebody, probably you, asked for a new password. Open this link to choose one:",
        reset_url(policy, token),
        "The link is good for 30 minutes. If it was not you, do nothing: your password stays as it is.",
    )


def reset_url(policy: RelayPolicy, token: str) -> str:
    """Return the address that opens the page for a new password."""
    return f"{policy.base_url}/account/reset#{token}"


def change_email(policy: RelayPolicy, email: str, token: str) -> Mail:
    """Ask to prove a new address."""
    return _mail(
        email,
        f"Confirm your new address for {policy.name}",
        "Open this link to use this address for your account:",
        f"{policy.base_url}/account/email#{token}",
        "The link is good for an hour. If it was not you, do nothing.",
    )


def password_changed(policy: RelayPolicy, email: str) -> Mail:
    """Tell that the password was changed."""
    return _mail(
        email,
        f"Your password at {policy.name} was changed",
        "Your password was changed and your other sessions were ended. If it was not you, choose a new one now:",
        f"{policy.base_url}/account/forgot",
        "Your second factor, if you have one, is still needed to sign in.",
    )


def email_changed(policy: RelayPolicy, old_email: str) -> Mail:
    """Tell the old address that another one took its place."""
    return _mail(
        old_email,
        f"Your address at {policy.name} was changed",
        "Your account now uses another address. If it was not you, tell an administrator of the relay:",
        policy.base_url,
        "Mail of the relay no longer goes to this address.",
    )


def second_factor_changed(policy: RelayPolicy, email: str, *, enrolled: bool) -> Mail:
    """Tell that the second factor was set up or removed."""
    what = "set up for" if enrolled else "removed from"
    return _mail(
        email,
        f"Second factor {what} your account at {policy.name}",
        f"An authenticator app was {what} your account. If it was not you, choose a new password now:",
        f"{policy.base_url}/account/forgot",
        "Then look at your sessions and end those you do not know.",
    )


def session_copied(policy: RelayPolicy, email: str) -> Mail:
    """Warn that a session's token was used twice."""
    return _mail(
        email,
        f"A session of your account at {policy.name} was ended",
        "The secret of one of your sessions was used twice, which happens when it was copied. We ended that session. If you "
        "do not know why, choose a new password:",
        f"{policy.base_url}/account/forgot",
        "Restoring a backup of the app on a second computer can also cause this.",
    )


def _mail(recipient: str, subject: str, before: str, link: str, after: str) -> Mail:
    text = f"{before}\n\n{link}\n\n{after}\n"
    html = (
        '<!doctype html><html lang="en"><body style="font-family:sans-serif;line-height:1.5">'
        f'<p>{escape(before)}</p><p><a href="{escape(link)}">{escape(link)}</a></p><p>{escape(after)}</p>'
        "</body></html>"
    )
    return Mail(recipient, subject, text, html)
