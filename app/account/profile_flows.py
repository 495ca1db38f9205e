"""Changing how one signs in, step by step: the password, the authenticator app, codes for when it is lost."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QObject

from app.account.desk import AccountDesk
from app.account.steps import Ask, Kind, Screen, Step, Values
from app.account.wording import problem_text
from sync.account.api import RelayApi
from sync.account.profile import Enrolment, change_email, change_password, confirm_totp
from sync.errors import StepUpRequired, SyncError

PASSWORD, ENROL, CODES, EMAIL = "new password", "enrol", "codes", "new email"

T = TypeVar("T")
Prove = Callable[[tuple[str, ...], Callable[[], None]], object]
"""Lets the person prove again who asks: by these ways, then this."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("Account", text)


class ProfileFlow(QObject):
    """What these flows share: asking the relay, and proving again who asks where it wants that."""

    def __init__(self, desk: AccountDesk, screen: Screen, prove: Prove, done: Callable[[str], None], parent: QObject):
        """Make a flow.

        Args:
            desk: the account.
            screen: shows the steps.
            prove: lets the person prove again who asks.
            done: called at the end with what to say.
            parent: owner; what comes when it is gone is dropped.
        """
        super().__init__(parent)
        self.desk, self.screen, self.prove, self.done = desk, screen, prove, done

    def chosen(self, _link: str, _values: Values) -> None:
        """Nothing else may be done in these steps."""

    def ask(self, work: Callable[[RelayApi, str], Awaitable[T]], then: Callable[[T], None]) -> None:
        """Ask the relay; where it wants a proof first, ask for that and then again."""

        def refused(error: SyncError) -> None:
            if isinstance(error, StepUpRequired):
                self.screen.set_busy(False)
                self.prove(error.methods, lambda: self.ask(work, then))
            else:
                self.screen.show_problem(problem_text(error))

        self.screen.set_busy(True)
        self.desk.request(work, then, refused, self)


class PasswordFlow(ProfileFlow):
    """Replaces the password."""

    def begin(self) -> None:
        """Ask for both passwords."""
        asks = (
            Ask("current", _tr("Present password"), Kind.SECRET),
            Ask("new", _tr("New password"), Kind.SECRET, _tr("Four unrelated words are good")),
        )
        text = _tr("All other sessions end. Diagrams do not depend on the password.")
        self.screen.show_step(Step(PASSWORD, _tr("Change the password"), text, asks, _tr("Change")))

    def submitted(self, _step: str, values: Values) -> None:
        """Hand both to the relay."""
        work = partial(_change_password, current=values["current"], new=values["new"])
        self.ask(work, lambda _none: self.done(_tr("The password is changed")))


class EmailFlow(ProfileFlow):
    """Takes another mail address."""

    def begin(self) -> None:
        """Ask for it."""
        ask = Ask("email", _tr("New mail address"), hint="you@example.org")
        text = _tr(
            "The new address counts once you opened the link that the relay makes for it, and typed your password there."
        )
        self.screen.show_step(Step(EMAIL, _tr("Change the mail address"), text, (ask,), _tr("Make the link")))

    def submitted(self, _step: str, values: Values) -> None:
        """Have the link sent."""
        email = values["email"].strip()
        sent = _tr("A link is on its way to %1").replace("%1", email)
        printed = _tr("This relay has no mail server: the link is on its console. Ask whoever runs it.")
        self.ask(partial(_change_email, email=email), lambda mails: self.done(sent if mails else printed))


class EnrolFlow(ProfileFlow):
    """Sets up an authenticator app and shows the codes for when it is lost."""

    def __init__(
        self,
        desk: AccountDesk,
        screen: Screen,
        prove: Prove,
        done: Callable[[str], None],
        parent: QObject,
        enrolment: Enrolment,
    ) -> None:
        """Make a flow with what the relay gave; the rest as `ProfileFlow`."""
        super().__init__(desk, screen, prove, done, parent)
        self._enrolment = enrolment

    def begin(self) -> None:
        """Show what the app scans."""
        self.screen.show_step(
            Step(
                ENROL,
                _tr("Set up an authenticator app"),
                _tr("Scan the code with the app on your phone, or type the secret into it. Then type the six digits it shows."),
                (Ask("code", _tr("Code of the authenticator app"), Kind.CODE, "123 456"),),
                _tr("Turn it on"),
                shown=grouped(self._enrolment.secret),
                shown_name=_tr("Secret for the authenticator app"),
                code=self._enrolment.uri,
            )
        )  # fmt: skip

    def submitted(self, step: str, values: Values) -> None:
        """Turn it on, then show the codes; end when they are saved."""
        if step == CODES:
            self.done(_tr("The authenticator app is set up"))
            return
        code = "".join(values["code"].split())
        self.ask(partial(_confirm, code=code), lambda codes: self.screen.show_step(codes_step(codes)))


class CodesFlow(ProfileFlow):
    """Shows new codes for a lost app."""

    def __init__(
        self,
        desk: AccountDesk,
        screen: Screen,
        prove: Prove,
        done: Callable[[str], None],
        parent: QObject,
        codes: list[str],
    ) -> None:
        """Make a flow with the codes; the rest as `ProfileFlow`."""
        super().__init__(desk, screen, prove, done, parent)
        self._codes = codes

    def begin(self) -> None:
        """Show them."""
        self.screen.show_step(codes_step(self._codes))

    def submitted(self, _step: str, _values: Values) -> None:
        """They are saved."""
        self.done(_tr("The old codes do not work any more"))


def codes_step(codes: list[str]) -> Step:
    """Show codes once, to be saved."""
    return Step(
        CODES,
        _tr("Save these codes"),
        _tr("Each signs you in once when the app is lost. They are not shown again; keep them where the phone is not."),
        (Ask("saved", _tr("I have saved them"), Kind.TICK),),
        _tr("Done"),
        shown="\n".join(codes),
        shown_name=_tr("Codes for a lost app"),
        last=True,
    )


def grouped(secret: str) -> str:
    """Return a secret in groups of four, as people type it."""
    return " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))


async def _change_password(api: RelayApi, token: str, current: str, new: str) -> None:
    await change_password(api, token, current, new)


async def _change_email(api: RelayApi, token: str, email: str) -> bool:
    return await change_email(api, token, email)


async def _confirm(api: RelayApi, token: str, code: str) -> list[str]:
    return await confirm_totp(api, token, code)
