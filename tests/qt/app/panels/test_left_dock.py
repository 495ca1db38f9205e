from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.panels.layers_panel import LayersPanel
from app.panels.left_dock import LeftDock
from app.panels.library_panel import LibraryPanel
from tests.qt.app.screens import paint_preview


def test_two_tabs_and_a_way_to_hide(qtbot: QtBot) -> None:
    library, layers = LibraryPanel(paint_preview), LayersPanel()
    dock = LeftDock(library, layers)
    qtbot.addWidget(dock)
    dock.show()
    assert library.isVisible()
    qtbot.mouseClick(dock.tabs.button("layers"), Qt.MouseButton.LeftButton)
    assert layers.isVisible()
    assert not library.isVisible()
    with qtbot.waitSignal(dock.hide_requested):
        qtbot.mouseClick(dock.hide_button, Qt.MouseButton.LeftButton)
