"""Between the devices' page of the settings, the workspaces at work and the relay."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from shiboken6 import isValid

from app.account.device_lines import device_lines, short
from app.account.paper import Paper, paper_of, read_paper, tried, write_paper
from app.account.recovery_flow import DrillFlow, MakeCodeFlow, RestoreFlow
from app.account.restoring import Restoring, Seated
from app.account.wording import moment_text, problem_text
from app.dialogs.confirm import Question
from app.settings_dialog.devices_page import DevicesFacts, DevicesPage, KeyLine
from sync.account.profile import RegisteredDevice, devices, revoke_device
from sync.crypto.identity import DeviceIdentity
from sync.engine.intents import EndDevice, EnterDevice, RotateKeys
from sync.errors import AccountRefused, StepUpRequired, SyncError
from sync.protocol.errors import ErrorCode
from sync.protocol.membership.access import is_live

if TYPE_CHECKING:
    from app.collaboration.network.workspace import WorkspaceAtWork
    from app.main_window import MainWindow
    from sync.account.api import RelayApi

_UNKNOWN = "no_such_device"


class DeviceSettings(QObject):
    """Serves one page; its owner."""

    def __init__(self, window: MainWindow, page: DevicesPage) -> None:
        """Connect a page and show what is true."""
        super().__init__(page)
        self._window, self._page, self._desk = window, page, window.account
        self._registered: dict[str, tuple[int, bool]] = {}
        self._wishes: dict[str, Callable[[str], object]] = {
            DevicesPage.ADD: lambda _id: window.account_link.devices.add(self._show),
            DevicesPage.JOIN: lambda _id: window.account_link.devices.join(self._show),
            DevicesPage.MAKE: lambda _id: self._make(),
            DevicesPage.DRILL: lambda _id: self._drill(),
            DevicesPage.ENTER: lambda _id: self._enter_paper(),
            DevicesPage.RESTORE: lambda _id: self._restore(),
            DevicesPage.REVOKE: self._revoke,
            DevicesPage.ROTATE: self._rotate,
        }
        page.wanted.connect(lambda wish, target: self._wishes[wish](target))
        self._desk.changed.connect(self.load)
        self.load()

    # ------------------------------------------------------------------ what is shown

    def load(self) -> None:
        """Show what the library knows, and what the relay says once it has answered."""
        self._show()
        if self._desk.state.here:
            self._desk.request(devices, self._loaded, lambda _error: None, self)

    def _loaded(self, found: list[RegisteredDevice]) -> None:
        self._registered = {each.device: (each.created_ms, each.revoked) for each in found}
        self._show()

    @property
    def _works(self) -> tuple[WorkspaceAtWork, ...]:
        return self._window.sharing.works()

    def _paper(self) -> Paper | None:
        return self._window.session.library.submit(read_paper).result()

    def _show(self) -> None:
        if not isValid(self):  # The dialog was closed before an answer came.
            return
        works, paper = self._works, self._paper()
        lines = device_lines(
            self._desk.identity.device, works, self._registered, paper.device if paper is not None else ""
        )
        made = moment_text(paper.made_ms) if paper is not None else ""
        when = moment_text(paper.tried_ms) if paper is not None and paper.tried_ms else ""
        keys = tuple(self._key_line(work) for work in works)
        facts = DevicesFacts(tuple(lines), len(works), made, when, keys, self._desk.state.here)
        self._page.show_facts(facts)

    def _key_line(self, work: WorkspaceAtWork) -> KeyLine:
        away = bool(work.relay) and not work.status.linked
        why_not = self.tr("Its relay is not connected now: a new key has to go to everybody at once.") if away else ""
        return KeyLine(work.workspace, work.title, work.state.scopes[work.workspace].newest.number, why_not)

    # ------------------------------------------------------------------ the recovery code

    def _make(self) -> None:
        dialog = self._window.account_link.dialog()

        def made(identity: DeviceIdentity) -> None:
            before = self._paper()
            self._keep(identity)
            dialog.finish()
            self._enter(identity)
            if before is not None:
                self._end(before.device)
            self._page.say(self.tr("The recovery code is made"), "success")
            self._show()

        self._window.account_link.lead(dialog, MakeCodeFlow(dialog, made, dialog))

    def _keep(self, identity: DeviceIdentity) -> None:
        paper = paper_of(identity, self._desk.user, self._window.session.now_ms())
        self._window.session.library.submit(lambda store: write_paper(store, paper)).result()

    def _enter(self, identity: DeviceIdentity) -> None:
        """Enter the paper device into every workspace, under the user id that one has there."""
        for work in self._works:
            self._ask(work, EnterDevice(paper_of(identity, work.user, 0).admission))

    def _enter_paper(self) -> None:
        """Enter it where it is missing: its kept consent is for the one user id of this library's person."""
        paper = self._paper()
        for work in self._works if paper is not None else ():
            if work.user == paper.user and paper.device not in work.state.devices:  # type: ignore[union-attr]
                self._ask(work, EnterDevice(paper.admission))  # type: ignore[union-attr]

    def _drill(self) -> None:
        paper, dialog = self._paper(), self._window.account_link.dialog()
        if paper is None:
            return
        flow = DrillFlow(dialog, paper.device, self._what_it_opens, lambda: self._tried(dialog.finish), dialog)
        self._window.account_link.lead(dialog, flow)

    def _tried(self, then: Callable[[], None]) -> None:
        now = self._window.session.now_ms()
        self._window.session.library.submit(lambda store: tried(store, now)).result()
        then()
        self._show()

    def _what_it_opens(self, identity: DeviceIdentity) -> str:
        """Return in words which workspaces the keys of a code open: those whose logs hold both of its public keys."""
        works = self._works
        opened = [work for work in works if _is_in(work, identity)]
        if not works:
            return self.tr("Its keys are right. There is no workspace yet that it could open.")
        if opened == list(works):
            return self.tr("Its keys are right, and they open all of your workspaces.")
        text = self.tr("Its keys are right, and they open %1 of your %2 workspaces.")
        return text.replace("%1", str(len(opened))).replace("%2", str(len(works)))

    def _restore(self) -> None:
        link, desk = self._window.account_link, self._desk
        dialog = link.dialog()

        def restore(paper: DeviceIdentity) -> None:
            now = self._window.session.now_ms()
            work = Restoring(desk.session, desk.state.account, paper, desk.identity, now, desk.mark_away)
            desk.request(work.run, lambda found: self._restored(found, paper, dialog.finish), refused, dialog)

        def refused(error: SyncError) -> None:
            dialog.show_problem(problem_text(error))
            desk.look_now()  # The session may be away; it comes back as soon as the relay answers.

        link.lead(dialog, RestoreFlow(dialog, restore, dialog))

    def _restored(self, found: list[Seated], paper: DeviceIdentity, finish: Callable[[], None]) -> None:
        finish()
        if not found:
            self._page.say(self.tr("The code is right, but no workspace at this relay knows it"), "warning")
            return
        self._desk.become(found[0].user)
        self._keep(paper)
        teams = self._window.sharing.teams()
        if teams is not None:
            teams.look(self._show)
        one, more = (
            self.tr("One workspace is open on this computer"),
            self.tr("%1 workspaces are open on this computer"),
        )
        text = one if len(found) == 1 else more.replace("%1", str(len(found)))
        self._page.say(text, "success")
        self.load()

    # ------------------------------------------------------------------ ending, new keys

    def _revoke(self, device: str) -> None:
        paper = self._paper()
        title, text = (
            self.tr("Revoke device %1?").replace("%1", short(device)),
            self.tr(
                "Every workspace gets a new key at once, so it reads nothing new, and nothing it writes counts any more. "
                "What it has already stays on it. This cannot be taken back."
            ),
        )
        if paper is not None and paper.device == device:
            title = self.tr("Revoke the recovery code?")
            text = self.tr(
                "The code on your paper opens nothing any more, and every workspace gets a new key. Without a code your "
                "workspaces are lost with your last computer: make another one."
            )
        question = Question(title, text, self.tr("Revoke"))
        if self._window.asking.confirm(question):
            self._end(device)

    def _end(self, device: str) -> None:
        """End a device: at the relay first, which wants a proof of who asks for this and for the operations, then in every workspace."""
        if not self._desk.state.here:
            self._end_everywhere(device)
            return

        async def work(api: RelayApi, token: str) -> None:
            await revoke_device(api, token, device)

        def refused(error: SyncError) -> None:
            if isinstance(error, StepUpRequired):
                self._window.account_link.prove(error.methods, lambda: self._end(device))
            elif isinstance(error, AccountRefused) and error.code == _UNKNOWN:
                self._end_everywhere(device)  # It never signed in there, as a paper device does not.
            else:
                self._page.say(problem_text(error), "danger")

        self._desk.request(work, lambda _none: self._end_everywhere(device), refused, self)

    def _end_everywhere(self, device: str) -> None:
        for work in self._works:
            known = work.state.devices.get(device)
            if known is not None and is_live(work.state, known):
                self._ask(work, EndDevice(device))
        self.load()

    def _rotate(self, workspace: str) -> None:
        work = next((each for each in self._works if each.workspace == workspace), None)
        if work is not None:
            self._ask(work, RotateKeys((workspace,)))

    def _ask(self, work: WorkspaceAtWork, intent: EnterDevice | EndDevice | RotateKeys) -> None:
        """Ask for an operation of a workspace, and tell when it could not be put."""

        def answered(_seq: int, error: ErrorCode | None) -> None:
            if error is not None and error is not ErrorCode.NO_CHANGE and isValid(self):
                text = self.tr("A workspace could not be changed (%1). Try again when its relay is connected.")
                self._page.say(text.replace("%1", error.name.lower().replace("_", " ")), "danger")
            self._show()

        work.ask(intent, answered)


def _is_in(work: WorkspaceAtWork, identity: DeviceIdentity) -> bool:
    known = work.state.devices.get(identity.device)
    return known is not None and is_live(work.state, known) and known.entry == identity.entry
