"""When the panels take over what was done: after the canvas has shown it where it is about what they show, else when there is time.

Everything around the canvas follows the selection and the page. An own edit is painted first, and is on its way to the disk and to
others before the panels ask about it. A hundred people change other things dozens of times a second; the canvas shows each at once, while
the panels would ask hundreds of questions each time and show the same.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from canvas.editor.editor import Editor
from canvas.model.plan import Origin
from canvas.scene.delta import SceneDelta

NEXT_MS = 16
"""The user selected or changed something: shown once the canvas has shown it. What he presses before that asks for itself."""
SOON_MS = 33
"""The selection, or the diagram's pages and layers, look different: shown with the next picture."""
LATER_MS = 1_500
"""Something else is different: what buttons offer may depend on it. A menu that opens asks for itself."""
REST_MS = 150
"""Many shapes are being selected with the pointer, and it rests."""
MANY = 100
"""With more shapes selected the panels take longer to follow than a movement of the pointer may."""


class CalmRefresh(QObject):
    """Refreshes once for many changes."""

    def __init__(self, refresh: Callable[[], None], parent: QObject) -> None:
        """Make it; nothing waits.

        Args:
            refresh: shows everything as it is now.
            parent: owner.
        """
        super().__init__(parent)
        self._adds = False
        self._selecting = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(refresh)

    @property
    def waits_ms(self) -> int:
        """So long after the first change that is not shown yet everything is; 0 when all is shown."""
        return self._timer.interval() if self._timer.isActive() else 0

    @property
    def is_due(self) -> bool:
        """Whether what the panels show is not what is selected now, and no gesture goes on that selects more."""
        return 0 < self.waits_ms <= SOON_MS

    def stop(self) -> None:
        """Take in that everything is shown as it is."""
        self._timer.stop()
        self._adds = self._selecting = False

    def note_selection(self, selected: int, *, at_rest: bool) -> None:
        """Take in that other shapes are selected now.

        Args:
            selected: how many.
            at_rest: no gesture is going on; during one that selects many the panels wait until it is over or the pointer rests.
        """
        if at_rest or selected <= MANY:
            self._wait(NEXT_MS)
        else:
            self._selecting = True
            self._timer.start(REST_MS)

    def end_gesture(self) -> None:
        """Show what waited for the end of a gesture."""
        if self._selecting:
            self._selecting = False
            self._wait(NEXT_MS)

    def note_scene(self, delta: SceneDelta) -> None:
        """Take in what is painted differently; comes before the change that did it is told of."""
        self._adds = bool(delta.added)

    def note(self, editor: Editor) -> None:
        """Take in that the user or others changed something."""
        adds, self._adds = self._adds, False
        own = editor.changed_by is not Origin.REMOTE
        if editor.chosen.is_concerned or (own and adds) or editor.scene.is_empty:
            self._wait(NEXT_MS if own else SOON_MS)
        else:
            self._wait(LATER_MS)

    def note_settled(self, editor: Editor) -> None:
        """Take in that lines run elsewhere, and nothing else is different."""
        if editor.chosen.is_concerned:
            self._wait(SOON_MS)

    def _wait(self, longest: int) -> None:
        if not self._timer.isActive() or self._timer.remainingTime() > longest:
            self._timer.start(longest)
