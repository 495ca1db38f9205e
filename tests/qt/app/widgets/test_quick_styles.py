from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.widgets.quick_styles import QuickStyle, QuickStyles

STYLES = [QuickStyle(f"c{n}", f"Colour {n}", f"#{n}{n}0000", "#00ff00", "#0000ff") for n in range(3)]


def test_a_click_chooses_and_marks(qtbot: QtBot) -> None:
    styles = QuickStyles("Quick styles", STYLES)
    qtbot.addWidget(styles)
    styles.show()
    with qtbot.waitSignal(styles.chosen) as chosen:
        qtbot.mouseClick(styles.buttons[1], Qt.MouseButton.LeftButton)
    assert chosen.args == ["c1"]
    assert [b.isChecked() for b in styles.buttons] == [False, True, False]
    styles.set_current(None)
    assert not any(b.isChecked() for b in styles.buttons)


def test_another_palette_gives_other_colours(qtbot: QtBot) -> None:
    styles = QuickStyles("Quick styles", STYLES)
    qtbot.addWidget(styles)
    styles.set_styles([QuickStyle(s.id, s.name, "#abcdef", s.stroke, s.text) for s in STYLES])
    styles.buttons[0].resize(21, 24)
    assert styles.buttons[0].grab().toImage().pixelColor(6, 6).name() == "#abcdef"
