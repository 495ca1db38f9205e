"""Between the Move action and where diagrams can be: one's own, a room in this network, a team at the relay."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from app.actions.registry import Binding
from app.errors import AppError
from app.library.background import in_background
from canvas.errors import CanvasError
from sync.errors import SyncError

if TYPE_CHECKING:
    from app.collaboration.network.workspace import WorkspaceAtWork
    from app.collaboration.room_state import RoomState
    from app.dialogs.sharing.move import MoveDialog
    from app.main_window import MainWindow
    from sync.protocol.errors import ErrorCode


class MoveLink:
    """Opens the dialog and does what it says.

    A diagram of one's own goes as it is. One that is shared cannot leave its log: what it shows goes on as a new diagram, and the
    original is put into the bin of its workspace by who may do that.
    """

    def __init__(self, window: MainWindow) -> None:
        """Bind the action."""
        self._window = window
        window.registry.bind("file.move", Binding(self._ask, self._may, why=self._why_not))

    def _may(self) -> bool:
        return self._window.front() is not None and self._window.sharing.is_possible

    def _why_not(self) -> str:
        if self._window.front() is None:
            return self._window.tr("Open a diagram first")
        return self._window.tr("The program is still starting")

    def _ask(self) -> None:
        self.open()

    def open(self) -> MoveDialog | None:
        """Ask where to; returns the dialog, which is open, or None when there is nowhere to move the diagram in front."""
        from app.dialogs.sharing.move import MoveDialog, MoveFacts
        from sync.protocol.membership.access import may
        from sync.protocol.roles import Permission

        window, tab = self._window, self._window.front()
        if tab is None:
            return None
        work = window.sharing.team_of(tab.id)
        why = ""
        if work is not None and not may(work.state, work.user, Permission.DELETE_DIAGRAM):
            why = window.tr("Only its owner and admins can take a diagram out: the original stays, and you get a copy.")
        place = work.title if work is not None else ""
        dialog = MoveDialog(MoveFacts(tab.diagram.title, place, self._targets(work), why), window)
        dialog.chosen.connect(partial(self._move, tab.id))
        dialog.finished.connect(lambda _result: dialog.deleteLater())
        dialog.open()
        return dialog

    def _targets(self, work: WorkspaceAtWork | None) -> list[tuple[str, str]]:
        from app.dialogs.sharing.move import NETWORK, PERSONAL
        from sync.protocol.membership.access import may
        from sync.protocol.roles import Permission

        window, teams = self._window, self._window.sharing.teams()
        found = [(PERSONAL, window.tr("My diagrams"))] if work is not None else []
        for one in teams.together.works if teams is not None and teams.relay else ():
            here = one.relay == teams.relay and may(one.state, one.user, Permission.CREATE_DIAGRAM) if teams else False
            if one is not work and here:
                found.append((one.workspace, one.title))
        if work is None or work.relay:
            found.append((NETWORK, window.tr("This network")))
        return found

    def _move(self, document: str, target: str, take_out: bool) -> None:
        window = self._window
        work = window.sharing.team_of(document)
        moved = document
        if work is not None:
            try:
                diagram = window.tabs[document].diagram
                moved = window.session.add(diagram.content, diagram.title)
            except (AppError, CanvasError, SyncError) as error:
                window.say(str(error), "danger")
                return
        self._place(moved, target, lambda: self._placed(document, moved, work if take_out else None))

    def _place(self, document: str, target: str, then: Callable[[], None]) -> None:
        """Put a diagram of one's own where it is wanted; `then` is called once it is there."""
        from app.collaboration.team_words import why_refused
        from app.dialogs.sharing.move import NETWORK, PERSONAL

        window, teams = self._window, self._window.sharing.teams()
        if target == PERSONAL:
            then()
        elif target == NETWORK:
            self._open_room(document, then)
        elif teams is not None and (work := teams.together.work(target)) is not None:

            def placed(error: ErrorCode | None) -> None:
                if error is None:
                    then()
                    return
                text = window.tr("The diagram is your own for now: %1").replace("%1", why_refused(error))
                window.say(text, "warning")

            teams.together.put_in(work, document, placed)

    def _open_room(self, document: str, then: Callable[[], None]) -> None:
        together = self._window.sharing.together()
        told = False

        def changed(state: RoomState) -> None:
            nonlocal told
            together.show_room(document, state)
            if not told and (state.open or state.problem):
                told = True
                if state.open:
                    then()
                else:
                    self._window.say(state.problem, "warning")

        together.open_room(document, changed)

    def _placed(self, document: str, moved: str, left: WorkspaceAtWork | None) -> None:
        """Show the diagram where it is now, and take the original out of where it was."""
        window = self._window
        window.open_diagram(moved)
        if left is None:
            text = window.tr("The diagram is there now") if moved == document else window.tr("The copy is there now")
            window.say(text, "success")
            return
        from sync.engine.intents import BinDiagram

        title = left.title

        def answered(_seq: int, error: ErrorCode | None) -> None:
            from app.collaboration.team_words import why_refused

            if error is not None:
                text = window.tr("The copy is there now. The original stays in “%1”: %2").replace("%1", title)
                window.say(text.replace("%2", why_refused(error)), "warning")
                return
            window.close_tab(document)
            in_background(window.session.library, "moving", lambda store: store.documents.trash(document))
            window.browser.note_change(document)
            text = window.tr(
                "The diagram is there now. The others keep what they have; the original is in the bin of “%1”."
            )
            window.say(text.replace("%1", title), "success")

        left.ask(BinDiagram(document), answered)
