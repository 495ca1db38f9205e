"""The canvases of all tabs, one in front, with the floating bars at the bottom."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from app.canvas_view.view import CanvasView
from app.panels.canvas_banner import CanvasBanner, CanvasFrame
from app.panels.first_hints import FirstHints
from app.panels.minimap import Minimap
from app.panels.pages_bar import PagesBar
from app.panels.zoom_bar import ZoomBar
from app.widgets.toast import ToastHost

EDGE_PX = 16
GAP_PX = 12
BANNER_PX = 12
"""From the upper edge to the first banner."""


class CanvasArea(QWidget):
    """Where one draws.

    Signals:
        dropped(QDropEvent): something fell onto the canvas in front; whoever takes it accepts it.
        dragged(QDragMoveEvent): something is dragged over it.
        drag_left(): nothing is any more.
    """

    dropped = Signal(object)
    dragged = Signal(object)
    drag_left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an area without a canvas."""
        super().__init__(parent)
        self.setAcceptDrops(True)
        self._inset = 0
        self._placed: tuple[QSize, ...] = ()
        self._stack = QStackedLayout()
        holder = QWidget(self)
        holder.setLayout(self._stack)
        self._holder = holder
        self.pages = PagesBar(self)
        self.zoom = ZoomBar(self)
        self.hints = FirstHints(self)
        self.map = Minimap(self)
        self.map.hide()
        self.frame = CanvasFrame(self)
        self.read_only = CanvasBanner("eye", self)
        self.following = CanvasBanner("users", self)
        self.toasts = ToastHost(self)

    def add(self, view: CanvasView) -> None:
        """Take a canvas in."""
        self._stack.addWidget(view)

    def show_view(self, view: CanvasView) -> None:
        """Bring a canvas to the front and give it the focus."""
        self._stack.setCurrentWidget(view)
        view.setFocus()
        self.place_bars()

    def remove(self, view: CanvasView) -> None:
        """Let a canvas go."""
        self._stack.removeWidget(view)

    @property
    def holder(self) -> QWidget:
        """Owner of the canvases."""
        return self._holder

    def place_bars(self) -> None:
        """Put the bars into their corners; the pages bar never runs into the zoom bar."""
        self._holder.setGeometry(self.rect())
        self.hints.setGeometry(self.rect())
        for bar in (self.pages, self.zoom, self.map):
            bar.settle()
        self._placed = self._sizes()
        zoom = self.zoom.surface_size()
        pages = self.pages.surface_size()
        self.zoom.place(QPoint(self.width() - zoom.width() - EDGE_PX, self.height() - zoom.height() - EDGE_PX))
        size = self.map.surface_size()
        above = self.height() - zoom.height() - EDGE_PX - GAP_PX - size.height()
        self.map.place(QPoint(self.width() - size.width() - EDGE_PX, above))
        left = EDGE_PX + self._inset
        room = self.width() - zoom.width() - left - EDGE_PX - GAP_PX
        self.pages.place(QPoint(left, self.height() - pages.height() - EDGE_PX), width=max(80, room))
        self._place_banners()
        self.pages.raise_()
        self.zoom.raise_()
        self.map.raise_()

    def _place_banners(self) -> None:
        """Put the banners under each other in the middle of the upper edge, and the frame around everything."""
        self.frame.setGeometry(self.rect())
        self.frame.raise_()
        top = BANNER_PX + self._inset
        for banner in (self.read_only, self.following):
            banner.settle()
            size = banner.surface_size()
            banner.place(QPoint(max(EDGE_PX, (self.width() - size.width()) // 2), top))
            banner.raise_()
            top += 0 if banner.isHidden() else size.height() + GAP_PX

    def set_inset(self, pixels: int) -> None:
        """Keep the bars clear of a ruler of this breadth at the left side."""
        self._inset = pixels
        self.place_bars()

    def show_map(self, shown: bool) -> None:
        """Show or hide the map of the page."""
        self.map.setVisible(shown)
        self.place_bars()

    def bars(self) -> list[QRect]:
        """Return what the bars cover, pixels of the area."""
        return [
            bar.surface_rect()
            for bar in (self.pages, self.zoom, self.map, self.read_only, self.following)
            if not bar.isHidden()
        ]

    def event(self, event: QEvent) -> bool:
        """Follow a bar that needs another size by itself, as when the style is put into force on the first window."""
        if event.type() == QEvent.Type.LayoutRequest and self._sizes() != self._placed:
            self.place_bars()
        return super().event(event)

    def _sizes(self) -> tuple[QSize, ...]:
        return tuple(bar.surface_size() for bar in (self.pages, self.zoom, self.map))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the bars in their corners."""
        super().resizeEvent(event)
        self.place_bars()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Let anything in that a drop may know: shapes, files, pictures, text."""
        event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Pass on where it is."""
        super().dragMoveEvent(event)
        event.acceptProposedAction()
        self.dragged.emit(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Pass on that it is gone."""
        super().dragLeaveEvent(event)
        self.drag_left.emit()

    def dropEvent(self, event: QDropEvent) -> None:
        """Pass on what fell."""
        self.dropped.emit(event)
