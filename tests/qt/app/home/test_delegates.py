from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from app.home.delegates import CARD_HEIGHT, GAP, ROW_HEIGHT, CardDelegate, RowDelegate, card_rect
from app.home.diagram_model import DiagramModel
from app.home.entries import DiagramEntry
from app.theme.tokens import LIGHT


def model_with(entry: DiagramEntry, picture: QImage | None = None) -> DiagramModel:
    model = DiagramModel(lambda: 0)
    model.set_entries([entry])
    model.set_thumbnails(lambda _id, _version: picture)
    return model


def paint(
    delegate: CardDelegate | RowDelegate,
    model: DiagramModel,
    size: QSize,
    state: QStyle.StateFlag = QStyle.StateFlag.State_None,
) -> set[str]:
    """Colours that a delegate paints."""
    image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor(LIGHT.app))
    option = QStyleOptionViewItem()
    option.rect = QRect(0, 0, size.width(), size.height())
    option.state = state
    painter = QPainter(image)
    delegate.paint(painter, option, model.index(0))
    painter.end()
    return {image.pixelColor(x, y).name() for x in range(size.width()) for y in range(size.height())}


def red_picture() -> QImage:
    picture = QImage(100, 50, QImage.Format.Format_RGB32)
    picture.fill(QColor("#ff0000"))
    return picture


def test_the_gap_is_after_and_below_a_card() -> None:
    assert card_rect(QRect(0, 0, 290, 200)) == QRect(0, 0, 290 - GAP, 200 - GAP)


def test_a_card_shows_picture_star_and_focus(qtbot: QtBot) -> None:
    model = model_with(DiagramEntry("1", "One", 0, starred=True), red_picture())
    delegate = CardDelegate(model)
    delegate.set_cell_width(260)
    size = delegate.sizeHint(QStyleOptionViewItem(), model.index(0))
    assert size == QSize(260, CARD_HEIGHT + GAP)
    colors = paint(delegate, model, size)
    assert {"#ff0000", LIGHT.warning.lower(), LIGHT.raised.lower()} <= colors
    assert LIGHT.accent_ring.lower() not in colors
    assert LIGHT.accent_ring.lower() in paint(delegate, model, size, QStyle.StateFlag.State_HasFocus)


def test_a_diagram_without_a_picture_has_a_sign(qtbot: QtBot) -> None:
    model = model_with(DiagramEntry("1", "One", 0))
    assert LIGHT.border_strong.lower() in paint(CardDelegate(model), model, QSize(260, 200))


@pytest.mark.parametrize(
    ("state", "ground"),
    [(QStyle.StateFlag.State_Selected, LIGHT.active), (QStyle.StateFlag.State_MouseOver, LIGHT.hover)],
)
def test_a_row_shows_picture_and_state(qtbot: QtBot, state: QStyle.StateFlag, ground: str) -> None:
    model = model_with(DiagramEntry("1", "One", 0, starred=True), red_picture())
    colors = paint(RowDelegate(model), model, QSize(600, ROW_HEIGHT), state)
    assert {"#ff0000", ground.lower(), LIGHT.warning.lower()} <= colors
