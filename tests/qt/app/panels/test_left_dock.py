from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.panels.layers_panel import LayersPanel
from app.panels.left_dock import LeftDock
from app.panels.library_panel import LibraryPanel
from app.panels.outline_panel import OutlinePanel
from tests.qt.app.screens import paint_preview


def test_three_tabs_and_a_way_to_hide(qtbot: QtBot) -> None:
    library, layers, outline = LibraryPanel(paint_preview), LayersPanel(), OutlinePanel()
    dock = LeftDock(library, layers, outline)
    qtbot.addWidget(dock)
    dock.show()
    assert library.isVisible()
    qtbot.mouseClick(dock.tabs.button("layers"), Qt.MouseButton.LeftButton)
    assert layers.isVisible()
    assert not library.isVisible()
    with qtbot.waitSignal(dock.tab_shown):
        qtbot.mouseClick(dock.tabs.button("outline"), Qt.MouseButton.LeftButton)
    assert outline.isVisible()
    with qtbot.waitSignal(dock.hide_requested):
        qtbot.mouseClick(dock.hide_button, Qt.MouseButton.LeftButton)
