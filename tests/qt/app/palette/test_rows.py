"""Rows of the palette are painted as high as they say, in every state."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from app.palette.fuzzy import Match
from app.palette.items import Answer, Group, PaletteItem
from app.palette.rows import ANSWER, HEADING_PX, ROW_PX, PaletteRows, _runs
from tests.qt.app.screens import paint_preview


def painted(qtbot: QtBot, answer: Answer | None, *, selected: bool = False) -> QImage:
    view = QListWidget()
    qtbot.addWidget(view)
    item = QListWidgetItem("Suggested")
    item.setData(ANSWER, answer)
    view.addItem(item)
    rows = PaletteRows(paint_preview, view)
    image = QImage(584, ROW_PX, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    option = QStyleOptionViewItem()
    option.rect = QRect(0, 0, 584, ROW_PX)
    if selected:
        option.state |= QStyle.StateFlag.State_Selected
    index = view.model().index(0, 0)
    assert rows.sizeHint(option, index).height() == (ROW_PX if answer is not None else HEADING_PX)
    painter = QPainter(image)
    rows.paint(painter, option, index)
    painter.end()
    return image


def answer(**values: str) -> Answer:
    return Answer(PaletteItem("x", "Copy style", Group.ACTION, lambda: None, **values), Match(1.0, (0, 1)))


@pytest.mark.parametrize(
    "other", [{"key": "Ctrl+C"}, {"reason": "Select a shape first"}, {"kind": "rect"}, {"icon": "copy"}]
)
def test_key_reason_and_picture_are_seen(qtbot: QtBot, other: dict[str, str]) -> None:
    assert painted(qtbot, answer(**other)) != painted(qtbot, answer())


def test_the_chosen_row_and_headings_look_different(qtbot: QtBot) -> None:
    assert painted(qtbot, answer(), selected=True) != painted(qtbot, answer())
    assert painted(qtbot, None) != painted(qtbot, answer())


def test_found_letters_are_runs_of_their_own() -> None:
    assert _runs("Copy", frozenset({0, 1})) == [("Co", True), ("py", False)]
