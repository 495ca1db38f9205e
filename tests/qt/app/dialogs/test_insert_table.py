"""Tests of the question for a new table."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from app.dialogs.insert_table import GAP_PX, INSET_PX, MOST_ROWS, TILE_PX, InsertTable


def test_pointer_and_keys_pick_rows_and_columns(qtbot: QtBot) -> None:
    dialog = InsertTable()
    qtbot.addWidget(dialog)
    dialog.show()
    step = TILE_PX + GAP_PX
    qtbot.mouseMove(dialog.picker, QPoint(INSET_PX + step * 4 + 5, INSET_PX + step * 1 + 5))
    dialog.picker.pick(2, 5)
    qtbot.keyClick(dialog.picker, Qt.Key.Key_Down)
    qtbot.keyClick(dialog.picker, Qt.Key.Key_Left)
    assert dialog.size_label.text() == "3 rows, 4 columns"
    dialog.picker.pick(99, 0)
    assert (dialog.picker.rows, dialog.picker.columns) == (MOST_ROWS, 1)


def test_a_click_takes_what_is_under_it(qtbot: QtBot) -> None:
    dialog = InsertTable()
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.header.setChecked(False)
    step = TILE_PX + GAP_PX
    with qtbot.waitSignal(dialog.chosen) as heard:
        at = QPoint(INSET_PX + step * 4 + 5, INSET_PX + step + 5)
        qtbot.mouseClick(dialog.picker, Qt.MouseButton.LeftButton, pos=at)
    assert heard.args == [2, 5, False]
