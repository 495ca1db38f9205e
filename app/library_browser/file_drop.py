"""Files dragged onto a widget."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QWidget


def local_files(data: QMimeData) -> Sequence[Path]:
    """Return the files on this machine that are dragged; what lies on the network is never fetched."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile() and url.toLocalFile()]


class FileDrop(QObject):
    """Takes files that are dropped on a widget or on a child of it that does not take drops itself.

    Signals:
        dropped(list[Path]): files were dropped.
    """

    dropped = Signal(list)

    def __init__(self, widget: QWidget) -> None:
        """Watch a widget, which becomes the owner."""
        super().__init__(widget)
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Accept what has files, and leave everything else to the widget."""
        if isinstance(event, (QDragEnterEvent, QDragMoveEvent)) and local_files(event.mimeData()):
            # The file stays where it is, whatever the other program proposes.
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            return True
        if isinstance(event, QDropEvent) and (files := local_files(event.mimeData())):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.dropped.emit(list(files))
            return True
        return super().eventFilter(watched, event)
