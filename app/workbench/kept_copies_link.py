"""Between copies of edits that do not count for the others and the window: what only the window holds is added, and it is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.errors import AppError
from app.widgets.toast import Message
from canvas.errors import CanvasError
from canvas.model.plan import Origin
from sync.errors import SyncError

if TYPE_CHECKING:
    from app.collaboration.network.kept_copies import CopyKept
    from app.main_window import MainWindow
    from sync.protocol.errors import ErrorCode


class KeptCopiesLink:
    """Takes the news of every copy, whether its diagram is open or not."""

    def __init__(self, window: MainWindow) -> None:
        """Serve a window."""
        self._window = window
        self._before: dict[str, bytes] = {}

    def remember(self, document: str, state: bytes) -> None:
        """Hold what a tab held that is loaded anew while edits of it were on their way to the disk."""
        self._before[document] = state

    def forget(self, document: str) -> None:
        """Let go of that: the diagram is closed."""
        self._before.pop(document, None)

    def take(self, kept: CopyKept) -> None:
        """Complete a copy with what its window held, and tell the user where it is."""
        why = self._why(kept.why)
        if not kept.copy:
            text = self._window.tr("Some of your edits do not count for the others (%1), and could not be kept: %2")
            self._window.say(text.replace("%1", why).replace("%2", kept.problem), "danger")
            return
        title = self._completed(kept)
        self._window.browser.note_change(kept.copy)
        text = self._window.tr("Some of your edits do not count for the others (%1). They are kept in “%2”.")
        text = text.replace("%1", why).replace("%2", title)
        self._window.tell(Message(text, "warning", self._window.tr("Open it"), lambda: self._open(kept.copy)))

    def _why(self, code: ErrorCode) -> str:
        from sync.protocol.errors import ErrorCode

        texts = {
            ErrorCode.ROLE: self._window.tr("you may not draw there any more"),
            ErrorCode.CUT: self._window.tr("they came after you lost the right"),
            ErrorCode.COUNTER_FORK: self._window.tr("two different ones had the same number"),
        }
        return texts.get(code) or code.name.lower().replace("_", " ")

    def _open(self, copy: str) -> None:
        self._window.open_diagram(copy)

    def _completed(self, kept: CopyKept) -> str:
        """Add what is in the tab and not on the disk, and give a new copy its title, which is returned, text index and picture."""
        from app.collaboration.network.kept_copies import copy_title

        session, tab = self._window.session, self._window.tabs.get(kept.document)
        held = [self._before.get(kept.document), tab.diagram.document.state() if tab is not None else None]
        try:
            copy = session.open(kept.copy)
            if kept.added:
                # It is in the library, and not in a copy that was open by then.
                copy.document.apply_update(kept.added, Origin.REMOTE)
            for state in held:
                if state is not None:
                    # What only a window held is written to the disk as what is done here.
                    copy.document.apply_update(state, Origin.USER)
            if not kept.added:
                copy.rename(copy_title(copy.title))
            title = copy.title
            if kept.copy not in self._window.tabs:
                session.close(kept.copy)
        except (AppError, CanvasError, SyncError) as error:
            # The copy itself is safe in the library; it says what is wrong when it is opened.
            self._window.say(str(error), "warning")
            return kept.title
        return title
