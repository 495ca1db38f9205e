from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from app.widgets.toast import ABOVE_BOTTOM, Message, ToastHost


def host_on(qtbot: QtBot) -> tuple[QWidget, ToastHost]:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(800, 600)
    window.show()
    return window, ToastHost(window)


def test_a_message_stands_in_the_middle_above_the_bars(qtbot: QtBot) -> None:
    window, host = host_on(qtbot)
    host.show(Message("Saved", "success"), 0)
    assert host.toast is not None
    surface = host.toast.surface_rect()
    assert abs(surface.center().x() - 400) <= 1
    assert 600 - surface.bottom() - 1 == ABOVE_BOTTOM
    window.resize(600, 500)
    assert abs(host.toast.surface_rect().center().x() - 300) <= 1


def test_its_button_acts_and_closes_it(qtbot: QtBot) -> None:
    _window, host = host_on(qtbot)
    seen: list[str] = []
    host.show(Message("2 shapes deleted", "info", "Undo", lambda: seen.append("undo")), 0)
    assert host.toast is not None
    button = host.toast.findChild(QPushButton)
    assert isinstance(button, QPushButton)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert seen == ["undo"]
    assert host.toast is None


def test_it_is_dismissed_or_goes_by_itself(qtbot: QtBot) -> None:
    _window, host = host_on(qtbot)
    host.show(Message("One", "warning"), 0)
    assert host.toast is not None
    close = host.toast.findChild(QToolButton)
    assert isinstance(close, QToolButton)
    assert close.accessibleName() == "Dismiss"
    qtbot.mouseClick(close, Qt.MouseButton.LeftButton)
    assert host.toast is None
    host.show(Message("Two", "danger"), 10)
    qtbot.waitUntil(lambda: host.toast is None, timeout=2000)


def test_the_newest_takes_the_place_and_long_texts_are_cut(qtbot: QtBot) -> None:
    _window, host = host_on(qtbot)
    host.show(Message("One"), 0)
    host.show(Message("x" * 500), 0)
    assert host.toast is not None
    assert len(host.toast.accessibleName()) == 160


def test_what_somebody_waits_for_stays_until_it_is_answered(qtbot: QtBot) -> None:
    _window, host = host_on(qtbot)
    host.show(Message("Somebody knocks", stays=True), 1)
    later: list[bool] = []
    QTimer.singleShot(50, host, lambda: later.append(host.toast is not None))
    qtbot.waitUntil(lambda: bool(later), timeout=2000)
    assert later == [True]


def test_what_is_not_true_any_more_is_taken_back_and_nothing_else(qtbot: QtBot) -> None:
    _window, host = host_on(qtbot)
    doubt = Message("Not trusted", "warning", stays=True)
    host.show(doubt)
    host.take_back(Message("Not trusted", "warning", stays=True))
    assert host.toast is not None
    host.take_back(doubt)
    assert host.toast is None
    host.show(doubt)
    host.show(Message("Saved"))
    host.take_back(doubt)
    assert host.toast is not None
