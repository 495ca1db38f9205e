from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from app.panels.tab_bar import ThemedTabBar, escape_mnemonic

MANY = [(str(number), f"Page number {number}", "") for number in range(20)]


def test_ampersands_are_shown(qapp: object) -> None:
    assert escape_mnemonic("R&D") == "R&&D"


def test_tabs_are_shown_without_a_word(qtbot: QtBot) -> None:
    bar = ThemedTabBar("Pages")
    with qtbot.assertNotEmitted(bar.currentChanged):
        bar.show_tabs([("a", "One", ""), ("b", "R&D", "tip")], "b")
    assert bar.ids() == ("a", "b")
    assert bar.currentIndex() == 1
    assert bar.tabText(1) == "R&&D"
    assert bar.tabToolTip(1) == "tip"
    bar.show_tabs([("b", "R&D", "")], "b")
    assert bar.ids() == ("b",)
    assert bar.index_of("a") == -1


def test_too_many_tabs_scroll_with_named_buttons_in_our_look(qtbot: QtBot) -> None:
    bar = ThemedTabBar("Pages")
    qtbot.addWidget(bar)
    bar.show_tabs(MANY, "0")
    bar.resize(200, 30)
    bar.show()
    arrows = [button for button in bar.findChildren(QToolButton) if button.isVisible()]
    assert len(arrows) == 2
    assert all(button.accessibleName() and button.arrowType() == Qt.ArrowType.NoArrow for button in arrows)
    assert not any(button.icon().isNull() for button in arrows)
