"""Proving again who asks, before something sensitive."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject

from app.account.desk import AccountDesk
from app.account.steps import Ask, Kind, Screen, Step, Values
from app.account.wording import problem_text
from sync.account.api import RelayApi
from sync.account.session import NO_FACTOR, SecondFactor, step_up
from sync.errors import SyncError

PASSWORD, FACTOR, RECOVERY = "password", "factor", "recovery"


def _tr(text: str) -> str:
    return QCoreApplication.translate("Account", text)


class StepUpFlow(QObject):
    """One proof; it counts for five minutes."""

    def __init__(
        self, desk: AccountDesk, screen: Screen, methods: tuple[str, ...], done: Callable[[], None], parent: QObject
    ) -> None:
        """Make a flow.

        Args:
            desk: the account.
            screen: shows the steps.
            methods: what the relay accepts.
            done: called when it is proven.
            parent: owner; what comes when it is gone is dropped.
        """
        super().__init__(parent)
        self._desk, self._screen, self._methods, self._done = desk, screen, methods, done

    def begin(self) -> None:
        """Ask for what the relay accepts."""
        self._screen.show_step(_factor() if "totp" in self._methods else _password(self._desk.state.email))

    def submitted(self, step: str, values: Values) -> None:
        """Hand the proof to the relay."""
        secret, factor = None, NO_FACTOR
        if step == PASSWORD:
            secret = values["secret"]
        elif step == FACTOR:
            factor = SecondFactor(totp="".join(values["secret"].split()))
        else:
            factor = SecondFactor(recovery_code=values["secret"].strip())

        async def prove(api: RelayApi, token: str) -> None:
            await step_up(api, token, secret, factor)

        self._screen.set_busy(True)
        self._desk.request(prove, lambda _none: self._done(), self._refused, self)

    def chosen(self, link: str, _values: Values) -> None:
        """Prove it by the other way."""
        self._screen.show_step(_recovery() if link == RECOVERY else _factor())

    def _refused(self, error: SyncError) -> None:
        self._screen.show_problem(problem_text(error))


def _password(email: str) -> Step:
    text = _tr("This is sensitive. Type the password of %1 again; it counts for five minutes.").replace("%1", email)
    ask = Ask("secret", _tr("Password"), Kind.SECRET)
    return Step(PASSWORD, _tr("Is it you?"), text, (ask,), _tr("Go on"))


def _factor() -> Step:
    text = _tr("This is sensitive. Type the six digits that your authenticator app shows; they count for five minutes.")
    ask = Ask("secret", _tr("Code of the authenticator app"), Kind.CODE, "123 456")
    link = (RECOVERY, _tr("The app is lost: use a recovery code"))
    return Step(FACTOR, _tr("Is it you?"), text, (ask,), _tr("Go on"), (link,))


def _recovery() -> Step:
    text = _tr("One of the ten codes that you were shown when you set up the app. Each works once.")
    ask = Ask("secret", _tr("Recovery code of the relay"), Kind.CODE)
    return Step(RECOVERY, _tr("Is it you?"), text, (ask,), _tr("Go on"), ((FACTOR, _tr("Use the app")),))
