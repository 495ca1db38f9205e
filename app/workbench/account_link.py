"""Between the account and the window: signing in and out, what the home screen says of it, proving again who asks."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from app.account.state import SIGNED_OUT, AccountState, Phase
from app.account.steps import NOTHING, Known
from app.account.wording import problem_text, status_text, why_untrusted
from app.actions.registry import Binding
from app.dialogs.confirm import Question
from app.widgets.toast import Message
from app.workbench.device_link import DeviceLink
from sync.errors import SyncError

if TYPE_CHECKING:
    from app.account.steps import Flow
    from app.dialogs.account.seen_dialog import SeenDialog
    from app.dialogs.account.step_dialog import StepDialog
    from app.main_window import MainWindow

_UNTRUSTED = "untrusted"
"""The state of a relay's path, as ``sync.transports.relay_path.PathState`` names it."""

_REVOKED = "device_revoked"
"""Why a relay has ended the session of a device that its account revoked."""


class AccountLink(QObject):
    """Opens the dialogs of the account and shows everywhere what is true of it.

    Attributes:
        devices: lets further computers in.
    """

    def __init__(self, window: MainWindow) -> None:
        """Connect a window with its account."""
        super().__init__(window)
        self._window = window
        self._before = window.account.state
        self._told_revoked = self._untrusted = False
        self._doubt: Message | None = None
        window.teams.watchers.append(self._look_at_relay)
        self.devices = DeviceLink(window)
        self._proof: StepDialog | None = None
        self._proven: list[Callable[[], None]] = []
        self._unproven: list[Callable[[], None]] = []
        bind = window.registry.bind
        bind("file.sign_in", Binding(self._ask_in, self._may_sign_in, why=self._why_signed_in))
        bind("file.sign_out", Binding(self.sign_out, lambda: window.account.state.here, why=self._why_signed_out))
        bind(
            "file.relay_sees",
            Binding(self._ask_what_it_sees, lambda: window.account.state.here, why=self._why_signed_out),
        )
        window.account.changed.connect(self._show)
        window.home.account_requested.connect(self._on_home)
        self._show(window.account.state)

    def _ask_what_it_sees(self) -> None:
        self.show_what_it_sees()

    def _may_sign_in(self) -> bool:
        return self._window.account.state.phase in {Phase.SIGNED_OUT, Phase.SIGN_IN_AGAIN}

    def _why_signed_in(self) -> str:
        return self.tr("You are signed in already")

    def _why_signed_out(self) -> str:
        return self.tr("Nobody is signed in")

    # ------------------------------------------------------------------ in and out

    def _ask_in(self) -> None:
        self.sign_in()

    def sign_in(self, known: Known = NOTHING, then: Callable[[], None] | None = None) -> StepDialog:
        """Lead through signing in; returns the dialog, which is open.

        Args:
            known: what is known already.
            then: what the person wanted to do and had to sign in for; None for nothing.
        """
        from app.account.sign_in_flow import SignInFlow

        dialog = self.dialog()

        def done() -> None:
            dialog.finish()
            self._welcome()
            if then is not None:
                then()

        return self.lead(dialog, SignInFlow(self._window.account, dialog, done, dialog, known))

    def _welcome(self) -> None:
        """Say who is signed in; while there is no recovery code, offer to make one: it is needed when it is too late to make it."""
        account = self._window.account
        text = self.tr("Signed in as %1").replace("%1", account.state.email)
        if account.papers():
            self._window.say(text, "success")
        else:
            devices = self._window.registry.action("file.devices").trigger
            self._window.tell(Message(text, "success", self.tr("Make a recovery code…"), devices))

    def sign_out(self) -> None:
        """End the session, after asking."""
        state = self._window.account.state
        question = Question(
            self.tr("Sign out of %1?").replace("%1", state.relay),
            self.tr("Diagrams stay on this device. What was not sent yet waits here until you sign in again."),
            self.tr("Sign out"),
            dangerous=False,
        )
        if self._window.asking.confirm(question):
            self._window.account.sign_out(self._signed_out)

    def _signed_out(self, error: SyncError | None) -> None:
        if error is None:
            self._window.say(self.tr("Signed out"), "success")
            return
        text = self.tr("Signed out here. The relay could not be told: there the session ends by itself within 14 days.")
        self._window.say(text, "warning")

    def prove(
        self, methods: tuple[str, ...], then: Callable[[], None], given_up: Callable[[], None] = lambda: None
    ) -> StepDialog:
        """Let the person prove again who asks, because the relay wants it for what is sensitive.

        One proof counts for all that waits for it: while the question is open nobody is asked again.

        Args:
            methods: what the relay accepts: "password", or "totp" and "recovery_code".
            then: called once it is proven.
            given_up: called instead when the question is closed without an answer.
        """
        from app.account.step_up_flow import StepUpFlow

        self._proven.append(then)
        self._unproven.append(given_up)
        if self._proof is not None:
            return self._proof
        dialog = self._proof = self.dialog()

        def done() -> None:
            waiting, self._unproven = self._proven, []
            dialog.finish()
            for each in waiting:
                each()

        def forget(_result: int) -> None:
            given_up, self._unproven = self._unproven, []
            self._proof, self._proven = None, []
            for each in given_up:
                each()

        dialog.finished.connect(forget)
        return self.lead(dialog, StepUpFlow(self._window.account, dialog, methods, done, dialog))

    def show_what_it_sees(self) -> SeenDialog:
        """Show what the relay holds of the person, from live data; returns the dialog, which is open."""
        from app.account.seen_wording import seen_parts, unseen_part
        from app.dialogs.account.seen_dialog import SeenDialog
        from sync.account.seen import what_is_seen

        account = self._window.account
        dialog = SeenDialog(account.state.relay, QApplication.activeModalWidget() or self._window)
        dialog.finished.connect(lambda _result: dialog.deleteLater())

        def ask() -> None:
            account.request(
                what_is_seen,
                lambda seen: dialog.show_parts(seen_parts(seen), unseen_part()),
                lambda error: dialog.show_problem(problem_text(error), unseen_part()),
                dialog,
            )

        def ask_again(state: AccountState) -> None:
            # The program may have been about to go on with the session, or the relay is there again.
            if dialog.failed and state.phase is Phase.SIGNED_IN:
                dialog.failed = False
                ask()

        ask()
        account.changed.connect(ask_again)
        dialog.finished.connect(lambda _result: account.changed.disconnect(ask_again))
        dialog.open()
        return dialog

    def dialog(self) -> StepDialog:
        """Return an empty dialog over whatever is in front."""
        from app.dialogs.account.step_dialog import StepDialog

        return StepDialog("", QApplication.activeModalWidget() or self._window)

    def lead(self, dialog: StepDialog, flow: Flow) -> StepDialog:
        """Let a flow lead through a dialog, and open it."""
        dialog.submitted.connect(flow.submitted)
        dialog.chosen.connect(flow.chosen)
        dialog.finished.connect(lambda _result: dialog.deleteLater())
        flow.begin()
        dialog.open()
        return dialog

    # ------------------------------------------------------------------ what is shown

    def _on_home(self) -> None:
        if self._may_sign_in():
            self._window.registry.action("file.sign_in").trigger()
        else:
            self._window.show_settings("account")

    def _show(self, state: AccountState) -> None:
        text, level = status_text(state)
        self._window.home.set_relay(text, level)
        again = self.tr("Sign in again…") if state.phase is Phase.SIGN_IN_AGAIN else self.tr("Sign in…")
        shown, face = state if state.here else SIGNED_OUT, self._window.account.face
        self._window.home.set_account(
            shown.name or shown.email,
            shown.email,
            self._window.account.user if state.here else "",
            again,
            *((face.color, face.picture) if state.here else ("", b"")),
        )
        self._window.registry.refresh()
        before, self._before = self._before, state
        if state.phase is Phase.SIGN_IN_AGAIN and before.phase is not Phase.SIGN_IN_AGAIN:
            self._tell_signed_out()
        self._show_doubt(why_untrusted(state))

    def _show_doubt(self, why: str) -> None:
        """Say once why the relay is not believed to be the relay, until it is."""
        if self._doubt is not None and self._doubt.text != why:
            for host in (self._window.workbench.area.toasts, self._window.home_toasts):
                host.take_back(self._doubt)
            self._doubt = None
        if why and self._doubt is None:
            self._doubt = Message(why, "warning", stays=True)
            self._window.tell(self._doubt)

    def _look_at_relay(self) -> None:
        """Find out about the account what a path has found out: a certificate that proves nothing; and why a session has ended."""
        before = self._untrusted
        self._untrusted = any(work.paths.relay_state == _UNTRUSTED for work in self._window.sharing.works())
        if self._untrusted and not before:
            self._window.account.look_now()
        self._look_revoked()

    def _tell_signed_out(self) -> None:
        """Lead to signing in again; a computer that was revoked could not, and is told why."""
        self._told_revoked = self.revoked
        if self._told_revoked:
            text = self.tr("This computer was revoked by your account. What it has stays on it; nothing new comes.")
            self._window.tell(Message(text, "warning", stays=True))
            return
        sign_in = self._window.registry.action("file.sign_in").trigger
        text = self.tr("The relay has signed you out")
        self._window.tell(Message(text, "warning", self.tr("Sign in…"), sign_in, stays=True))

    @property
    def revoked(self) -> bool:
        """Whether this computer was revoked: a membership log says so, or the relay, which nobody else may have told."""
        from app.collaboration.members import is_revoked

        device, state = self._window.account.identity.device, self._window.account.state
        said = state.phase is Phase.SIGN_IN_AGAIN and state.reason == _REVOKED
        return said or any(is_revoked(work.state, device) for work in self._window.sharing.works())

    def _look_revoked(self) -> None:
        """Tell why the session has ended, also where that is known only after the relay has ended it."""
        revoked, ended = self.revoked, self._window.account.state.phase is Phase.SIGN_IN_AGAIN
        if ended and revoked and not self._told_revoked:
            self._tell_signed_out()
