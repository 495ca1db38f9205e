"""The whole program over a real encrypted library in a temporary folder, driven like a user drives it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.bootstrap import build_window
from app.canvas_view.view import CanvasView
from app.collaboration.network.neighbourhood import Place as RoomPlace
from app.desktop import Desktop
from app.dialogs.confirm import Question
from app.dialogs.error import Problem
from app.exporting.options import ExportOptions
from app.main_window import MainWindow
from app.theme.theme import ThemeChoice
from app.widgets.toast import Message
from app.workbench.open_tab import OpenTab
from canvas.editor.camera import to_view
from canvas.editor.editor import Editor
from canvas.geometry.vec import Vec
from canvas.model.records import ShapeRecord
from sync.transports.lan.discovery import Network
from tests.support.library import KEY

NO = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
LEFT = Qt.MouseButton.LeftButton
NO_BUTTON = Qt.MouseButton.NoButton
Place = tuple[float, float]


@dataclass
class Answers:
    """Answers every question as a test decides, and keeps what was asked and told."""

    yes: bool = True
    chosen: Sequence[Path] = ()
    path: Path | None = None
    options: ExportOptions | None = None
    pictures: Sequence[Path] = ()
    problems: list[Problem] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    asked: int = 0

    def confirm(self, question: Question) -> bool:
        self.asked += 1
        self.questions.append(question)
        return self.yes

    def tell(self, problem: Problem) -> None:
        self.problems.append(problem)

    def choose_files(self) -> Sequence[Path]:
        self.asked += 1
        return self.chosen

    def save_as(self, suggested: Path, kinds: str) -> Path | None:
        self.asked += 1
        return self.path

    def choose_bundle(self) -> Path | None:
        self.asked += 1
        return self.path

    def choose_pictures(self) -> Sequence[Path]:
        self.asked += 1
        return self.pictures

    def export_options(self, pages: Sequence[str], current: int, last: ExportOptions | None) -> ExportOptions | None:
        self.asked += 1
        return self.options


class Stage:
    """One running program with an empty diagram in front; places are scene points."""

    def __init__(self, folder: Path, theme: ThemeChoice | None = ThemeChoice.LIGHT) -> None:
        self.answers = Answers()
        self.desktop: Desktop = build_window(folder, KEY, theme=theme, asking=self.answers, files=self.answers)
        assert isinstance(self.desktop.window, MainWindow)
        self.window: MainWindow = self.desktop.window
        # Nothing of a test is announced beyond this machine.
        place = RoomPlace(Network(("127.0.0.1",)), ("127.0.0.1",), "127.0.0.1")
        self.window.sharing.together().place = place
        self.said: list[Message] = []
        # What the user is told passes through here; the toast itself is tested by itself.
        shown = self.window._show
        self.window._show = lambda message: (self.said.append(message), shown(message))[1]  # type: ignore[method-assign]

    def begin(self) -> None:
        """Show the window with a new diagram."""
        self.window.resize(1440, 900)
        self.window.show()
        assert self.window.open_diagram(self.desktop.session.create("Harbour"))
        self.window.activateWindow()
        QApplication.processEvents()
        self.view.setFocus()

    def end(self) -> None:
        """Close everything, giving up what cannot be stored."""
        self.desktop.finish(discard=True)
        self.window.close()
        self.window.deleteLater()
        self.desktop.deleteLater()
        QApplication.sendPostedEvents()
        # Outside of an event loop nothing else would delete it now, and later tests would style what is left of it.
        QApplication.sendPostedEvents(None, int(QEvent.Type.DeferredDelete.value))

    # ------------------------------------------------------------------ what is there

    @property
    def tab(self) -> OpenTab:
        front = self.window.front()
        assert front is not None
        return front

    @property
    def editor(self) -> Editor:
        return self.tab.editor

    @property
    def view(self) -> CanvasView:
        return self.tab.view

    @property
    def shapes(self) -> list[ShapeRecord]:
        """All shapes of the page in front, back to front."""
        editor = self.editor
        return [editor.records.shapes[i] for i in editor.view.paint_order(editor.page)]

    @property
    def last(self) -> ShapeRecord:
        """The frontmost shape."""
        return self.shapes[-1]

    def shape(self, shape_id: str) -> ShapeRecord:
        return self.editor.records.shapes[shape_id]

    @property
    def selected(self) -> Sequence[str]:
        return self.editor.selection

    def steps(self) -> int:
        """Number of steps that can be undone, counted by undoing and redoing them."""
        count = 0
        while self.editor.undo() is not None:
            count += 1
        for _ in range(count):
            self.editor.redo()
        return count

    # ------------------------------------------------------------------ hands

    def settle(self) -> None:
        """Let panels and actions follow what was done, as they do by themselves before anybody can look."""
        self.window.workbench.catch_up()
        self.window.registry.catch_up()

    def at(self, place: Place) -> QPoint:
        """Return the view pixel of a scene point."""
        p = to_view(self.editor.camera, Vec(*place))
        return QPoint(round(p.x), round(p.y))

    def mouse(self, kind: QEvent.Type, pixel: QPoint, *, held: bool, flags: Qt.KeyboardModifier = NO) -> None:
        """Send one mouse event of the left button (or of none, for a move that only hovers)."""
        button = NO_BUTTON if kind == QEvent.Type.MouseMove else LEFT
        local = QPointF(pixel)
        event = QMouseEvent(kind, local, self.view.mapToGlobal(local), button, LEFT if held else NO_BUTTON, flags)
        QApplication.sendEvent(self.view, event)
        self.settle()

    def press(self, place: Place, flags: Qt.KeyboardModifier = NO) -> None:
        self.mouse(QEvent.Type.MouseButtonPress, self.at(place), held=True, flags=flags)

    def move(self, place: Place, flags: Qt.KeyboardModifier = NO, *, held: bool = True) -> None:
        self.mouse(QEvent.Type.MouseMove, self.at(place), held=held, flags=flags)

    def release(self, place: Place, flags: Qt.KeyboardModifier = NO) -> None:
        self.mouse(QEvent.Type.MouseButtonRelease, self.at(place), held=False, flags=flags)

    def hover(self, place: Place) -> None:
        self.move(place, held=False)

    def click(self, place: Place, flags: Qt.KeyboardModifier = NO) -> None:
        self.press(place, flags)
        self.release(place, flags)

    def double_click(self, place: Place) -> None:
        self.click(place)
        self.mouse(QEvent.Type.MouseButtonDblClick, self.at(place), held=True)
        self.release(place)

    def drag(self, start: Place, end: Place, flags: Qt.KeyboardModifier = NO) -> None:
        """Press, go there by way of the middle, and let go."""
        self.press(start, flags)
        self.move(((start[0] + end[0]) / 2, (start[1] + end[1]) / 2), flags)
        self.move(end, flags)
        self.release(end, flags)

    def wheel(self, place: Place, notches: float, flags: Qt.KeyboardModifier = NO) -> None:
        local = QPointF(self.at(place))
        angle = QPoint(0, round(120 * notches))
        event = QWheelEvent(
            local, self.view.mapToGlobal(local), QPoint(), angle, NO_BUTTON, flags, Qt.ScrollPhase.NoScrollPhase, False
        )
        QApplication.sendEvent(self.view, event)

    def key(self, key: Qt.Key, flags: Qt.KeyboardModifier = NO, widget: Any = None) -> None:
        """Press and release a key where the keyboard is; shortcuts of the window count."""
        QTest.keyClick(widget or self.window.focusWidget() or self.view, key, flags)
        self.settle()

    def type(self, text: str) -> None:
        """Type into whatever has the keyboard."""
        QTest.keyClicks(self.window.focusWidget(), text)
        self.settle()

    def do(self, action: str) -> None:
        """Trigger an action of the menus."""
        self.window.registry.action(action).trigger()
        self.settle()

    # ------------------------------------------------------------------ often used

    def draw(self, key: Qt.Key, start: Place, end: Place) -> str:
        """Draw with a tool and return the new shape."""
        self.key(key, widget=self.view)
        self.drag(start, end)
        return self.selected[0]

    def box(self, start: Place = (200, 200), end: Place = (320, 260)) -> str:
        """Draw a rectangle."""
        return self.draw(Qt.Key.Key_R, start, end)
