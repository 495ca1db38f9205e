"""The workspaces of this program at its relay: kept connected while somebody is signed in, founded, moved there, entered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeAlias

from PySide6.QtCore import QObject, QTimer, Signal

from app.account.desk import AccountDesk
from app.collaboration.addresses import JoinAddress
from app.collaboration.network.founding import shown_by_relay
from app.collaboration.network.join_watch import JoinWatch
from app.collaboration.network.together import Together
from app.collaboration.network.workspace import WorkspaceAtWork
from app.collaboration.team_words import why_error, why_refused
from sync.account.api import RelayApi
from sync.account.joining import JoinRequest, ask_to_join, own_requests
from sync.account.workspaces import (
    ListedWorkspace,
    found_at_relay,
    hand_to_relay,
    log_length,
    own_workspaces,
    propose,
    read_boxes,
    read_log,
    visit,
)
from sync.crypto.identity import admit_device
from sync.crypto.invite import invite_keys
from sync.engine.entering import accept_invite, check_invited, found_workspace
from sync.engine.handing_over import entries_with_boxes
from sync.engine.intents import HandSequencer
from sync.engine.records import Row
from sync.errors import StorageError, SyncError
from sync.protocol.boxes import Box
from sync.protocol.errors import ErrorCode
from sync.protocol.membership.entry import LogEntry
from sync.protocol.membership.fold import fold
from sync.protocol.relay_proofs import visit_message
from sync.runtime.relay_keeper import RelayAccess
from sync.transports.relay_ws import RelayAddress

LOOK_MS = 10_000
"""How often the relay is asked whether somebody let this device in, while a request waits, and whether it has a team that was given to it."""

RETURN_MS = 30_000
"""How often it is asked whether a team that is at no relay has come back to it, while there is one."""


Failed: TypeAlias = Callable[[str], None]
"""Told in words why something did not work."""

Shown: TypeAlias = tuple[Sequence[LogEntry], Sequence[Box]]
"""What a relay shows of a workspace: its log, and the boxes of this device."""


class RelayTeams(QObject):
    """Lives on the GUI thread.

    Attributes:
        together: the workspaces at work.
        account: who is signed in where.
        requests: own requests to be let in that nobody has settled.
        watch: who asks to be let into the teams.
        codes: by mail address, or "" for whoever holds it: codes that open an account here, whose invitation has failed so far.

    Signals:
        refused: what could not be noted of a team's relay and why, in words; it stays as it was and is tried again.
    """

    refused = Signal(str)

    def __init__(self, together: Together, account: AccountDesk, parent: QObject | None = None) -> None:
        """Join them: from now on workspaces of the relay are connected while somebody is signed in there."""
        super().__init__(parent)
        self.together, self.account = together, account
        self.requests: tuple[JoinRequest, ...] = ()
        self.codes: dict[str, str] = {}
        self.watch = JoinWatch(account, lambda: together.works, lambda: self.relay, self)
        together.begun = self._begin
        together.user = lambda: account.user
        together.called = lambda: account.name
        together.face = lambda: account.face
        self._me = (account.name, account.face)
        account.changed.connect(lambda _state: self._follow())
        self._here, self._unnoted = False, set[tuple[str, str]]()
        self._again = QTimer(self)
        self._again.timeout.connect(lambda: self.look())
        for work in together.works:
            self._listen(work)
        self._follow()

    @property
    def relay(self) -> str:
        """Address of the relay at which somebody is signed in; "" while nobody is."""
        line = self.account.line
        return "" if line is None else line.api.url

    def _begin(self, work: WorkspaceAtWork) -> None:
        """Let a workspace that is set to work use its relay, and follow what becomes of it."""
        self._listen(work)
        self.attach(work)
        self._plan()

    def _listen(self, work: WorkspaceAtWork) -> None:
        work.asked_for = lambda: self.watch.look_at(work)
        work.log_moved = lambda: self._log_moved(work)
        text = self.tr("“%1” has left its relay, which could not be noted; that is tried again: %2")
        work.unnoted = partial(self._tell_unnoted, work, "", text)

    def attach(self, work: WorkspaceAtWork) -> None:
        """Let a workspace use its relay, if somebody is signed in there; a relay that has another address now has the same key."""
        line = self.account.line
        if line is not None and work.relay not in {"", line.api.url} and work.state.sequencer == line.sequencer:
            self._moved(work, line.api.url)
        if line is None or not work.relay or work.relay != line.api.url:
            work.use_relay(None)
        else:
            work.use_relay(RelayAccess(RelayAddress(line.api.url, line.sequencer), line))

    def _moved(self, work: WorkspaceAtWork, relay: str) -> str:
        """Note that a workspace has this relay; return why the disk did not take that, in words, which is told once."""
        try:
            work.move_to(relay)
        except StorageError as error:
            text = self.tr("The relay of “%1” could not be noted, and the team is not connected: %2")
            return self._tell_unnoted(work, relay, text, error)
        self._unnoted.discard((work.workspace, relay))
        return ""

    def _tell_unnoted(self, work: WorkspaceAtWork, relay: str, text: str, error: StorageError) -> str:
        """Tell once why the disk did not take where a workspace is; return why."""
        if (work.workspace, relay) not in self._unnoted:
            self._unnoted.add((work.workspace, relay))
            self.refused.emit(text.replace("%1", work.title).replace("%2", why_error(error)))
        return why_error(error)

    def try_again(self) -> None:
        """Connect at once wherever something waits."""
        self.account.look_now()
        for work in self.together.works:
            work.try_again()

    def look(self, then: Callable[[], None] = lambda: None) -> None:
        """Take in the workspaces in which this device got a place elsewhere: somebody let it in."""
        device = self.account.identity.device

        def listed(found: tuple[ListedWorkspace, ...]) -> None:
            for one in found:
                seated = any(seat.device == device for seat in one.seats)
                work = self.together.work(one.workspace)
                if seated and not one.closed and work is None:
                    self._fetch(one.workspace, then)
                elif seated and work is not None:
                    self._follow_to_relay(work, one.seq)

        def asked(found: tuple[JoinRequest, ...]) -> None:
            self.requests = found
            self._plan()
            self.together.listeners.members()

        self.account.request(own_workspaces, listed, lambda _error: None, self)
        self.account.request(own_requests, asked, lambda _error: None, self)

    # ------------------------------------------------------------------ beginning and entering

    def found(self, name: str, then: Callable[[WorkspaceAtWork], None], failed: Failed) -> None:
        """Found a workspace at the relay."""
        line = self.account.line
        if line is None:
            failed(self.tr("Sign in to a relay first."))
            return
        now = self.together.session.now_ms()
        papers = self.account.papers()
        workspace, drafted = found_workspace(self.account.identity, self.account.user, now, line.sequencer, papers)

        def made(entry: LogEntry) -> None:
            rows = shown_by_relay(self.account.identity, self.relay, workspace, (entry,), drafted.boxes)
            work = self._keep(workspace, rows)
            work.rename(name)
            then(work)

        def work(api: RelayApi, token: str) -> object:
            return found_at_relay(api, token, drafted)

        self.account.request(work, made, partial(_tell, failed), self)  # type: ignore[arg-type]

    def connect_workspace(self, work: WorkspaceAtWork, then: Callable[[], None], failed: Failed) -> None:
        """Move a workspace of the local network, which this device orders, to the relay."""
        line = self.account.line
        if line is None:
            failed(self.tr("Sign in to a relay first."))
            return
        if work.state.sequencer == line.sequencer:
            self._hand(work, then, failed)  # Handed before, and the relay was not reached then.
            return

        def handed(_seq: int, error: ErrorCode | None) -> None:
            if error is None:
                self._hand(work, then, failed)
            else:
                failed(why_refused(error))

        work.ask(HandSequencer(line.sequencer), handed)

    def disconnect_workspace(self, work: WorkspaceAtWork, then: Callable[[ErrorCode | None], None]) -> None:
        """Take a workspace off the relay: this device orders it from now on, and people meet in a local network.

        Args:
            work: at this relay; for who may move the ordering.
            then: gets why that was not possible, or None.
        """

        def handed(_seq: int, error: ErrorCode | None) -> None:
            if error is None:
                work.go_home()
                self.together.listeners.members()
            then(ErrorCode.STORAGE if error is None and work.relay else error)

        work.ask(HandSequencer(self.account.identity.entry.signing_public), handed)

    def enter(self, address: JoinAddress, then: Callable[[WorkspaceAtWork], None], failed: Failed) -> None:
        """Enter a workspace by an invite link, with nobody online."""
        line, session = self.account.line, self.account.session
        if line is None or line.api.url != address.relay:
            text = self.tr(
                "This invitation is at the relay %1. Sign in there first; one account is signed in at a time."
            )
            failed(text.replace("%1", address.relay))
            return
        if self.together.work(address.link.workspace) is not None:
            text = self.tr(
                "You are in this team already, or were. Whoever looks after it can give you a role in its list of people."
            )
            failed(text)
            return
        identity, user, now = self.account.identity, self.account.user, self.together.session.now_ms()
        devices = (admit_device(identity, user), *self.account.papers())
        keys, link = invite_keys(address.link.secret), address.link
        message = visit_message(address.relay, self.account.state.account, session, link.workspace, keys.invite)

        async def come(api: RelayApi, token: str) -> list[Row]:
            entries, boxes = await visit(api, token, link.workspace, keys.invite, keys.sign_visit(message))
            accepted = accept_invite(link, entries, boxes, user, devices, now)
            await propose(api, token, link.workspace, accepted)
            log, own = await _shown(api, token, link.workspace)
            check_invited(link, log)  # What was shown at the door need not be what is shown inside.
            return shown_by_relay(identity, address.relay, link.workspace, log, own)

        self.account.request(come, lambda rows: then(self._keep(link.workspace, rows)), partial(_tell, failed), self)

    def ask_in(self, code: str, then: Callable[[JoinRequest], None], failed: Failed) -> None:
        """Ask to be let in with the code of a mail; an admin's program answers."""
        user = self.account.user
        devices = (admit_device(self.account.identity, user), *self.account.papers())

        def asked(request: JoinRequest) -> None:
            self.requests = (*self.requests, request)
            self._plan()
            then(request)

        self.account.request(
            lambda api, token: ask_to_join(api, token, code, user, devices), asked, partial(_tell, failed), self
        )

    # ------------------------------------------------------------------ inside

    def _follow(self) -> None:
        if self.together.works and not self.together.network.running:
            return  # The window is closing.
        for work in self.together.works:
            self.attach(work)
        self._introduce()
        here = self.account.line is not None
        if here and not self._here:
            self.look()
        if here is not self._here:
            self.codes.clear()
            self.watch.look()
        self._here = here
        self._plan()

    def _introduce(self) -> None:
        """Tell all workspaces when the account calls the user otherwise, or the user chose another face."""
        before, self._me = self._me, (self.account.state.name or self._me[0], self.account.face)
        name = self._me[0] if before[0] and self._me[0] != before[0] else ""
        face = self._me[1] if self._me[1] != before[1] else None
        for work in self.together.works:
            if self._me[0] and not before[0]:
                work.call_me(*self._me)  # Until then it was not known what the account calls the user.
            elif name or face is not None:
                work.change_me(name, face)

    def _plan(self) -> None:
        """Ask the relay again and again only while somebody may say yes, or a team may come (back) to it."""
        away = [work for work in self.together.works if self._is_away(work)] if self.relay else []
        if self.requests or any(self._is_given(work) for work in away):
            self._ask_every(LOOK_MS)
        elif away:
            self._ask_every(RETURN_MS)
        else:
            self._again.stop()

    def _ask_every(self, pause_ms: int) -> None:
        if not self._again.isActive() or self._again.interval() != pause_ms:
            self._again.start(pause_ms)

    def _is_away(self, work: WorkspaceAtWork) -> bool:
        """Tell whether a workspace is at no relay, and somebody else orders it, who may move it to one."""
        return not work.relay and work.state.sequencer != self.account.identity.entry.signing_public

    def _is_given(self, work: WorkspaceAtWork) -> bool:
        """Tell whether the log says that this relay orders a workspace."""
        line = self.account.line
        return line is not None and work.state.sequencer == line.sequencer

    def _log_moved(self, work: WorkspaceAtWork) -> None:
        """Follow a workspace to the relay as soon as the log that came over a local network gives it to that."""
        if self._is_away(work) and self._is_given(work):
            self.look()
        elif self.watch.asking(work.workspace):
            self.watch.look_at(work)
        self._plan()

    def _follow_to_relay(self, work: WorkspaceAtWork, seq: int) -> None:
        """Use the relay for a workspace at none that its owner has moved there: if the log says so, here or as far as it goes on there."""
        line, state = self.account.line, work.state
        if line is None or not self._is_away(work):
            return

        def follow(sequencer: bytes) -> None:
            if sequencer == line.sequencer and not work.relay:
                self._moved(work, line.api.url)
                self.attach(work)
                self._plan()
                self.together.listeners.members()

        async def ordered_by(api: RelayApi, token: str) -> bytes:
            return fold(await read_log(api, token, work.workspace, state.seq), state).sequencer

        if self._is_given(work):
            follow(state.sequencer)
        elif seq > state.seq:
            # Whoever ordered it until then signed that it goes to the relay, or it does not.
            self.account.request(ordered_by, follow, lambda _error: None, self)

    def _fetch(self, workspace: str, then: Callable[[], None]) -> None:
        """Take in a workspace; what does not work is tried again at the next look."""

        def come(rows: list[Row]) -> None:
            work = self._keep(workspace, rows)
            if any(one.workspace == workspace for one in self.requests):  # The user waits for this one.
                self.together.received(next(iter(sorted(work.documents)), ""))
            then()

        identity = self.account.identity

        async def shown(api: RelayApi, token: str) -> list[Row]:
            return shown_by_relay(identity, api.url, workspace, *await _shown(api, token, workspace))

        self.account.request(shown, come, lambda _error: None, self)

    def _keep(self, workspace: str, rows: Sequence[Row]) -> WorkspaceAtWork:
        work = self.together.take_in(rows, workspace)
        self.together.listeners.members()
        return work

    def _hand(self, work: WorkspaceAtWork, then: Callable[[], None], failed: Failed) -> None:
        library = self.together.session.library
        stored = library.submit(lambda store: store.shared.load_workspace(work.workspace)).result()
        if stored is None:
            failed(self.tr("The workspace is not in this library."))
            return

        def handed(_nothing: None) -> None:
            why = self._moved(work, self.relay)
            self.attach(work)
            then() if not why else failed(why)

        async def bring(api: RelayApi, token: str) -> None:
            boxes = [row.box for row in stored.boxes]
            since = await log_length(api, token, work.workspace)
            await hand_to_relay(api, token, entries_with_boxes(stored.entries, boxes, since))

        self.account.request(bring, handed, partial(_tell, failed), self)


async def _shown(api: RelayApi, token: str, workspace: str) -> Shown:
    return await read_log(api, token, workspace), await read_boxes(api, token, workspace)


def _tell(failed: Failed, error: SyncError) -> None:
    failed(why_error(error))
