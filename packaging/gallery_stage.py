"""The real window over a throw-away library, of which the gallery takes its pictures, and the table of its screens."""

from __future__ import annotations

import secrets
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QPoint, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from app.bootstrap import build_window
from app.cli.demo import examples
from app.demo.stage import Unattended
from app.exporting.reading import read_snapshot
from app.home.entries import HomeSection
from app.main_window import MainWindow
from app.theme.theme import ThemeChoice
from canvas.editor.camera import to_view
from canvas.editor.editor import Editor
from canvas.geometry.vec import Vec

TITLES = {"checkout": "Checkout architecture", "bug-triage": "Bug triage"}
Scene = Callable[["Gallery"], "QWidget | QImage | None"]
"""Prepares the window; returns another widget or a picture when not the window is to be shown."""
SCENES: dict[str, Scene] = {}


def scene(name: str) -> Callable[[Scene], Scene]:
    """Add a screen to the gallery."""

    def add(made: Scene) -> Scene:
        SCENES[name] = made
        return made

    return add


def settle(rounds: int = 8) -> None:
    """Let timers, the store thread and thumbnails do what is due."""
    for _ in range(rounds):
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        time.sleep(0.005)  # The store thread needs its turn, too.


def close_widgets() -> None:
    """Take all widgets down before Qt goes: Python does it in no order at its end, and crashes."""
    for widget in QApplication.topLevelWidgets():
        widget.close()
        widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, int(QEvent.Type.DeferredDelete.value))


class Gallery:
    """A running program with the examples in its library."""

    def __init__(self) -> None:
        self._profile = tempfile.TemporaryDirectory()
        self.desktop = build_window(
            Path(self._profile.name), secrets.token_bytes(32), theme=ThemeChoice.LIGHT, asking=Unattended()
        )
        if not isinstance(self.desktop.window, MainWindow):
            raise TypeError("the pictures need the real window")
        self.window = self.desktop.window
        session = self.desktop.session
        self.documents = {
            path.stem: session.add(read_snapshot(path.read_bytes(), path.name), TITLES.get(path.stem, path.stem))
            for path in examples()
        }
        for title in ("Data model", "Onboarding flow", "Network plan"):
            session.duplicate(self.documents["checkout"], title)
        self.empty = session.create("Untitled diagram")
        self.desktop.start()
        settle(30)
        self._opened: list[QWidget] = []

    def __enter__(self) -> Gallery:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.desktop.finish(discard=True)
        close_widgets()
        self._profile.cleanup()

    def take(self, made: Scene, theme: str) -> QImage:
        """Return the picture of a screen, from a window put back to how it was."""
        self.reset(theme)
        shown = made(self)
        if isinstance(shown, QImage):
            return shown
        widget = shown or self.window
        if widget is not self.window:
            self._opened.append(widget)
            widget.show()
        settle()
        front = self.window.front()
        if front is not None:
            front.view.settle()
        return widget.grab().toImage()

    def reset(self, theme: str) -> None:
        """Close what a screen has opened, and go back to the usual size with the example in front."""
        for widget in self._opened:
            widget.close()
            widget.deleteLater()
        self._opened.clear()
        for overlay in self.window.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            if overlay.metaObject().className() == "CommandPalette":
                overlay.close()
        self.window.settings.change(theme=theme, minimap=False, hints=False)
        self.window.resize(1440, 900)
        self.window.workbench.set_focused(False)
        self.window.workbench.set_rulers(False)
        self.window.finding.panel.close_panel()
        for panel in (self.window.workbench.dock, self.window.workbench.inspector):
            panel.show()
        self.window.workbench.area.toasts.dismiss()
        self.window.home.show_section(HomeSection.RECENT)
        front = self.window.front()
        if front is not None:
            front.machine.cancel()
        self.open("bug-triage")
        self.open("checkout")
        self.window.workbench.inspector.show_tab("design")
        self.window.workbench.dock.show_tab("shapes")
        self.editor.set_tool("select")
        self.editor.select(())
        self.do("view.fit")

    def open(self, name: str) -> None:
        """Bring an example to the front."""
        self.window.open_diagram(self.documents[name])
        settle(4)

    @property
    def editor(self) -> Editor:
        """The editor in front."""
        front = self.window.front()
        if front is None:
            raise RuntimeError("no diagram is in front")
        return front.editor

    def select(self, *texts: str) -> None:
        """Select shapes by their texts."""
        shapes = self.editor.records.shapes.values()
        self.editor.select([next(s.id for s in shapes if s.text == text) for text in texts])

    def hover(self, point: Vec) -> None:
        """Move the pointer over a scene point."""
        front = self.window.front()
        if front is None:
            raise RuntimeError("no diagram is in front")
        at = to_view(front.editor.camera, point)
        QTest.mouseMove(front.view, QPoint(round(at.x), round(at.y)))
        settle()

    def do(self, action: str) -> None:
        """Trigger an action of the menus."""
        self.window.registry.action(action).trigger()

    def home(self, section: HomeSection) -> None:
        """Show a place of the home screen."""
        self.window.show_home()
        settle(20)
        self.window.home.show_section(section)

    def menu(self, title: str = "") -> QMenu:
        """Return the window's menu, or the part of it with this title."""
        menu = self.window.workbench.top.menu
        parts = {action.text(): action.menu() for action in menu.actions()} if menu is not None else {}
        found = parts[title] if title else menu
        if not isinstance(found, QMenu):
            raise TypeError(title)
        return found

    def over(self, popup: QMenu, at: QPoint) -> QImage:
        """Return the window with a menu painted over it, as the desktop would show it."""
        settle()
        front = self.window.front()
        if front is not None:
            front.view.settle()
        popup.popup(self.window.mapToGlobal(at))
        settle()
        image = self.window.grab()
        painter = QPainter(image)
        painter.drawPixmap(at, popup.grab())
        painter.end()
        popup.close()
        return image.toImage()
