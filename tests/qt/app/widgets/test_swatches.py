from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from app.theme.tokens import LIGHT
from app.widgets.swatches import SwatchPalette, paint_swatch

COLORS = (("#FFFFFF", "White"), ("#DDF3E4", "Green"))


def test_picking_a_colour(qtbot: QtBot) -> None:
    palette = SwatchPalette("Fill colours", COLORS)
    qtbot.addWidget(palette)
    with qtbot.waitSignal(palette.chosen) as chosen:
        qtbot.mouseClick(palette.buttons[1], Qt.MouseButton.LeftButton)
    assert chosen.args == ["#DDF3E4"]
    assert [button.isChecked() for button in palette.buttons] == [False, True]
    assert [button.accessibleName() for button in palette.buttons] == ["White", "Green"]


def test_the_current_colour_is_marked_whatever_its_case(qtbot: QtBot) -> None:
    palette = SwatchPalette("Fill colours", COLORS)
    with qtbot.assertNotEmitted(palette.chosen):
        palette.set_current("#ddf3e4")
    assert palette.buttons[1].isChecked()
    palette.set_current(None)
    assert not any(button.isChecked() for button in palette.buttons)


def painted(fill: str | None) -> QImage:
    image = QImage(20, 20, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    paint_swatch(painter, QRectF(0, 0, 20, 20), fill, 4)
    painter.end()
    return image


def test_no_colour_is_crossed_out_and_automatic_is_half_and_half(qapp: object) -> None:
    def colors(fill: str | None) -> set[str]:
        image = painted(fill)
        return {image.pixelColor(x, y).name() for x in range(20) for y in range(20)}

    assert "#112233" in colors("#112233")
    assert LIGHT.danger.lower() in colors("none")
    assert painted("default").pixelColor(5, 10).name() == LIGHT.text.lower()
    assert painted("default").pixelColor(15, 10).name() == LIGHT.panel.lower()
    assert LIGHT.danger.lower() not in colors(None)


def test_a_row_shows_other_colours(qtbot: QtBot) -> None:
    swatches = SwatchPalette("Colours", [("#111111", "One"), ("#222222", "Two")])
    qtbot.addWidget(swatches)
    before = swatches.buttons[0]
    swatches.set_colors([("#333333", "Three"), ("#444444", "Four")])
    assert swatches.buttons[0] is before
    with qtbot.waitSignal(swatches.chosen) as chosen:
        qtbot.mouseClick(swatches.buttons[0], Qt.MouseButton.LeftButton)
    assert chosen.args == ["#333333"]
    assert before.accessibleName() == "Three"
