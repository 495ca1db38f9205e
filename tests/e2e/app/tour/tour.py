"""Walks through the program step by step: after each, undo and redo by their keys lead back to equal records and equal pictures."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from canvas.drawing.style import ColorScheme
from canvas.geometry.box import Box
from canvas.model.records import Snapshot
from canvas.model.snapshot import snapshot_of
from canvas.model.view import GraphView
from canvas.qt.raster import page_entries, render_entries
from canvas.scene.page_scene import PageScene
from tests.support.stage import CTRL, LEFT, Stage

MOST_UNDOS = 12
PICTURES = "AIO_CANVAS_TOUR_PICTURES"
"""Names a folder that gets a picture of the window after every step, to be looked at."""
_SEEN = Box(0.0, 0.0, 1200.0, 900.0)


def settle() -> None:
    """Let everything happen that is due."""
    for _ in range(4):
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 10)


class Tour:
    """The window, and what each step must keep.

    Args:
        stage: the running program.
    """

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.names: list[str] = []
        folder = os.environ.get(PICTURES)
        self._folder = Path(folder) if folder else None

    def step(self, name: str, act: Callable[[], object], undos: int = 1) -> None:
        """Do something that writes; it is seen, and so many presses of Ctrl+Z and as many of Ctrl+Y lead there and back."""
        before, pages_before, window_before = self.records(), self.pages(), self.window()
        act()
        self.settle()
        after, pages_after = self.records(), self.pages()
        assert after != before, f"{name}: nothing was written"
        assert self.window() != window_before, f"{name}: nothing is seen"
        self._keep(name)
        assert self._press_until(Qt.Key.Key_Z, before) == undos, f"{name}: steps of undo"
        assert self.pages() == pages_before, f"{name}: the picture after undo"
        assert self._press_until(Qt.Key.Key_Y, after) == undos, f"{name}: steps of redo"
        assert self.pages() == pages_after, f"{name}: the picture after redo"

    def look(self, name: str, act: Callable[[], object]) -> None:
        """Do something that is seen and writes nothing."""
        before, window_before = self.records(), self.window()
        act()
        self.settle()
        assert self.records() == before, f"{name}: the document changed"
        assert self.window() != window_before, f"{name}: nothing is seen"
        self._keep(name)

    def _press_until(self, key: Qt.Key, wanted: Snapshot) -> int:
        """Press a key with Ctrl until the records are as wanted, and return how often."""
        for count in range(MOST_UNDOS):
            if self.records() == wanted:
                return count
            QTest.keyClick(self.stage.view, key, CTRL)
            self.settle()
        return -1

    # ------------------------------------------------------------------ what there is

    def records(self) -> Snapshot:
        """Return everything that the document holds."""
        return snapshot_of(self.stage.tab.diagram.document)

    def pages(self) -> dict[str, QImage]:
        """Return the picture of every page as the document alone decides it."""
        snapshot, tools = self.records(), self.stage.window.tools
        view = GraphView(snapshot)
        scenes = {page: PageScene(snapshot, view, page, tools.engine, ColorScheme.LIGHT) for page in snapshot.pages}
        return {page: render_entries(page_entries(scene), tools, _SEEN, 0.5) for page, scene in scenes.items()}

    def window(self) -> QImage:
        """Return the picture of the whole window."""
        self.stage.view.settle()
        return self.stage.window.grab().toImage()

    def _keep(self, name: str) -> None:
        self.names.append(name)
        if self._folder is not None:
            self._folder.mkdir(parents=True, exist_ok=True)
            path = self._folder / f"{len(self.names):02d}-{name.replace(' ', '-')}.png"
            assert self.window().save(str(path))

    # ------------------------------------------------------------------ hands

    def settle(self) -> None:
        """Let the panels follow what was done, and everything else happen that is due."""
        self.stage.settle()
        settle()

    def press(self, button: QWidget) -> None:
        """Click the middle of a control."""
        self.stage.settle()
        assert button.isVisible()
        assert button.isEnabled()
        QTest.mouseClick(button, LEFT, pos=button.rect().center())

    def press_at(self, widget: QWidget, place: QPoint) -> None:
        """Click a place of a control."""
        QTest.mouseClick(widget, LEFT, pos=place)
