"""Between the teams that share diagrams and the tabs of the window; what a team says is loaded with the first shared diagram."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from app.workbench.arrivals import Arrivals
from app.workbench.kept_copies_link import KeptCopiesLink
from app.workbench.open_tab import OpenTab
from app.workbench.unconfirmed_start import UnconfirmedStart

if TYPE_CHECKING:
    from app.collaboration.shared_diagram import OpenEffect
    from app.main_window import MainWindow
    from app.workbench.shared_tab import SharedTab, Team
    from sync.engine.effects import PresenceChanged, StatusChanged


class TeamLink:
    """Knows which open diagrams are shared, and passes on what the engines say of them.

    Attributes:
        team_of: returns the team of a diagram, None for one that is not shared.
        watchers: called when roles, names or paths are different.
        copies: keeps what does not count for the others.
        starts: lets what began unconfirmed be built from its edits.
    """

    def __init__(self, window: MainWindow) -> None:
        """Make a link without teams: nothing is shared."""
        self._window = window
        self._arrivals = Arrivals(window)
        self._stale: set[str] = set()
        self.copies = KeptCopiesLink(window)
        self.starts = UnconfirmedStart(window)
        self._tabs: dict[str, SharedTab] = {}
        self._statuses: dict[str, StatusChanged] = {}
        self._present: dict[str, dict[str, PresenceChanged]] = {}
        self.team_of: Callable[[str], Team | None] = lambda _document: None
        self.watchers: list[Callable[[], None]] = []
        window.workbench.tab_shown.connect(self._name_place)

    def opening(self, document: str) -> None:
        """Take in that a diagram is about to be loaded: what the engine stores from now on must reach the window, too.

        Twice is harmless; between loading and telling the engine there would be a gap.
        """
        team = self.team_of(document)
        if team is not None:
            from sync.engine.events import WindowOpened

            self._stale.discard(document)
            self._window.session.settle(document)
            team.tell(WindowOpened(document, ""))

    def not_opened(self, document: str) -> None:
        """Take in that a diagram could not be loaded: no window shows it."""
        team = self.team_of(document)
        if team is not None:
            from sync.engine.events import WindowClosed

            team.tell(WindowClosed(document))

    def opened(self, tab: OpenTab) -> None:
        """Take in that a diagram was opened, or is shared from now on."""
        team = self.team_of(tab.id)
        if team is not None and tab.id not in self._tabs:
            from app.workbench.shared_tab import SharedTab

            shared = self._tabs[tab.id] = SharedTab(self._window, tab, team)
            shared.begin()
            team.say_title(tab.id, tab.diagram.title)
            if tab.id in self._statuses:
                shared.handle(self._statuses[tab.id])
            for word in self._present.get(tab.id, {}).values():
                shared.handle(word)
            if tab.id in self._stale:
                QTimer.singleShot(0, self._window, lambda: self._window.reopen(tab.id))

    def closing(self, document: str) -> None:
        """Take in that a diagram is about to be closed."""
        shared = self._tabs.pop(document, None)
        if shared is not None:
            news = self._statuses.get(document)
            if news is not None and (news.status.relay or news.status.peers) and not news.status.waiting:
                # What is here is what the others have: its title may stand in their lists.
                shared.team.say_title(document, shared.tab.diagram.title, again=True)
            shared.close()
        self.copies.forget(document)

    def handle(self, effect: OpenEffect) -> None:
        """Pass on what an engine asks for; what concerns a closed diagram is in the library, or kept for its opening."""
        effects = _effects()
        if isinstance(effect, effects.StatusChanged):
            self._statuses[effect.document] = effect
            self._arrivals.note(effect)
            self.starts.note(effect)
        elif isinstance(effect, effects.PresenceChanged):
            self._keep(effect)
        shared = self._tabs.get(effect.document)
        if shared is not None:
            shared.handle(effect)
        elif isinstance(effect, effects.ReplaceDocument | effects.NewWriter):
            # Its tab is on its way: what was loaded for it may be what does not count any more.
            self._stale.add(effect.document)

    def arrived(self, document: str) -> None:
        """Take in that a diagram of a team is in the library from now on."""
        self._window.browser.note_change(document)

    def _keep(self, word: PresenceChanged) -> None:
        """Keep the last word of everybody who is there: an engine says it once, whether a window is open or not."""
        present = self._present.setdefault(word.document, {})
        if word.presence is None:
            present.pop(word.device, None)
        else:
            present[word.device] = word

    def members_changed(self) -> None:
        """Take in that roles or names are different now."""
        for shared in tuple(self._tabs.values()):
            shared.members_changed()
        for look in tuple(self.watchers):
            look()
        self._name_place()

    def _name_place(self) -> None:
        """Say in the top bar in which workspace the diagram in front is."""
        tab = self._window.workbench.tab
        shared = self._tabs.get(tab.id) if tab is not None else None
        self._window.workbench.top.set_workspace(
            shared.team.title if shared is not None else self._window.tr("Personal")
        )


@cache
def _effects() -> ModuleType:
    """Return what engines ask for, loaded with the first of it; an import that is run with every word of theirs costs more than the word."""
    from sync.engine import effects

    return effects
