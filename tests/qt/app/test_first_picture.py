"""What waits for the first picture of a window."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.first_picture import after_first_picture


def test_it_is_done_once_and_only_after_the_window_was_painted(qtbot: QtBot) -> None:
    painted: list[str] = []

    class Window(QWidget):
        def paintEvent(self, event: object) -> None:
            painted.append("picture")

    window = Window()
    qtbot.addWidget(window)
    after_first_picture(window, lambda: painted.append("done"))
    QApplication.processEvents()
    assert painted == []
    window.show()
    qtbot.waitUntil(lambda: "done" in painted)
    assert painted[0] == "picture"
    window.repaint()
    QApplication.processEvents()
    assert painted.count("done") == 1
    assert painted[-1] == "picture"


def test_it_is_never_done_for_a_window_that_goes_before(qtbot: QtBot) -> None:
    done: list[int] = []
    window = QWidget()
    after_first_picture(window, lambda: done.append(1))
    window.deleteLater()
    QApplication.sendPostedEvents(None, int(QEvent.Type.DeferredDelete.value))
    QApplication.processEvents()
    assert done == []
