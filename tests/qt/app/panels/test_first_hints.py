from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.panels.first_hints import FirstHints


def test_three_hints_are_painted_and_spoken_and_let_the_mouse_through(qtbot: QtBot) -> None:
    hints = FirstHints()
    qtbot.addWidget(hints)
    hints.resize(900, 700)
    assert hints.isHidden()
    assert len(hints.texts()) == 3
    assert all(line in hints.accessibleDescription() for lines in hints.texts() for line in lines)
    assert hints.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    image = hints.grab().toImage()
    ground = image.pixelColor(880, 350)
    marked = [any(image.pixelColor(x, y) != ground for x in range(0, 200, 2)) for y in range(0, 700, 2)]
    bands = sum(1 for above, here in zip([False, *marked], marked, strict=False) if here and not above)
    assert bands >= 3
