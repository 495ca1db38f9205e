"""A shared diagram that is damaged: whoever may draw can start it anew from what is seen, and the others find the new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.widgets.toast import Message
from sync.protocol.errors import ErrorCode
from sync.protocol.membership.access import newest_generation

if TYPE_CHECKING:
    from app.main_window import MainWindow
    from sync.protocol.membership.state import WorkspaceState


class NewGeneration:
    """Offers one diagram's successor, each way once."""

    def __init__(self, window: MainWindow, document: str) -> None:
        """Take the window in which the diagram is shown."""
        self._window, self._document = window, document
        self._offered: set[str] = set()

    def look(self, state: WorkspaceState, *, broken: bool, may_draw: bool) -> None:
        """Offer what helps now: to start the diagram anew, or to open what somebody started."""
        tr = self._window.tr
        if newest_generation(state, self._document) != self._document:
            self._offer(
                tr("This diagram was started anew by an editor. This copy stays as it is."), tr("Open the new one")
            )
        elif broken and may_draw:
            self._offer(
                tr("This diagram is damaged. It can go on as a new one, with what is seen here."), tr("Start anew")
            )

    def _offer(self, text: str, action: str) -> None:
        if action not in self._offered:
            self._offered.add(action)
            self._window.tell(Message(text, "warning", action, self._help))

    def _help(self) -> None:
        together = self._window.sharing.together()
        newest = together.follow(self._document)
        if newest != self._document:
            self._window.open_diagram(newest)
        else:
            together.start_anew(self._document, self._started)

    def _started(self, successor: str, error: ErrorCode | None) -> None:
        if error is None:
            self._window.open_diagram(successor)
            return
        self._offered.clear()
        why = error.name.lower().replace("_", " ")
        text = self._window.tr("The diagram could not be started anew (%1). Try again when the others can be reached.")
        self._window.say(text.replace("%1", why), "warning")
