"""The floating bar of the zoom."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QWidget

from app.theme.fonts import FontKind, ui_font
from app.widgets.buttons import Button, ToolButton
from app.widgets.floating import FloatingBar
from app.widgets.layout import row
from app.widgets.menu import Menu
from app.widgets.separator import vertical_line
from canvas.editor.camera import GREATEST_ZOOM

LEVELS = (0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 4.0)
"""The zoom factors of the menu."""


class ZoomBar(FloatingBar):
    """How large the page is shown.

    Signals:
        zoom_in_requested: one step closer.
        zoom_out_requested: one step back.
        zoom_requested: this factor (1.0 is 100 %).
        fit_requested: show the whole page.
        fit_selection_requested: show the selection as large as it fits.
    """

    zoom_in_requested = Signal()
    zoom_out_requested = Signal()
    zoom_requested = Signal(float)
    fit_requested = Signal()
    fit_selection_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make a bar that shows 100 %."""
        self.map = ToolButton("map", "", checkable=True)
        self.smaller = ToolButton("minus", "", shortcut="Ctrl+-")
        self.percent = Button(f"{round(GREATEST_ZOOM * 100)}%", kind="ghost", height=28)
        self.larger = ToolButton("plus", "", shortcut="Ctrl+=")
        self.fit = ToolButton("maximize", "", shortcut="Shift+1")
        content = row(
            self.map,
            vertical_line(),
            self.smaller,
            self.percent,
            self.larger,
            vertical_line(),
            self.fit,
            margins=(4, 4, 4, 4),
            spacing=3,
        )
        super().__init__(content, parent)
        self.setAccessibleName(self.tr("Zoom"))
        self.map.set_name(self.tr("Map of the page"))
        self.smaller.set_name(self.tr("Zoom out"))
        self.larger.set_name(self.tr("Zoom in"))
        self.fit.set_name(self.tr("Fit the page"))
        self.percent.setFont(ui_font(FontKind.STRONG, tabular=True))
        # The longest text fits, and the bar does not change its width while one zooms.
        self.percent.setFixedWidth(self.percent.sizeHint().width())
        self.percent.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.smaller.clicked.connect(self.zoom_out_requested)
        self.larger.clicked.connect(self.zoom_in_requested)
        self.fit.clicked.connect(self.fit_requested)
        self.percent.clicked.connect(self._open_menu)
        self.set_zoom(1.0)

    def set_zoom(self, factor: float) -> None:
        """Show a zoom factor; emits nothing."""
        self.percent.setText(f"{round(factor * 100)}%")
        self.percent.setAccessibleName(self.tr("Zoom level %1").replace("%1", self.percent.text()))

    def menu(self) -> Menu:
        """Return the menu of zoom levels."""
        menu = Menu(self.tr("Zoom"), self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, True)
        for level in LEVELS:
            menu.add(f"{round(level * 100)}%", partial(self.zoom_requested.emit, level))
        menu.addSeparator()
        menu.add(self.tr("Fit the page"), self.fit_requested.emit, "maximize")
        menu.add(self.tr("Fit the selection"), self.fit_selection_requested.emit, "scan")
        return menu

    def _open_menu(self) -> None:
        menu = self.menu()
        above = self.percent.mapToGlobal(QPoint(0, 0)) - QPoint(0, menu.sizeHint().height() + 8)
        menu.popup(above)
