from __future__ import annotations

import segno
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from app.theme.theme import ThemeChoice, ThemeController
from app.widgets.qr_code import QUIET, QrCode

TEXT = "aiocanvas:room#" + "A" * 140


def modules(code: QrCode) -> list[list[bool]]:
    """Read the code back from its pixels."""
    size = len(segno.make(TEXT, micro=False).matrix)
    step = code.width() // (size + 2 * QUIET)
    left = (code.width() - step * size) // 2
    picture = code.grab().toImage()
    return [
        [
            picture.pixelColor(left + x * step + step // 2, left + y * step + step // 2).black() > 127
            for x in range(size)
        ]
        for y in range(size)
    ]


def test_the_pixels_are_the_code_in_every_theme(qtbot: QtBot, themes: ThemeController) -> None:
    code = QrCode("Code")
    qtbot.addWidget(code)
    code.set_text(TEXT)
    wanted = [[bool(module) for module in line] for line in segno.make(TEXT, micro=False).matrix]
    for theme in (ThemeChoice.LIGHT, ThemeChoice.DARK):
        themes.choose(theme)
        assert modules(code) == wanted


def test_without_a_text_it_is_white(qtbot: QtBot) -> None:
    code = QrCode("Code")
    qtbot.addWidget(code)
    code.set_text(TEXT)
    code.set_text("")
    picture = code.grab().toImage()
    assert {picture.pixelColor(x, 86).name() for x in range(0, 172, 3)} == {QColor("#FFFFFF").name()}
    assert code.accessibleName() == "Code"
