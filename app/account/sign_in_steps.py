"""What the steps of signing in ask."""

from __future__ import annotations

from urllib.parse import urlsplit

from PySide6.QtCore import QCoreApplication

from app.account.steps import Ask, Kind, Step

ADDRESS, PLAIN, PASSWORD, FACTOR, RECOVERY = "address", "plain", "password", "factor", "recovery"
REGISTER, MAIL, SET_UP, FORGOT, RESET = "register", "mail", "set up", "forgot", "reset"
CHANGED = "changed"
AGAIN, OPENED, BACK = "again", "opened", "back"


def _tr(text: str) -> str:
    return QCoreApplication.translate("Account", text)


def host_of(url: str) -> str:
    """Return what people call a relay: its host, and the port where there is one."""
    return urlsplit(url).netloc or url


def address(url: str = "") -> Step:
    """Ask where the relay is."""
    return Step(
        ADDRESS,
        _tr("Sign in to a relay"),
        _tr(
            "A relay is run by your team. It passes sealed diagrams on while others are away, and cannot read them. "
            "Without one everything works on this device and in your network."
        ),
        (Ask("url", _tr("Address of the relay"), hint="relay.example.org", text=url),),
        _tr("Continue"),
    )


def plain(url: str) -> Step:
    """Ask for consent to an address where passwords can be read on the way."""
    text = _tr(
        "%1 does not encrypt what is sent to it. Diagrams are sealed in any case, but whoever is in this network can read "
        "your password and act as you at the relay."
    )
    return Step(
        PLAIN,
        _tr("This address is not protected"),
        text.replace("%1", url),
        (Ask("agreed", _tr("I trust everybody in this network"), Kind.TICK),),
        _tr("Use it all the same"),
        ((ADDRESS, _tr("Another address")),),
        dangerous=True,
    )


def changed(name: str) -> Step:
    """Ask for consent to a relay that shows another key than before."""
    text = _tr(
        "%1 shows another key than when you signed in first. Either it was set up anew, or somebody stands in its place and waits for "
        "your password. Ask whoever looks after it, by another way than this."
    )
    return Step(
        CHANGED,
        _tr("Is this still your relay?"),
        text.replace("%1", name),
        (Ask("agreed", _tr("It was set up anew; I have asked"), Kind.TICK),),
        _tr("Trust the new key"),
        ((ADDRESS, _tr("Another relay")),),
        dangerous=True,
    )


def password(url: str, name: str, email: str = "", note: str = "") -> Step:
    """Ask who it is."""
    return Step(
        PASSWORD,
        _tr("Sign in to %1").replace("%1", name or host_of(url)),
        url,
        (
            Ask("email", _tr("Mail address"), hint="you@example.org", text=email),
            Ask("password", _tr("Password"), Kind.SECRET),
        ),
        _tr("Sign in"),
        (
            (REGISTER, _tr("Create an account")),
            (FORGOT, _tr("Forgotten your password?")),
            (ADDRESS, _tr("Another relay")),
        ),
        note=note,
    )


def factor() -> Step:
    """Ask for a code of the authenticator app."""
    return Step(
        FACTOR,
        _tr("One more step"),
        _tr("Open your authenticator app and type the six digits that it shows for this relay."),
        (Ask("totp", _tr("Code of the authenticator app"), Kind.CODE, "123 456"),),
        _tr("Sign in"),
        ((RECOVERY, _tr("The app is lost: use a recovery code")), (BACK, _tr("Back"))),
    )


def recovery() -> Step:
    """Ask for a code for a lost authenticator app."""
    return Step(
        RECOVERY,
        _tr("Use a recovery code"),
        _tr("One of the ten codes that you were shown when you set up the app. Each works once."),
        (Ask("code", _tr("Recovery code of the relay"), Kind.CODE),),
        _tr("Sign in"),
        ((FACTOR, _tr("Use the app")), (BACK, _tr("Back"))),
    )


def register(name: str, registration: str, email: str = "", invitation: str = "") -> Step:
    """Ask for what a new account needs; an invitation that is known stands in its line."""
    invited = _tr("You are invited to this relay. The invitation opens one account.")
    asking = _tr("This relay opens accounts by invitation. Its administrator gives you the code.")
    texts = {
        "invite": invited if invitation else asking,
        "domains": _tr("This relay opens accounts for mail addresses of its own organisation."),
        "open": _tr("Anybody may open an account here."),
    }
    asks = [
        Ask("name", _tr("Your name"), hint=_tr("As others see it")),
        Ask("email", _tr("Mail address"), hint="you@example.org", text=email),
        Ask("password", _tr("New password"), Kind.SECRET, _tr("Four unrelated words are good")),
    ]
    if registration == "invite":
        asks.append(Ask("invitation", _tr("Invitation code"), Kind.CODE, text=invitation))
    return Step(
        REGISTER,
        _tr("Create an account at %1").replace("%1", name),
        texts.get(registration, ""),
        tuple(asks),
        _tr("Create account"),
        ((PASSWORD, _tr("I have an account")),),
    )


def mail(email: str, *, mails: bool = True) -> Step:
    """Ask for the link or code of the mail that proves an address; of a relay that has no mail server, whoever runs it has it."""
    sent = _tr(
        "The relay sent a mail to %1. Open the link in it, or paste it here. Nothing comes if there is no such account to be proven."
    )
    printed = _tr(
        "This relay has no mail server: it printed the mail to %1 on its console. Ask whoever runs it for the link, and paste it here."
    )
    return Step(
        MAIL,
        _tr("Look into your mail") if mails else _tr("Ask for your link"),
        (sent if mails else printed).replace("%1", email),
        (Ask("token", _tr("Link"), Kind.CODE),),
        _tr("Prove the address"),
        ((OPENED, _tr("I opened it: sign in")), (AGAIN, _tr("Send it again")), (BACK, _tr("Back"))),
    )


def set_up(name: str) -> Step:
    """Ask for what the first administrator's account needs."""
    return Step(
        SET_UP,
        _tr("%1 is new").replace("%1", name),
        _tr("Nobody looks after this relay yet. With the set-up code that it printed when it started you open the first account."),
        (
            Ask("code", _tr("Set-up code"), Kind.CODE, "UZNC6-JK2MN-…"),
            Ask("name", _tr("Your name"), hint=_tr("As others see it")),
            Ask("email", _tr("Mail address"), hint="you@example.org"),
            Ask("password", _tr("New password"), Kind.SECRET, _tr("Four unrelated words are good")),
        ),
        _tr("Open the first account"),
        ((ADDRESS, _tr("Another relay")),),
    )  # fmt: skip


def forgot(email: str, *, mails: bool = True) -> Step:
    """Ask whose password was forgotten."""
    sends = _tr("The relay sends you a link. Your diagrams do not depend on the password: nothing is lost.")
    prints = _tr(
        "This relay has no mail server: it prints a link on its console, which whoever runs it can give you. Your diagrams do not "
        "depend on the password: nothing is lost."
    )
    return Step(
        FORGOT,
        _tr("A new password"),
        sends if mails else prints,
        (Ask("email", _tr("Mail address"), hint="you@example.org", text=email),),
        _tr("Send the link") if mails else _tr("Make a link"),
        ((BACK, _tr("Back")),),
    )


def reset(email: str, *, mails: bool = True) -> Step:
    """Ask for the link that was mailed, and the new password."""
    sent = _tr("If there is an account for %1, a link is on its way. Every device signs in anew afterwards.")
    printed = _tr(
        "If there is an account for %1, the relay printed a link on its console: ask whoever runs it. Every device signs in anew "
        "afterwards."
    )
    return Step(
        RESET,
        _tr("Look into your mail") if mails else _tr("Ask for your link"),
        (sent if mails else printed).replace("%1", email),
        (
            Ask("token", _tr("Link"), Kind.CODE),
            Ask("password", _tr("New password"), Kind.SECRET, _tr("Four unrelated words are good")),
        ),
        _tr("Set the password"),
        ((BACK, _tr("Back")),),
    )
