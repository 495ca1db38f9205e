"""When lines that run around shapes look for the way that a change gave them: once what changed is painted, a few in a turn.

What others do is painted first, with their lines as they ran before; dozens of edits a second then do not wait for each other's
searches, and a line that several of them concern looks once. After an own edit that concerns many lines the first of them look as soon
as it is painted.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from canvas.editor.editor import Editor
from canvas.scene.avoiding import Haste

SLICE_MS = 4
"""No further line looks in a turn that has taken so long; the last one and the picture come on top of it."""
PAINTED_MS = 20
"""Time for an own edit to be painted, before lines that it concerns look for their way."""
QUIET_MS = 100
"""Time without a change after which lines look for their way that run into shapes as they are."""
LONGEST_MS = 1_000
"""They do so at the latest, however much is changed."""
PATIENCE = 5
"""Lines that keep clear of shapes, for which there may only be a better way, wait so many times as long."""

_PAUSES_MS = {Haste.NOW: 0, Haste.SOON: QUIET_MS, Haste.LATER: PATIENCE * QUIET_MS}


class Settling:
    """Settles the lines of the page that an editor shows, by itself.

    Attributes:
        at_work: lines look for their ways just now.
    """

    def __init__(
        self, parent: QObject, editor: Editor, is_free: Callable[[], bool], clock: Callable[[], float]
    ) -> None:
        """Make it; `follow` has it look.

        Args:
            parent: owns the timer.
            editor: its page in front.
            is_free: tells whether no gesture is going on that a search would make stutter.
            clock: seconds.
        """
        self._editor, self._is_free, self._clock = editor, is_free, clock
        self._since: float | None = None
        self.at_work = False
        self._timer = QTimer(parent)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._settle)

    def follow(self) -> None:
        """Take in that the page changed, or is another one."""
        if self.at_work:
            return
        if self._editor.scene.is_settled:
            self._since = None
            self._timer.stop()
            return
        now = self._clock()
        self._since = now if self._since is None else self._since
        haste = self._editor.scene.haste
        if haste is Haste.NOW:
            self._timer.start(PAINTED_MS)
            return
        patience = 1 if haste is Haste.SOON else PATIENCE
        left = patience * LONGEST_MS - 1000 * (now - self._since)
        self._timer.start(max(0, min(patience * QUIET_MS, round(left))))

    def _settle(self) -> None:
        if not self._is_free():
            self._timer.start(QUIET_MS)
            return
        scene, before, began = self._editor.scene, self._editor.scene.haste, self._clock()
        self.at_work = True
        try:
            self._editor.settle(lambda: 1000 * (self._clock() - began) < SLICE_MS)
        finally:
            self.at_work = False
        if scene.is_settled:
            self._since = None
        else:
            self._timer.start(0 if scene.haste is before else _PAUSES_MS[scene.haste])
