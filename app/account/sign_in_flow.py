"""Leads through signing in: where the relay is, who it is, and what may come between. Logic only; a `Screen` shows the steps."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QObject

from app.account import sign_in_steps as steps
from app.account.desk import AccountDesk
from app.account.steps import NOTHING, Known, Screen, Values
from app.account.wording import line_of, problem_text
from sync.account.address import AddressFlaw, TypedAddress, Way, read_address
from sync.account.api import RelayApi
from sync.account.opening import forgot_password, mail_again, reset_password, set_up, token_in, verify_email
from sync.account.server import RelayInfo, describe
from sync.account.session import NO_FACTOR, SecondFactor, Session, register, sign_in
from sync.errors import AccountRefused, RelayAddressError, SignInRequired, SyncError

T = TypeVar("T")


def _tr(text: str) -> str:
    return QCoreApplication.translate("Account", text)


class SignInFlow(QObject):
    """One attempt to sign in; passwords are kept no longer than the dialog is open."""

    def __init__(
        self,
        desk: AccountDesk,
        screen: Screen,
        done: Callable[[], None],
        parent: QObject,
        known: Known = NOTHING,
    ) -> None:
        """Make a flow.

        Args:
            desk: the account.
            screen: shows the steps.
            done: called when this computer is signed in.
            parent: owner; what comes when it is gone is dropped.
            known: what somebody has told already.
        """
        super().__init__(parent)
        self._desk, self._screen, self._done = desk, screen, done
        self._url, self._email = known.url or desk.state.relay, known.email or desk.state.email
        self._invitation = known.invitation
        self._info: RelayInfo | None = None
        self._password = ""
        self._pages = {
            steps.ADDRESS: self._on_address,
            steps.PLAIN: lambda _values: self._describe(),
            steps.CHANGED: lambda _values: self._trust(),
            steps.PASSWORD: self._on_password,
            steps.FACTOR: lambda values: self._sign_in(SecondFactor(totp=_packed(values["totp"]))),
            steps.RECOVERY: lambda values: self._sign_in(SecondFactor(recovery_code=values["code"].strip())),
            steps.REGISTER: self._on_register,
            steps.MAIL: self._on_mail,
            steps.SET_UP: self._on_set_up,
            steps.FORGOT: self._on_forgot,
            steps.RESET: self._on_reset,
        }

    def begin(self) -> None:
        """Ask for the relay, or at once for the password where the session of a known account has ended."""
        self._screen.show_step(steps.address(self._url))
        if self._url:
            self._on_address({"url": self._url})

    def submitted(self, step: str, values: Values) -> None:
        """Go on from a step."""
        self._pages[step](values)

    def chosen(self, link: str, values: Values) -> None:
        """Do something else instead."""
        self._email = values.get("email", self._email).strip() or self._email
        name = self._name()
        if link == steps.ADDRESS:
            self._screen.show_step(steps.address(self._url))
        elif link == steps.FACTOR:
            self._screen.show_step(steps.factor())
        elif link == steps.RECOVERY:
            self._screen.show_step(steps.recovery())
        elif link == steps.REGISTER and self._info is not None:
            self._screen.show_step(steps.register(name, self._info.registration, self._email, self._invitation))
        elif link == steps.FORGOT:
            self._screen.show_step(steps.forgot(self._email, mails=self._mails))
        elif link == steps.AGAIN:
            self._ask(partial(mail_again, email=self._email), lambda _none: self._mail_sent())
        elif link == steps.OPENED:
            self._sign_in()
        else:
            self._to_password()

    # ------------------------------------------------------------------ where

    def _on_address(self, values: Values) -> None:
        try:
            found = read_address(values["url"])
        except RelayAddressError as error:
            self._screen.show_problem(problem_text(error))
            return
        self._take(found)

    def _take(self, found: TypedAddress) -> None:
        self._url = found.url
        if found.way is Way.PLAIN_NEARBY:
            self._screen.show_step(steps.plain(found.url))
        else:
            self._describe()

    def _describe(self) -> None:
        self._ask(describe, self._described)

    def _described(self, info: RelayInfo) -> None:
        if info.public_url != self._url:
            self._misnamed(RelayAddressError(AddressFlaw.OTHER_NAME, info.public_url))
            return
        self._info = info
        if self._desk.relay_key(self._url) not in {"", info.sequencer.hex()}:
            self._screen.show_step(steps.changed(self._name()))
        else:
            self._go_on(info)

    def _trust(self) -> None:
        if self._info is not None:
            self._desk.trust(self._url, self._info.sequencer.hex())
            self._go_on(self._info)

    def _go_on(self, info: RelayInfo) -> None:
        if info.needs_setup:
            self._screen.show_step(steps.set_up(self._name()))
        elif self._invitation and not self._email:
            self.chosen(steps.REGISTER, {})
        else:
            self._to_password()

    def _misnamed(self, error: RelayAddressError) -> None:
        """Fill in the address by which the relay calls itself, for the person to decide."""
        self._screen.show_step(steps.address(error.right))
        self._screen.show_problem(problem_text(error))

    def _name(self) -> str:
        return self._info.name if self._info is not None and self._info.name else steps.host_of(self._url)

    @property
    def _mails(self) -> bool:
        return self._info is None or self._info.mails

    # ------------------------------------------------------------------ who

    def _to_password(self, note: str = "") -> None:
        self._screen.show_step(steps.password(self._url, self._name(), self._email, note))

    def _on_password(self, values: Values) -> None:
        self._remember(values)
        self._sign_in()

    def _remember(self, values: Values) -> None:
        self._email, self._password = values["email"].strip(), values["password"]

    def _sign_in(self, factor: SecondFactor = NO_FACTOR) -> None:
        email, secret = self._email, self._password

        async def way(api: RelayApi) -> Session:
            return await sign_in(api, email, secret, factor)

        self._begin_session(way)

    def _begin_session(self, way: Callable[[RelayApi], Awaitable[Session]]) -> None:
        self._screen.set_busy(True)
        self._desk.sign_in(self._url, way, self._signed_in, self._refused, self)

    def _signed_in(self) -> None:
        self._password = ""
        self._done()

    def _refused(self, error: SyncError) -> None:
        self._screen.set_busy(False)
        if isinstance(error, SignInRequired) and error.code == "second_factor_required":
            self._screen.show_step(steps.factor())
        elif isinstance(error, AccountRefused) and error.code == "email_unverified":
            self._screen.show_step(steps.mail(self._email, mails=self._mails))
        elif isinstance(error, RelayAddressError):
            self._misnamed(error)
        else:
            self._screen.show_problem(problem_text(error), line_of(error))

    # ------------------------------------------------------------------ new accounts, new passwords

    def _too_short(self, secret: str) -> bool:
        least = self._info.min_password if self._info is not None else 0
        if len(secret) >= least:
            return False
        self._screen.show_problem(
            _tr("The password needs at least %1 characters.").replace("%1", str(least)), "password"
        )
        return True

    def _on_register(self, values: Values) -> None:
        if self._too_short(values["password"]):
            return
        self._remember(values)
        email, secret, name = self._email, self._password, values["name"].strip()
        invitation = values.get("invitation", "").strip() or None
        self._ask(lambda api: register(api, email, secret, name, invitation), self._registered)

    def _registered(self, following: str) -> None:
        if following == "sign_in":
            self._sign_in()
        else:
            self._screen.show_step(steps.mail(self._email, mails=self._mails))

    def _mail_sent(self) -> None:
        self._screen.show_step(steps.mail(self._email, mails=self._mails))

    def _on_mail(self, values: Values) -> None:
        email, secret, token = self._email, self._password, token_in(values["token"])
        self._ask(lambda api: verify_email(api, email, secret, token), lambda _none: self._sign_in())

    def _on_set_up(self, values: Values) -> None:
        if self._too_short(values["password"]):
            return
        self._remember(values)
        code, email, secret, name = values["code"].strip(), self._email, self._password, values["name"].strip()

        async def way(api: RelayApi) -> Session:
            return await set_up(api, code, email, secret, name)

        self._begin_session(way)

    def _on_forgot(self, values: Values) -> None:
        self._email = values["email"].strip()
        email = self._email
        self._ask(
            lambda api: forgot_password(api, email),
            lambda _none: self._screen.show_step(steps.reset(email, mails=self._mails)),
        )

    def _on_reset(self, values: Values) -> None:
        if self._too_short(values["password"]):
            return
        token, secret = token_in(values["token"]), values["password"]
        note = _tr("The new password counts. Sign in with it.")
        self._ask(lambda api: reset_password(api, token, secret), lambda _none: self._to_password(note))

    def _ask(self, work: Callable[[RelayApi], Awaitable[T]], then: Callable[[T], None]) -> None:
        def answered(result: T) -> None:
            self._screen.set_busy(False)
            then(result)

        self._screen.set_busy(True)
        self._desk.ask(self._url, work, answered, self._refused, self)


def _packed(code: str) -> str:
    """Return a code without the gaps that people read it with."""
    return "".join(code.split())
