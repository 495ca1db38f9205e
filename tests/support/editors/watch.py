"""When an editor has painted what others did, and for how long at a time its window was deaf."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer

from canvas.model.changes import Change, KeyChange
from tests.support.stage import Stage

MARK = "param.moves"
"""Document key that counts the moves of the shape that one editor moves and nobody else."""

BEAT_MS = 8


def own_shape(editor: int) -> str:
    """Return the shape that only that editor moves."""
    return f"s{editor}"


class Watch(QObject):
    """Notes (editor, number of the move, seconds) once the move has been painted and the window has been handed to the screen."""

    def __init__(self, stage: Stage, clock: Callable[[], float]) -> None:
        super().__init__()
        self._stage, self._clock = stage, clock
        self.own, self.editors = -1, 0
        self.painted: list[tuple[int, int, float]] = []
        self._waiting: dict[int, int] = {}
        self._seen: dict[int, int] = {}
        self._tab: object = None
        self._expected = 0
        self._arrived: Callable[[float], None] = lambda _at: None
        self._is_painting = self._is_painted = False
        stage.window.installEventFilter(self)
        stage.window.workbench.tab_shown.connect(self.follow)

    def follow(self) -> None:
        """Watch the tab in front; it is another one after the diagram was loaded again."""
        tab = self._stage.window.front()
        if tab is not None and tab is not self._tab:
            self._tab = tab
            tab.editor.on_document.subscribe(self._changed)
            tab.view.installEventFilter(self)
        if tab is not None:
            self._look(range(self.editors))

    def expect(self, shapes: int, arrived: Callable[[float], None]) -> None:
        """Tell when a diagram with so many shapes has been painted."""
        self._expected, self._arrived = shapes, arrived

    @property
    def unpainted(self) -> int:
        """How many of the others have moved what is not painted yet."""
        return len(self._waiting)

    def _changed(self, changes: tuple[Change, ...]) -> None:
        names = {change.id for change in changes if isinstance(change, KeyChange) and change.key == MARK}
        self._look(number for number in range(self.editors) if own_shape(number) in names)

    def _look(self, editors: object) -> None:
        records = self._stage.editor.records.shapes
        for number in editors:  # type: ignore[attr-defined]
            record = records.get(own_shape(number))
            moves = int(record.get(MARK) or 0) if record is not None else 0
            if number != self.own and moves > self._seen.get(number, 0):
                self._seen[number] = self._waiting[number] = moves

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self._is_painted = True
            return False
        if event.type() != QEvent.Type.UpdateRequest or self._is_painting:
            return False
        # In this event the window paints what is to be painted and brings it to the screen: afterwards it is seen.
        self._is_painting, self._is_painted = True, False
        QCoreApplication.sendEvent(watched, event)
        self._is_painting = False
        if self._is_painted:
            self._done()
        return True

    def _done(self) -> None:
        now = self._clock()
        self.painted += [(number, moves, now) for number, moves in self._waiting.items()]
        self._waiting.clear()
        if self._expected and len(self._stage.editor.records.shapes) >= self._expected:
            self._expected = 0
            self._arrived(now)


class Pulse(QObject):
    """A timer of the GUI thread; the longest pauses between its beats are what a user feels as jerks."""

    def __init__(self, clock: Callable[[], float]) -> None:
        super().__init__()
        self._clock = clock
        self._last = 0.0
        self._gaps: list[float] = []
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(BEAT_MS)
        self._timer.timeout.connect(self._beat)

    def start(self) -> None:
        """Begin anew."""
        self._gaps, self._last = [], self._clock()
        self._timer.start()

    def stop(self) -> list[float]:
        """End it; return the pauses in milliseconds."""
        self._timer.stop()
        return [round(1000 * gap, 2) for gap in self._gaps]

    def _beat(self) -> None:
        now = self._clock()
        self._gaps.append(now - self._last)
        self._last = now
