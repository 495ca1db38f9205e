"""Between the account's page of the settings and the relay: loads what is shown and does what is asked for."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from app.account.profile_flows import CodesFlow, EmailFlow, EnrolFlow, PasswordFlow
from app.account.wording import moment_text, problem_text
from app.dialogs.confirm import Question
from app.dialogs.text_prompt import Prompt, TextPrompt
from app.errors import InputError
from app.files import read_bounded
from app.settings_dialog.account_facts import AccountFacts, SessionLine
from app.settings_dialog.account_page import AccountPage
from canvas.drawing.pictures import BYTE_LIMIT
from sync.account.api import RelayApi
from sync.account.own_sessions import OpenSession, end_other_sessions, end_session, open_sessions
from sync.account.profile import Me, delete_account, disable_totp, enrol_totp, me, new_recovery_codes, rename
from sync.errors import StepUpRequired, SyncError

if TYPE_CHECKING:
    from app.main_window import MainWindow

T = TypeVar("T")
MOST_NAME = 100


class AccountSettings(QObject):
    """Serves one page; its owner."""

    def __init__(self, window: MainWindow, page: AccountPage) -> None:
        """Connect a page and load it."""
        super().__init__(page)
        self._window, self._page, self._desk = window, page, window.account
        self._told: tuple[Me, list[OpenSession]] | None = None
        self._wishes: dict[str, Callable[[str], object]] = {
            AccountPage.SIGN_IN: lambda _id: window.account_link.sign_in(),
            AccountPage.SIGN_OUT: lambda _id: window.account_link.sign_out(),
            AccountPage.RENAME: lambda _id: self._rename(),
            AccountPage.COLOR: self._take_color,
            AccountPage.PICTURE: lambda _id: self._choose_picture(),
            AccountPage.NO_PICTURE: lambda _id: self._desk.wear(replace(self._desk.face, picture=b"")),
            AccountPage.EMAIL: lambda _id: self._lead(EmailFlow),
            AccountPage.PASSWORD: lambda _id: self._lead(PasswordFlow),
            AccountPage.ENROL: lambda _id: self.sensitive(enrol_totp, lambda made: self._lead(partial(EnrolFlow, enrolment=made))),
            AccountPage.DISABLE: lambda _id: self._disable(),
            AccountPage.CODES: lambda _id: self.sensitive(new_recovery_codes, lambda codes: self._lead(partial(CodesFlow, codes=codes))),
            AccountPage.END: self._end,
            AccountPage.END_OTHERS: lambda _id: self.sensitive(end_other_sessions, lambda _count: self.load()),
            AccountPage.SEES: lambda _id: window.account_link.show_what_it_sees(),
            AccountPage.DELETE: lambda _id: self._delete(),
        }  # fmt: skip
        page.wanted.connect(lambda wish, target: self._wishes[wish](target))
        self._desk.changed.connect(self._changed)
        self.load()

    # ------------------------------------------------------------------ what is shown

    def load(self) -> None:
        """Ask the relay what it holds, and show it."""
        self._show()
        if self._desk.state.here:
            self._desk.request(_about, self._loaded, lambda _error: None, self)

    def _loaded(self, told: tuple[Me, list[OpenSession]]) -> None:
        self._told = told
        self._show()

    def _changed(self) -> None:
        if not self._desk.state.here:
            self._told = None
        if self._desk.state.here and self._told is None:
            self.load()
        else:
            self._show()

    def _show(self) -> None:
        state = self._desk.state
        if self._told is None:
            self._page.show_facts(AccountFacts(state, self._desk.user if state.here else "", self._desk.face))
            return
        about, sessions = self._told
        lines = tuple(_line(each) for each in sorted(sessions, key=lambda one: not one.current))
        facts = AccountFacts(
            state, self._desk.user, self._desk.face, True, about.second_factor, about.recovery_codes, lines
        )
        self._page.show_facts(facts)

    # ------------------------------------------------------------------ what is done

    def sensitive(self, work: Callable[[RelayApi, str], Awaitable[T]], then: Callable[[T], None]) -> None:
        """Do something at the relay, after a proof of who asks where it wants one."""

        def refused(error: SyncError) -> None:
            if isinstance(error, StepUpRequired):
                self._window.account_link.prove(error.methods, lambda: self.sensitive(work, then))
            else:
                self._page.say(problem_text(error), "danger")

        self._desk.request(work, then, refused, self)

    def _lead(self, make: Callable[..., PasswordFlow | EmailFlow | EnrolFlow | CodesFlow]) -> None:
        dialog = self._window.account_link.dialog()

        def done(said: str) -> None:
            dialog.finish()
            self._page.say(said, "success")
            self.load()

        flow = make(self._desk, dialog, self._window.account_link.prove, done, dialog)
        self._window.account_link.lead(dialog, flow)

    def _rename(self) -> None:
        prompt = Prompt(
            self.tr("Change the name"),
            self.tr("Your name"),
            self.tr("Change"),
            self._desk.state.name,
            complaint=lambda text: self.tr("This name is too long") if len(text) > MOST_NAME else "",
        )
        dialog = TextPrompt(prompt, QApplication.activeModalWidget() or self._window)
        dialog.answered.connect(self._take_name)
        dialog.open()

    def _take_name(self, name: str) -> None:
        async def work(api: RelayApi, token: str) -> Me:
            await rename(api, token, name)
            return await me(api, token)

        def then(about: Me) -> None:
            self._desk.called(about.email, about.name)
            self.load()

        self.sensitive(work, then)

    def _take_color(self, color: str) -> None:
        self._desk.wear(replace(self._desk.face, color=color))

    def _choose_picture(self) -> None:
        """Ask for a file, and take the middle of its picture."""
        from app.account.picture import small_picture

        path = next(iter(self._window.dialogs.choose_pictures()), None)
        if path is None:
            return
        try:
            picture = small_picture(read_bounded(path, BYTE_LIMIT))
        except InputError as error:
            self._page.say(str(error), "danger")
            return
        self._desk.wear(replace(self._desk.face, picture=picture))

    def _disable(self) -> None:
        question = Question(
            self.tr("Remove the authenticator app?"),
            self.tr("The password alone opens the account then. The codes for a lost app go, too."),
            self.tr("Remove"),
        )
        if self._window.asking.confirm(question):
            self.sensitive(disable_totp, lambda _none: self.load())

    def _end(self, session: str) -> None:
        async def work(api: RelayApi, token: str) -> None:
            await end_session(api, token, session)

        self.sensitive(work, lambda _none: self.load())

    def _delete(self) -> None:
        question = Question(
            self.tr("Delete the account of %1?").replace("%1", self._desk.state.email),
            self.tr(
                "The relay forgets name, mail address and pictures, and workspaces in which you are alone go. "
                "Everything on this device stays, and so does what others received."
            ),
            self.tr("Delete the account"),
        )
        if self._window.asking.confirm(question):
            self.sensitive(delete_account, lambda _none: self._gone())

    def _gone(self) -> None:
        self._desk.gone()
        self._page.say(self.tr("The account is deleted"), "success")


async def _about(api: RelayApi, token: str) -> tuple[Me, list[OpenSession]]:
    return await me(api, token), await open_sessions(api, token)


def _line(session: OpenSession) -> SessionLine:
    return SessionLine(session.session, session.current, session.program, session.address, moment_text(session.used_ms))
