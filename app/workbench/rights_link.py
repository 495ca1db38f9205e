"""Between what the user may do in a diagram and the window: where it may only be looked at, that is seen, and why."""

from __future__ import annotations

from collections.abc import Callable
from weakref import WeakKeyDictionary

from app.actions.writing import changes_diagram
from app.workbench.open_tab import OpenTab
from app.workbench.workbench import Workbench
from canvas.editor.editor import Editor


class RightsLink:
    """Keeps why diagrams are read-only, and shows it for the one in front."""

    def __init__(self, bench: Workbench, front: Callable[[], OpenTab | None]) -> None:
        """Connect the editor screen.

        Args:
            bench: the editor screen.
            front: returns the tab in front.
        """
        self._bench, self._front = bench, front
        self._reasons: WeakKeyDictionary[Editor, str] = WeakKeyDictionary()
        bench.tab_shown.connect(self.refresh)

    def restrict(self, tab: OpenTab, reason: str) -> None:
        """Make a diagram read-only for a reason that the user is told, at once, whatever goes on; "" lifts that."""
        if self._reasons.get(tab.editor) == reason:
            return
        self._reasons[tab.editor] = reason
        tab.editor.read_only = bool(reason)
        if tab is self._front():
            self.refresh()

    def reason(self) -> str:
        """Return why the diagram in front may not be changed; "" when it may, or when there is none."""
        tab = self._front()
        return self._reasons.get(tab.editor, "") if tab is not None else ""

    def refresh(self) -> None:
        """Show what may be done in the diagram in front."""
        bench, reason = self._bench, self.reason()
        bench.area.read_only.tell(reason)
        bench.area.place_bars()
        for tool, button in bench.rail.buttons.items():
            if changes_diagram(f"tool.{tool}"):
                button.set_reason(reason)
        bench.inspector.set_read_only(bool(reason))
        bench.top.title.set_reason(reason)
        bench.area.pages.set_reason(reason)
        bench.state_changed.emit()
