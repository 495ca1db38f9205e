"""The dock between tool rail and canvas: the shape library, the layers and the outline behind three tabs."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.panels.layers_panel import LayersPanel
from app.panels.library_panel import LibraryPanel
from app.panels.outline_panel import OutlinePanel
from app.widgets.buttons import ToolButton
from app.widgets.layout import column, holder, row, set_surface
from app.widgets.segmented import Segment, SegmentedControl

WIDTH = 244
_TABS = ("shapes", "layers", "outline")


class LeftDock(QWidget):
    """Three panels of which one is seen.

    Signals:
        hide_requested: the user wants the room for the canvas.
        tab_shown(str): this tab is in front now.
    """

    hide_requested = Signal()
    tab_shown = Signal(str)

    def __init__(
        self, library: LibraryPanel, layers: LayersPanel, outline: OutlinePanel, parent: QWidget | None = None
    ) -> None:
        """Make the dock; the library is in front."""
        super().__init__(parent)
        set_surface(self, "left")
        self.setFixedWidth(WIDTH)
        self.setAccessibleName(self.tr("Shapes and layers"))
        self.tabs = SegmentedControl(
            self.tr("Shapes, layers and outline"),
            (
                Segment("shapes", self.tr("Shapes")),
                Segment("layers", self.tr("Layers")),
                Segment("outline", self.tr("Outline")),
            ),
        )
        self.tabs.set_current("shapes")
        self.hide_button = ToolButton("panel-left-close", self.tr("Hide shapes and layers"))
        self.hide_button.clicked.connect(self.hide_requested)
        self._stack = QStackedWidget()
        self._stack.addWidget(library)
        self._stack.addWidget(layers)
        self._stack.addWidget(outline)
        self.tabs.chosen.connect(self.show_tab)
        head = holder(row(self.tabs, self.hide_button, margins=(14, 10, 10, 10), spacing=8))
        self.setLayout(column(head, self._stack, spacing=0))

    def show_tab(self, id_: str) -> None:
        """Bring "shapes", "layers" or "outline" to the front."""
        self.tabs.set_current(id_)
        self._stack.setCurrentIndex(_TABS.index(id_) if id_ in _TABS else 0)
        self.tab_shown.emit(id_)
