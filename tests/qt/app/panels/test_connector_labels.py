from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.panels.connector_labels import LONGEST, LabelList


def test_labels_are_listed_chosen_removed_and_added(qtbot: QtBot) -> None:
    panel = LabelList()
    qtbot.addWidget(panel)
    panel.show_labels((("a", "yes"), ("b", "x" * 60 + "\nsecond line")))
    assert [edit.text() for edit, _ in panel.rows] == ["yes", "x" * (LONGEST - 1) + "…"]
    with qtbot.waitSignal(panel.chosen) as chosen:
        qtbot.mouseClick(panel.rows[1][0], Qt.MouseButton.LeftButton)
    assert chosen.args == ["b"]
    with qtbot.waitSignal(panel.removed) as removed:
        qtbot.mouseClick(panel.rows[0][1], Qt.MouseButton.LeftButton)
    assert removed.args == ["a"]
    with qtbot.waitSignal(panel.added):
        qtbot.mouseClick(panel.add, Qt.MouseButton.LeftButton)


def test_the_same_labels_keep_their_rows(qtbot: QtBot) -> None:
    panel = LabelList()
    qtbot.addWidget(panel)
    panel.show_labels((("a", "yes"),))
    rows = panel.rows
    panel.show_labels((("a", "yes"),))
    assert panel.rows is rows
    panel.show_labels(())
    assert panel.rows == []
