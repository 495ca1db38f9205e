"""When lines that run around shapes look for the way that a change gave them: once what changed is painted, a few in a turn.

What others do is painted first, with their lines as they ran before; dozens of edits a second then do not wait for each other's
searches, and a line that several of them concern looks once. While they draw without a rest, searches take a small part of the time
only, however many lines there are. After an own edit that concerns many lines the first of them look as soon as it is painted.
"""

from __future__ import annotations

from collections.abc import Callable
from math import inf

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
PATIENCE, PATIENCE_LONGEST = 5, 15
"""Lines that keep clear of shapes, for which there may only be a better way, wait so many times as long, while others draw without a rest."""
SHARE, PATIENT_SHARE = 10, 100
"""While others draw without a rest, no line looks for so many times as long as the last turn took; twice, for the same two."""

_PAUSES_MS = {Haste.NOW: 0, Haste.SOON: QUIET_MS, Haste.LATER: PATIENCE * QUIET_MS}
_LONGEST_MS = {Haste.SOON: LONGEST_MS, Haste.LATER: PATIENCE_LONGEST * LONGEST_MS}
_SHARES = {Haste.NOW: 0, Haste.SOON: SHARE, Haste.LATER: PATIENT_SHARE}


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
        self._since: dict[Haste, float] = {}
        self._changed, self._rested = -inf, dict.fromkeys(Haste, -inf)
        self.at_work = False
        self._timer = QTimer(parent)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._settle)

    def follow(self) -> None:
        """Take in that the page changed, or is another one."""
        if self.at_work:
            return
        scene = self._editor.scene
        if scene.is_settled:
            self._since.clear()
            self._timer.stop()
            return
        now, haste = self._clock(), scene.haste
        self._changed = now
        since = self._since.setdefault(haste, now)
        if haste is Haste.NOW:
            self._timer.start(PAINTED_MS)
            return
        left = max(_LONGEST_MS[haste] - 1000 * (now - since), 1000 * (self._rested[haste] - now))
        self._timer.start(max(0, min(_PAUSES_MS[haste], round(left))))

    def _settle(self) -> None:
        if not self._is_free():
            self._timer.start(QUIET_MS)
            return
        scene, before, began = self._editor.scene, self._editor.scene.haste, self._clock()
        self.at_work = True
        try:
            # Less urgent ones wait for their own turn: what comes until then may concern them again.
            self._editor.settle(lambda: scene.haste is before and 1000 * (self._clock() - began) < SLICE_MS)
        finally:
            self.at_work = False
        if scene.is_settled:
            self._since.clear()
        elif scene.haste is before:
            self._timer.start(self._rest(before, began))
        else:
            self._since.pop(before, None)
            self._timer.start(_PAUSES_MS[scene.haste])

    def _rest(self, haste: Haste, began: float) -> int:
        """Return how long no line looks after a turn that began then, in milliseconds; while others rest none has to wait."""
        now = self._clock()
        self._rested[haste] = now + _SHARES[haste] * (now - began)
        return max(0, round(1000 * (min(self._rested[haste], self._changed + _PAUSES_MS[haste] / 1000) - now)))
