from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.widgets.combo_box import ComboBox

ENTRIES = (("solid", "Solid"), ("dashed", "Dashed"))


def test_choosing_by_keyboard(qtbot: QtBot) -> None:
    box = ComboBox("Pattern", ENTRIES)
    qtbot.addWidget(box)
    with qtbot.waitSignal(box.chosen) as chosen:
        qtbot.keyClick(box, Qt.Key.Key_Down)
    assert chosen.args == ["dashed"]
    assert box.current() == "dashed"


def test_setting_is_silent_mixed_is_empty_and_strangers_are_kept(qtbot: QtBot) -> None:
    box = ComboBox("Pattern", ENTRIES)
    with qtbot.assertNotEmitted(box.chosen):
        box.set_current("dashed")
        box.set_mixed()
        assert box.current() is None
        assert box.placeholderText() == "Mixed"
        box.set_current("6 3 1 3")
    assert box.current() == "6 3 1 3"
    assert box.currentText() == "6 3 1 3"


def test_the_wheel_scrolls_the_panel_and_not_the_choice(qtbot: QtBot) -> None:
    box = ComboBox("Pattern", ENTRIES)
    qtbot.addWidget(box)
    wheel = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(box, wheel)
    assert box.current() == "solid"
