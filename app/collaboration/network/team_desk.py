"""One team, or one diagram of it, for a dialog that shows it: who is in it, which ways in are open, and what can be changed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from PySide6.QtCore import QObject
from shiboken6 import isValid

from app.collaboration.addresses import JoinAddress, ViewAddress, format_join, format_view
from app.collaboration.network.newcomers import Newcomers
from app.collaboration.network.relay_teams import RelayTeams
from app.collaboration.network.workspace import WorkspaceAtWork
from app.collaboration.team_state import Reach, TeamState
from app.collaboration.team_view import LINK, MAIL, REQUEST, VIEW, Reader, people_of, waiting_of
from app.collaboration.team_words import why_error, why_refused
from sync.account.api import RelayApi
from sync.account.joining import (
    JoinRequest,
    MailedInvite,
    decline_request,
    invite_by_mail,
    join_requests,
    mailed_invites,
    put_shared,
    withdraw_invite,
)
from sync.crypto.invite import InviteLink, new_invite_secret
from sync.crypto.share_link import new_share_key, seal_shared
from sync.engine.intents import (
    AdmitUser,
    ChangeDiagramRole,
    ChangeRole,
    CloseInvite,
    EndLink,
    GiveWorkspace,
    Intent,
    OpenInvite,
    ReadmitUser,
    RemoveUser,
    ShareByLink,
)
from sync.errors import SyncError
from sync.protocol.errors import ErrorCode
from sync.protocol.membership.access import may, role_of
from sync.protocol.roles import Permission, Role

DAY_MS = 86_400_000


class TeamDesk(QObject):
    """Lives on the GUI thread, as long as its dialog.

    Attributes:
        state: what is true now.
        prove: has the person prove again who asks, then calls the first, or the second when nobody did; None where nobody can be asked.
    """

    def __init__(
        self,
        teams: RelayTeams,
        changed: Callable[[TeamState], None],
        parent: QObject,
        *,
        document: str = "",
        workspace: str = "",
    ) -> None:
        """Make a desk and tell its state.

        Args:
            teams: the workspaces and the account.
            changed: told of every new state.
            parent: owner; nothing is told once it is gone.
            document: the diagram that is meant; "" for the whole workspace.
            workspace: the workspace; "" for that of the diagram.
        """
        super().__init__(parent)
        self._teams, self._told = teams, changed
        self._document, self._workspace = document, workspace
        self._mailed: tuple[MailedInvite, ...] = ()
        self._requests: tuple[JoinRequest, ...] = ()
        self._made, self._problem, self._busy = "", "", False
        self.prove: Callable[[Callable[[], None], Callable[[], None]], None] | None = None
        self.state = TeamState()
        self._newcomers = Newcomers(teams.account, self)
        self.refresh()
        self._read_lists()
        self._newcomers.look(self.refresh)

    @property
    def work(self) -> WorkspaceAtWork | None:
        """The workspace; None for a diagram that is not shared."""
        together = self._teams.together
        return together.work(self._workspace) if self._workspace else together.team_of(self._document)

    def refresh(self) -> None:
        """Look again, and tell."""
        self.state = self._look()
        self._told(self.state)

    # ------------------------------------------------------------------ what can be done

    def share(self, target: str, name: str) -> None:
        """Let the diagram go through the relay.

        Args:
            target: workspace to put it into; "" for a new one.
            name: what a new one is called.
        """
        work, together = self.work, self._teams.together
        self._begin()
        if work is not None:
            self._teams.connect_workspace(work, self._done, self._fail)
            return
        into = together.work(target)
        if into is not None:
            self._put_into(into)
        else:
            self._teams.found(name, self._put_into, self._fail)

    def invite(self, role: Role, days: int, *, newcomer: bool = False) -> None:
        """Make a link that lets one person in; `newcomer`: it also opens an account at the relay."""
        if newcomer and self._newcomers.doors.opens_accounts:
            self._open_account("", lambda code: self._invite(role, days, code))
        else:
            self._invite(role, days)

    def _invite(self, role: Role, days: int, account: str = "") -> None:
        secret, expires = new_invite_secret(), self._now() + days * DAY_MS
        document = self._document or None

        def made(work: WorkspaceAtWork) -> None:
            link = InviteLink(work.workspace, work.state.head, secret)
            self._teams.codes.pop("", None)
            self._made = format_join(JoinAddress(work.relay, link, account))

        self._ask(OpenInvite(secret, role, expires, document), made)

    def invite_by_mail(self, email: str, role: Role, *, newcomer: bool = False) -> None:
        """Have the relay mail somebody a code; `newcomer`: and one before it that opens an account there."""
        if newcomer and self._newcomers.doors.opens_accounts:
            self._open_account(email, lambda _code: self._mail(email, role))
        else:
            self._mail(email, role)

    def _mail(self, email: str, role: Role) -> None:
        work = self.work
        if work is not None:
            document = self._document or None

            def mailed() -> None:
                self._teams.codes.pop(email, None)

            name = work.workspace
            self._request(lambda api, token: invite_by_mail(api, token, name, email, role, document), mailed)

    def make_link(self, days: int) -> None:
        """Make a read-only link that shows the diagram as it is now."""
        key, expires = new_share_key(), self._now() + days * DAY_MS

        def made(work: WorkspaceAtWork) -> None:
            content = self._teams.together.session.open(self._document).document.state()
            sealed = seal_shared(key, content)

            def put() -> None:
                self._made = format_view(ViewAddress(work.relay, key))

            self._request(lambda api, token: put_shared(api, token, work.workspace, key.link, sealed), put)

        self._ask(ShareByLink(key.link, self._document, key.commitment, expires), made)

    def end(self, kind: str, name: str) -> None:
        """Close a way in: an invite link, a code by mail, a read-only link; decline somebody who asks."""
        work = self.work
        if work is None:
            return
        if kind == LINK:
            self._ask(CloseInvite(name))
        elif kind == VIEW:
            self._ask(EndLink(name))
        elif kind == MAIL:
            self._request(lambda api, token: withdraw_invite(api, token, work.workspace, name))
        elif kind == REQUEST:
            self._request(lambda api, token: decline_request(api, token, work.workspace, name))

    def admit(self, name: str) -> None:
        """Let in somebody who asks."""
        request = next((one for one in self._requests if one.id == name), None)
        if request is None:
            return
        work = self.work
        if work is not None and request.name:
            work.know(request.user, request.name)
        self._ask(AdmitUser(request.user, request.role, request.devices, request.document))

    def set_role(self, user: str, role: Role) -> None:
        """Give somebody another role here; who was removed is taken back with it."""
        document, work = self._document, self.work
        if not document and work is not None and role_of(work.state, user) is None:
            self._ask(ReadmitUser(user, role))
            return
        self._ask(ChangeDiagramRole(user, document, role) if document else ChangeRole(user, role))

    def remove(self, user: str) -> None:
        """Take somebody's access here."""
        document = self._document
        self._ask(ChangeDiagramRole(user, document, None) if document else RemoveUser(user))

    def leave(self, then: Callable[[], None]) -> None:
        """Take one's own access to the workspace; `then` is called once that is so."""
        work = self.work
        if work is not None:
            self._ask(RemoveUser(work.user), lambda _work: then())

    def give(self, user: str) -> None:
        """Make somebody else the owner, and oneself an admin."""
        self._ask(GiveWorkspace(user))

    def take_home(self, then: Callable[[], None]) -> None:
        """Take the workspace off its relay; `then` is called once that is so."""
        work = self.work
        if work is None:
            return
        self._begin()

        def answered(error: ErrorCode | None) -> None:
            if error is ErrorCode.STEP_UP:
                self._prove_anew(lambda: self.take_home(then))
            elif error is not None:
                self._fail(why_refused(error))
            else:
                self._done()
                then()

        self._teams.disconnect_workspace(work, answered)

    def rename(self, name: str) -> None:
        """Give the workspace another name."""
        work = self.work
        if work is not None:
            work.rename(name)

    # ------------------------------------------------------------------ inside

    def _look(self) -> TeamState:
        work, relay = self.work, self._teams.relay
        told = {"made": self._made, "problem": self._problem, "busy": self._busy}
        if work is None or not work.relay:
            reach, reason = self._before(work)
            return TeamState(reach, reason, targets=self._targets(), **told)  # type: ignore[arg-type]
        reach = Reach.SHARED if work.relay == relay else Reach.AWAY
        reason = "" if reach is Reach.SHARED else self.tr("Sign in to %1 to change this.").replace("%1", work.relay)
        reader = Reader(work.state, work.user, work.names, self._now(), self._document, work.colors, work.pictures)
        return TeamState(
            reach,
            reason,
            work.naming.workspace,
            work.relay,
            people_of(reader),
            waiting_of(reader, self._mailed, self._requests),
            own_role=role_of(work.state, work.user),
            opens_accounts=self._newcomers.doors.opens_accounts,
            mails=self._newcomers.doors.mails,
            **told,  # type: ignore[arg-type]
        )

    def _before(self, work: WorkspaceAtWork | None) -> tuple[Reach, str]:
        """Return why a diagram is not shared through a relay, or cannot be now."""
        if not self._teams.account.state.here:
            return Reach.SIGNED_OUT, self.tr("Sign in to a relay to share through it.")
        if not self._teams.relay:
            return Reach.AWAY, self.tr("The relay cannot be reached now.")
        own = self._teams.account.identity.entry.signing_public
        if work is not None and work.state.sequencer != own:
            return Reach.AWAY, self.tr("Only the person who shared this diagram can move it to a relay.")
        return Reach.ALONE, ""

    def _targets(self) -> tuple[tuple[str, str], ...]:
        works = [work for work in self._teams.together.works if work.relay and work.relay == self._teams.relay]
        return tuple(
            (work.workspace, work.title) for work in works if may(work.state, work.user, Permission.CREATE_DIAGRAM)
        )

    def _put_into(self, work: WorkspaceAtWork) -> None:
        def placed(error: ErrorCode | None) -> None:
            if error is None:
                self._done()
            else:
                self._fail(why_refused(error))

        # A workspace that was just founded has to reach its relay before it takes a diagram.
        work.when_up(lambda: self._teams.together.put_in(work, self._document, placed))

    def _ask(self, intent: Intent, made: Callable[[WorkspaceAtWork], None] = lambda _work: None) -> None:
        work = self.work
        if work is None:
            return
        self._begin()

        def answered(_seq: int, error: ErrorCode | None) -> None:
            if error is ErrorCode.STEP_UP:
                self._prove_anew(lambda: self._ask(intent, made))
            elif error is not None:
                self._fail(why_refused(error))
            else:
                self._busy = False
                made(work)
                self.refresh()
                self._read_lists()

        work.ask(intent, answered)

    def _open_account(self, email: str, then: Callable[[str], None]) -> None:
        """Have a code made that opens an account, or take the one that was made for an invitation that failed."""
        self._begin()
        if email in self._teams.codes:
            then(self._teams.codes[email])
            return

        def opened(code: str) -> None:
            self._teams.codes[email] = code
            then(code)

        self._newcomers.open(email, opened, self._failed, self._prove_anew)

    def _prove_anew(self, then: Callable[[], None]) -> None:
        """Have the person prove who asks and go on; what was begun is under way until that is answered."""
        if self.prove is None:
            self._fail(why_refused(ErrorCode.STEP_UP))
        else:
            self.prove(self._while_there(then), self._while_there(self._done))

    def _while_there(self, call: Callable[[], None]) -> Callable[[], None]:
        return lambda: call() if isValid(self) else None

    def _request(
        self, work: Callable[[RelayApi, str], Awaitable[None]], then: Callable[[], None] = lambda: None
    ) -> None:
        self._begin()

        def done(_result: None) -> None:
            then()
            self._done()
            self._read_lists()

        self._teams.account.request(work, done, self._failed, self)

    def _read_lists(self) -> None:
        """Ask the relay for what is not in the log: mailed codes and who asks."""
        work = self.work
        if work is None or work.relay != self._teams.relay or not self._invites(work):
            return
        name = work.workspace

        def mailed(found: tuple[MailedInvite, ...]) -> None:
            self._mailed = found
            self.refresh()

        def asking(found: tuple[JoinRequest, ...]) -> None:
            self._requests = found
            self._teams.watch.note(name, found)
            self.refresh()

        request = self._teams.account.request
        request(lambda api, token: mailed_invites(api, token, name), mailed, self._failed, self)
        request(lambda api, token: join_requests(api, token, name), asking, self._failed, self)

    def _invites(self, work: WorkspaceAtWork) -> bool:
        return may(work.state, work.user, Permission.INVITE)

    def _now(self) -> int:
        return self._teams.together.session.now_ms()

    def _begin(self) -> None:
        self._busy, self._problem, self._made = True, "", ""
        self.refresh()

    def _done(self) -> None:
        self._busy = False
        self.refresh()

    def _fail(self, why: str) -> None:
        self._busy, self._problem = False, why
        self.refresh()

    def _failed(self, error: SyncError) -> None:
        self._fail(why_error(error))
