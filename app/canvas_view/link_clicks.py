"""Ctrl+click on a link of the canvas follows it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QMouseEvent

from app.canvas_view.view import CanvasView
from canvas.editor.camera import to_scene
from canvas.geometry.vec import Vec
from canvas.scene.links import link_at

TOLERANCE_PX = 2.0


class LinkClicks(QObject):
    """Watches a canvas; the tools get the same events and select what is clicked.

    Signals:
        opened(str): a Ctrl+click began and ended on this link.
    """

    opened = Signal(str)

    def __init__(self, view: CanvasView) -> None:
        """Begin to watch; ends with the view."""
        super().__init__(view)
        self._view = view
        self._pressed = ""
        view.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Remember the link of a press, and tell it when the button comes up on it again."""
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonPress:
            self._pressed = self._link(event)
        elif isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonRelease:
            pressed, self._pressed = self._pressed, ""
            if pressed and pressed == self._link(event):
                self.opened.emit(pressed)
        return False

    def _link(self, event: QMouseEvent) -> str:
        if event.button() != Qt.MouseButton.LeftButton or not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return ""
        editor = self._view.editor
        point = to_scene(editor.camera, Vec(event.position().x(), event.position().y()))
        return link_at(editor.scene, point, TOLERANCE_PX / editor.camera.zoom)
