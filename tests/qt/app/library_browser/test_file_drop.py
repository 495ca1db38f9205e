"""Files of this machine are taken, everything else is left to the widget."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.library_browser.file_drop import FileDrop

_BOTH = Qt.DropAction.MoveAction | Qt.DropAction.CopyAction
_HOW = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)


def dropped(qtbot: QtBot, data: QMimeData) -> tuple[bool, list[Path]]:
    widget = QWidget()
    qtbot.addWidget(widget)
    taken: list[Path] = []
    FileDrop(widget).dropped.connect(taken.extend)
    enter = QDragEnterEvent(QPoint(2, 2), _BOTH, data, *_HOW)
    enter.ignore()
    QApplication.sendEvent(widget, enter)
    drop = QDropEvent(QPointF(2, 2), _BOTH, data, *_HOW)
    QApplication.sendEvent(widget, drop)
    assert not enter.isAccepted() or drop.dropAction() is Qt.DropAction.CopyAction
    return enter.isAccepted(), taken


def test_local_files_are_taken_and_far_ones_left(qtbot: QtBot, tmp_path: Path) -> None:
    data = QMimeData()
    near = tmp_path / "a.drawio"
    data.setUrls([QUrl.fromLocalFile(str(near)), QUrl("https://example.org/far.drawio")])
    assert dropped(qtbot, data) == (True, [near])


def test_text_and_links_are_not_taken(qtbot: QtBot) -> None:
    text, link = QMimeData(), QMimeData()
    text.setText("words")
    link.setUrls([QUrl("https://example.org/far.drawio")])
    assert dropped(qtbot, text) == (False, [])
    assert dropped(qtbot, link) == (False, [])
