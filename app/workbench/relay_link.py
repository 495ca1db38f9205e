"""Between the dialogs of teams and the relay: sharing a diagram through it, people and ways in, entering by links and codes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.account.state import Phase
from app.account.steps import Known
from app.dialogs.confirm import Question
from app.library_browser.wording import untitled
from app.links import is_own_link
from app.widgets.toast import Message
from app.workbench.bundle_actions import BundleActions
from app.workbench.move_link import MoveLink
from sync.errors import LinkError, SyncError
from sync.protocol.errors import ErrorCode
from sync.protocol.roles import Role

if TYPE_CHECKING:
    from app.collaboration.addresses import Given, JoinAddress, ViewAddress
    from app.collaboration.network.join_watch import JoinWatch
    from app.collaboration.network.relay_teams import RelayTeams
    from app.collaboration.network.team_desk import TeamDesk
    from app.collaboration.network.workspace import WorkspaceAtWork
    from app.collaboration.team_state import TeamState
    from app.dialogs.sharing.share import ShareDialog
    from app.dialogs.sharing.team import TeamDialog
    from app.dialogs.sharing.team_panel import TeamPanel
    from app.main_window import MainWindow
    from sync.account.joining import JoinRequest


class RelayLink:
    """Opens what has to do with teams and keeps it true while it is open.

    Attributes:
        moving: moves diagrams between teams, this network and one's own.
    """

    def __init__(self, window: MainWindow) -> None:
        """Connect a window."""
        self._window = window
        self._bundles = BundleActions(window)
        self.moving = MoveLink(window)
        home = window.home
        home.join_requested.connect(lambda: window.registry.action("file.join").trigger())
        home.team_requested.connect(self.show_team)
        home.new_in_team_requested.connect(self.new_diagram)
        home.team_wanted.connect(self._ask_name)
        home.model.set_why_not_renamed(self._why_not_renamed)
        home.rename_refused.connect(self._complain)
        window.teams.watchers.append(self._show_teams)
        window.account.changed.connect(lambda _state: self._show_teams())
        self._watched: JoinWatch | None = None
        self._show_teams()

    # ------------------------------------------------------------------ dialogs

    def connect_share(self, dialog: ShareDialog, document: str) -> None:
        """Let the relay's row of the share dialog work."""
        share = self._window.registry.action("file.share").trigger
        dialog.sign_in_wanted.connect(dialog.accept)
        dialog.sign_in_wanted.connect(lambda: self._window.account_link.sign_in(then=share))
        desk = self._desk(dialog, dialog.show_team, dialog.panel, document=document)
        if desk is None:
            return
        dialog.set_moves(desk.work is not None)
        dialog.relay_wanted.connect(desk.share)
        dialog.team_wanted.connect(lambda: self._show_team_of(desk))

    def show_team(self, workspace: str) -> TeamDialog:
        """Show a team; returns the dialog, which is open."""
        from app.dialogs.sharing.team import TeamDialog

        dialog = TeamDialog(self._window)
        desk = self._desk(dialog, dialog.show_state, dialog.panel, workspace=workspace)
        if desk is not None:
            dialog.renamed.connect(desk.rename)
            dialog.given.connect(lambda user: self._give(desk, user))
            dialog.left.connect(lambda: self._leave(desk, dialog))
            dialog.home_wanted.connect(lambda: self._take_home(desk, dialog))
        dialog.finished.connect(lambda _result: dialog.deleteLater())
        dialog.open()
        return dialog

    def found_team(self, name: str) -> None:
        """Found a team and show it."""
        teams = self._window.sharing.teams()
        if teams is not None:
            teams.found(name, self._founded, self._complain)

    def new_diagram(self, workspace: str) -> None:
        """Make an empty diagram, put it into a team and show it; while that is not possible it stays the user's own."""
        from app.collaboration.team_words import why_refused

        window, teams = self._window, self._window.sharing.teams()
        work = None if teams is None else teams.together.work(workspace)
        document = window.session.create(untitled())
        window.open_diagram(document)
        if teams is None or work is None:
            return

        def placed(error: ErrorCode | None) -> None:
            if error is not None:
                text = window.tr("The new diagram is your own for now: %1")
                self._complain(text.replace("%1", why_refused(error)))

        teams.together.put_in(work, document, placed)

    # ------------------------------------------------------------------ links and codes

    def follow_links(self, given: Sequence[Path]) -> list[Path]:
        """Go where links of the program lead that stand among files, bring in files of other computers; return the rest."""
        rest = []
        for path in given:
            if is_own_link(str(path)):
                self.follow(str(path))
            elif path.suffix == ".aiobundle":
                self._bundles.bring_in(path)
            else:
                rest.append(path)
        return rest

    def follow(self, text: str) -> None:
        """Go where a link leads that was opened outside of the program."""
        from app.collaboration.addresses import read_given

        try:
            self.enter(read_given(text), self._complain, lambda: None)
        except LinkError as error:
            self._complain(str(error))

    def enter(self, given: Given, failed: Callable[[str], None], then: Callable[[], None]) -> None:
        """Enter by an invite link, show what a read-only link shows, or ask to be let in with the code of a mail.

        Args:
            given: not the code of a room in this network.
            failed: told why it did not work, in words.
            then: called when it did.
        """
        from app.collaboration.addresses import JoinAddress, MailCode, ViewAddress

        teams = self._window.sharing.teams()
        if teams is None:
            failed(self._window.tr("The program is still starting"))
        elif isinstance(given, JoinAddress):
            self._join(teams, given, failed, then)
        elif isinstance(given, MailCode):
            teams.ask_in(given.text, lambda _request: self._asked(then), failed)
        elif isinstance(given, ViewAddress):
            self._view(given, failed, then)
        else:
            failed(self._window.tr("Rooms are joined from the File menu."))

    def _join(
        self, teams: RelayTeams, address: JoinAddress, failed: Callable[[str], None], then: Callable[[], None]
    ) -> None:
        """Enter by an invite link; who is not signed in anywhere is led through that first."""
        state = self._window.account.state
        if state.phase is Phase.SIGNED_OUT or (state.phase is Phase.SIGN_IN_AGAIN and state.relay == address.relay):
            then()
            known = Known(address.relay, invitation=address.account)
            self._window.account_link.sign_in(known, lambda: self.enter(address, self._complain, lambda: None))
        else:
            teams.enter(address, lambda work: self._entered(work, then), failed)

    def _view(self, address: ViewAddress, failed: Callable[[str], None], then: Callable[[], None]) -> None:
        from app.collaboration.team_words import why_error
        from sync.account.joining import read_shared
        from sync.crypto.share_link import open_shared

        window = self._window

        def show(sealed: bytes) -> None:
            try:
                state = open_shared(address.key, sealed)
                document = window.session.add_state(state, "", untitled=window.tr("Shared copy"))
            except SyncError as error:
                failed(why_error(error))
                return
            then()
            window.open_diagram(document)
            window.say(window.tr("This is a copy as it was shared. What you change in it stays with you."), "success")

        window.account.ask(
            address.relay,
            lambda api: read_shared(api, address.key.link),
            show,
            lambda error: failed(why_error(error)),
            window,
        )

    def _entered(self, work: WorkspaceAtWork, then: Callable[[], None]) -> None:
        then()
        window = self._window
        document = next(iter(sorted(work.documents)), "")
        window.say(window.tr("You are in. What you draw here the others see."), "success")
        if document:
            window.open_diagram(document)

    def _asked(self, then: Callable[[], None]) -> None:
        then()
        text = self._window.tr("You asked to be let in. It opens here when somebody of the team has said yes.")
        self._window.say(text, "success")

    # ------------------------------------------------------------------ inside

    def _desk(
        self,
        dialog: QWidget,
        show: Callable[[TeamState], None],
        panel: TeamPanel,
        *,
        document: str = "",
        workspace: str = "",
    ) -> TeamDesk | None:
        from app.collaboration.network.team_desk import TeamDesk

        window = self._window
        teams = window.sharing.teams()
        if teams is None:
            return None
        desk = TeamDesk(teams, show, dialog, document=document, workspace=workspace)
        desk.prove = self._prove
        window.teams.watchers.append(desk.refresh)
        dialog.destroyed.connect(lambda: window.teams.watchers.remove(desk.refresh))
        panel.invited.connect(lambda email, role, days: _invite(desk, panel, email, Role(role), days))
        panel.link_wanted.connect(desk.make_link)
        panel.ended.connect(desk.end)
        panel.admitted.connect(desk.admit)
        panel.role_given.connect(lambda user, role: desk.set_role(user, Role(role)))
        panel.removed.connect(lambda user: self._remove(desk, user))
        return desk

    def _prove(self, then: Callable[[], None], given_up: Callable[[], None]) -> None:
        """Have the person prove again who asks, then go on, or tell that nobody did."""
        from app.collaboration.team_words import why_error
        from sync.account.profile import Me, me

        window = self._window

        def ask(about: Me) -> None:
            methods = ("totp", "recovery_code") if about.second_factor else ("password",)
            window.account_link.prove(methods, then, given_up)

        def failed(error: SyncError) -> None:
            given_up()
            self._complain(why_error(error))

        window.account.request(me, ask, failed, window)

    def _remove(self, desk: TeamDesk, user: str) -> None:
        name = next((one.name for one in desk.state.people if one.user == user), "")
        question = Question(
            self._window.tr("Take the access of %1?").replace("%1", name or user[:6]),
            self._window.tr("Nothing new reaches them. Copies that they have received already stay with them."),
            self._window.tr("Take access"),
        )
        if self._window.asking.confirm(question):
            desk.remove(user)
        else:
            desk.refresh()

    def _give(self, desk: TeamDesk, user: str) -> None:
        question = Question(
            self._window.tr("Hand the team over?"),
            self._window.tr("You become an admin. Only the new owner can give it back."),
            self._window.tr("Hand over"),
        )
        if self._window.asking.confirm(question):
            desk.give(user)

    def _leave(self, desk: TeamDesk, dialog: TeamDialog) -> None:
        question = Question(
            self._window.tr("Leave the team?"),
            self._window.tr("What you have of its diagrams stays with you, and nothing new comes."),
            self._window.tr("Leave"),
        )

        def done() -> None:
            dialog.accept()
            self._window.say(self._window.tr("You have left the team"), "success")

        if self._window.asking.confirm(question):
            desk.leave(done)

    def _take_home(self, desk: TeamDesk, dialog: TeamDialog) -> None:
        window = self._window
        question = Question(
            window.tr("Take the team off the relay?"),
            window.tr(
                "From now on this computer decides who belongs to it, and people meet you in rooms in this network. What they have "
                "stays with them; what they draw waits until they meet you. The relay keeps the sealed copy that it has."
            ),
            window.tr("Take it off"),
        )

        def done() -> None:
            dialog.accept()
            window.say(window.tr("The team is in this network now. Open a room to meet the others."), "success")

        if window.asking.confirm(question):
            desk.take_home(done)

    def _show_team_of(self, desk: TeamDesk) -> None:
        work = desk.work
        if work is not None:
            self.show_team(work.workspace)

    def _show_teams(self) -> None:
        """Offer the teams on the home screen, and say why none can be founded when that is so."""
        window, teams = self._window, self._window.sharing.relay
        works = teams.together.works if teams is not None else ()
        named = [(one.workspace, one.title) for one in works if one.relay]
        why = "" if window.account.state.here else window.tr("Sign in to a relay to found a team")
        window.home.set_teams(sorted(named, key=lambda one: (one[1].casefold(), one[0])), why)
        if teams is not None:
            self._watch(teams.watch)
            window.home.side.show_asking({name: len(teams.watch.asking(name)) for name, _ in named})

    def _why_not_renamed(self, document: str) -> str:
        """Return why the title of a diagram is not for this person to change, in words: an edit that nobody counts.

        Sharing begins for that, if it has not: what the user may do is not known before.
        """
        work = self._window.sharing.team_of(document)
        if work is None:
            return ""
        from app.collaboration.members import why_read_only

        return why_read_only(work.state, document, work.user, self._window.account.identity.device, work.remover)

    def _watch(self, watch: JoinWatch) -> None:
        """Show who asks to be let in, from now on."""
        if self._watched is not watch:
            self._watched = watch
            watch.changed.connect(self._show_teams)
            watch.asked.connect(self._tell_asked)

    def _tell_asked(self, request: JoinRequest) -> None:
        window, teams = self._window, self._window.sharing.relay
        work = teams.together.work(request.workspace) if teams is not None else None
        text = window.tr("%1 asks to be let into “%2”").replace("%1", request.name or request.email)
        text = text.replace("%2", work.title if work is not None else "")
        window.tell(Message(text, "info", window.tr("Look…"), lambda: self._show_team_named(request.workspace)))

    def _show_team_named(self, workspace: str) -> None:
        self.show_team(workspace)

    def _ask_name(self) -> None:
        from app.dialogs.text_prompt import Prompt, TextPrompt

        window = self._window
        explanation = window.tr("Its members share diagrams through %1. You can invite them next.")
        prompt = Prompt(
            window.tr("New team"),
            window.tr("Name of the team"),
            window.tr("Found it"),
            explanation=explanation.replace("%1", window.account.state.relay),
            complaint=lambda text: "" if text else window.tr("Give it a name."),
        )
        dialog = TextPrompt(prompt, window)
        dialog.answered.connect(self.found_team)
        dialog.open()

    def _founded(self, work: WorkspaceAtWork) -> None:
        self._window.teams.members_changed()
        # Before it has reached its relay nobody can be let in, which is what its dialog is for.
        work.when_up(lambda: self._show_team_named(work.workspace))

    def _complain(self, why: str) -> None:
        self._window.say(why, "warning")


def _invite(desk: TeamDesk, panel: TeamPanel, email: str, role: Role, days: int) -> None:
    newcomer = panel.newcomer.isChecked()
    if email:
        desk.invite_by_mail(email, role, newcomer=newcomer)
    else:
        desk.invite(role, days, newcomer=newcomer)
