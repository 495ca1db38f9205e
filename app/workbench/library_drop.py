"""Shapes that are dragged between the library and the canvas: preview, insertion, replacement; and the selection into a library."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt
from PySide6.QtGui import QDragMoveEvent, QImage, QMouseEvent

from app.canvas_view.drop_ghost import DropGhost
from app.panels.library_panel import LibraryPanel
from app.panels.shape_grid import MIME_TYPE
from app.workbench.canvas_area import CanvasArea
from app.workbench.library_link import LibraryLink
from app.workbench.open_tab import OpenTab
from canvas.commands import create
from canvas.commands.insert import corner_at, drop_fragment, replaceable_at, splittable_at
from canvas.editor.camera import to_scene, to_view
from canvas.editor.editor import Editor
from canvas.editor.fragments import page_of
from canvas.geometry.box import Box
from canvas.geometry.vec import Vec
from canvas.kernels.copying import Copied
from canvas.model.view import GraphView
from canvas.qt.painter import PaintTools
from canvas.qt.raster import entries_box, page_entries, render_entries
from canvas.scene.page_scene import PageScene

_MOST_PX = 2000.0
_MOVING = "select.translating"


class LibraryDrop(QObject):
    """Watches what is dragged over the canvas area, and the selection being dragged out of it."""

    def __init__(
        self,
        area: CanvasArea,
        panel: LibraryPanel,
        link: LibraryLink,
        tab: Callable[[], OpenTab | None],
        tools: PaintTools,
    ) -> None:
        """Watch an area.

        Args:
            area: the canvases; owns the preview.
            panel: takes the selection into the user's own libraries.
            link: knows the shapes of an entry.
            tab: returns the tab in front.
            tools: paints the preview.
        """
        super().__init__(area)
        self._panel = panel
        self._link = link
        self._tab = tab
        self._tools = tools
        self._entry = ""
        self._copied: Copied | None = None
        self._picture = QImage()
        self._drawn_at = 0.0
        self._offset = Vec(0.0, 0.0)
        self.ghost = DropGhost(area)
        area.dragged.connect(self._on_drag)
        area.drag_left.connect(self._end)

    # ------------------------------------------------------------------ onto the canvas

    def _on_drag(self, event: QDragMoveEvent) -> None:
        tab = self._tab()
        if tab is None or not event.mimeData().hasFormat(MIME_TYPE):
            return
        self._take(tab, bytes(event.mimeData().data(MIME_TYPE).data()).decode("utf-8", "replace"))
        if self._copied is None:
            return
        editor, copied = tab.editor, self._copied
        at = to_scene(editor.camera, Vec(event.position().x(), event.position().y()))
        alone = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        replaced = "" if alone else replaceable_at(editor, copied, at)
        line = "" if alone or replaced else splittable_at(editor, copied, at)
        marked = replaced or line or create.container_at(editor, at)
        target = _view_rect(editor, marked) if marked else None
        corner = corner_at(editor, copied, at)
        place = to_view(editor.camera, Vec(corner.x + self._offset.x, corner.y + self._offset.y))
        picture = QImage() if replaced else self._picture
        self.ghost.show_picture(picture, QPointF(place.x, place.y), target, replaces=bool(replaced))

    def _take(self, tab: OpenTab, entry: str) -> None:
        """Get the shapes and their picture, once for each entry and zoom."""
        zoom = tab.editor.camera.zoom
        if entry == self._entry and zoom == self._drawn_at:
            return
        self._entry, self._drawn_at = entry, zoom
        self._copied = self._link.fragment(tab.editor, entry)
        if self._copied is not None:
            self._picture, self._offset = _picture(
                self._copied, tab.editor, self._tools, self.ghost.devicePixelRatioF()
            )

    def _end(self) -> None:
        self._entry, self._copied, self._picture = "", None, QImage()
        self.ghost.clear()

    def drop(self, entry: str, at: Vec, *, alone: bool = False) -> None:
        """Put an entry down at a scene point: it replaces the shape there, goes into the line or the container there, or lies on the page.

        Args:
            entry: of the library.
            at: scene point.
            alone: replace and split nothing.
        """
        self._end()
        tab = self._tab()
        copied = self._link.fragment(tab.editor, entry) if tab is not None else None
        if tab is None or copied is None:
            return
        if drop_fragment(tab.editor, copied, at, alone=alone):
            self._link.note_use(entry)
        tab.view.setFocus()

    # ------------------------------------------------------------------ into a library

    def watch(self, tab: OpenTab) -> None:
        """Take the selection into a library of the user's own when it is dragged there."""
        tab.view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See where the selection is dragged to."""
        # Which tab is in front is asked for the mouse alone: other events come also while the window is being taken down.
        tab = self._tab() if isinstance(event, QMouseEvent) else None
        if tab is None or watched is not tab.view or not isinstance(event, QMouseEvent):
            return False
        if event.type() == QEvent.Type.MouseMove and tab.machine.state == _MOVING:
            self._panel.mark_category(self._panel.own_category_at(event.globalPosition().toPoint()))
        elif event.type() == QEvent.Type.MouseButtonRelease and tab.machine.state == _MOVING:
            self._panel.mark_category("")
            library = self._panel.own_category_at(event.globalPosition().toPoint())
            if library:
                tab.machine.cancel()
                self._link.add_selection(library)
                return True
        return False


def _view_rect(editor: Editor, shape: str) -> QRectF:
    box = editor.graph.bounds(shape)
    corner = to_view(editor.camera, Vec(box.x, box.y))
    return QRectF(corner.x, corner.y, box.w * editor.camera.zoom, box.h * editor.camera.zoom)


def _picture(copied: Copied, editor: Editor, tools: PaintTools, ratio: float) -> tuple[QImage, Vec]:
    """Return a picture of shapes at the editor's zoom, and how far its corner lies from theirs in scene units."""
    snapshot = page_of(copied)
    scene = PageScene(snapshot, GraphView(snapshot), "p", tools.engine, editor.scheme)
    entries = page_entries(scene)
    painted: Box = entries_box(entries)
    scale = min(editor.camera.zoom * ratio, _MOST_PX / max(painted.w, painted.h, 1.0))
    image = render_entries(entries, tools, painted, scale)
    image.setDevicePixelRatio(scale / editor.camera.zoom)
    return image, Vec(painted.x - copied.box.x, painted.y - copied.box.y)
