"""What falls onto the canvas: shapes of the library, files, pictures, text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QDropEvent

from app.library_browser.file_drop import local_files
from app.panels.shape_grid import MIME_TYPE as SHAPE_TYPE
from canvas.editor.camera import to_scene
from canvas.geometry.vec import Vec

if TYPE_CHECKING:
    from app.main_window import MainWindow


def take_drop(window: MainWindow, event: QDropEvent) -> None:
    """Take what fell, where it fell; what nobody knows is not accepted."""
    tab = window.front()
    data = event.mimeData()
    files = local_files(data)
    at = None if tab is None else to_scene(tab.editor.camera, Vec(event.position().x(), event.position().y()))
    if files:
        event.acceptProposedAction()
        diagrams = window.pictures.insert(files, at) if tab is not None else files
        if diagrams:
            window.open_files(diagrams)
        return
    if tab is None or at is None:
        return
    if data.hasFormat(SHAPE_TYPE):
        event.acceptProposedAction()
        alone = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        window.shapes.drop.drop(bytes(data.data(SHAPE_TYPE).data()).decode("utf-8", "replace"), at, alone=alone)
    elif window.clipboard.insert(tab.editor, data, at):
        event.acceptProposedAction()
