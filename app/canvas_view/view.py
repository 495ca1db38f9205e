"""The canvas: one widget that shows a page and hands what the user does to the tools.

Painting: the surface holds the page as one image; what is being dragged is left out of it and painted above, with handles and guides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFont,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from app.canvas_view.cursors import cursor_shape
from app.canvas_view.empty_hint import paint_hint
from app.canvas_view.event_adapter import hover_event, key_event, pointer_event, wheel_event
from app.canvas_view.label_editing import LabelEditing
from app.canvas_view.label_editor import LabelEditor
from app.canvas_view.label_place import without_text
from app.canvas_view.live_layer import LiveLayer, Overrides
from app.canvas_view.live_pace import LivePace
from app.canvas_view.look import CanvasLook
from app.canvas_view.others_layer import OthersLayer
from app.canvas_view.overlay_bounds import changed_region
from app.canvas_view.overlay_layer import OverlayLayer
from app.canvas_view.page_backdrop import page_backdrop
from app.canvas_view.ruler import Rulers
from app.canvas_view.settling import Settling
from app.canvas_view.sheets import SheetLines
from canvas.commands import zooming
from canvas.drawing.display_list import DisplayEntry
from canvas.editor.camera import Camera, resized
from canvas.editor.editor import Editor
from canvas.geometry.vec import Vec
from canvas.qt.backdrop import Backdrop
from canvas.qt.drag_layer import paint_live
from canvas.qt.painter import PaintTools
from canvas.qt.render_model import RenderModel, View
from canvas.qt.surface import Surface
from canvas.scene.delta import SceneDelta
from canvas.scene.others import OtherFigure
from canvas.tools.events import DOWN, MOVE, UP, Event
from canvas.tools.machine import ContextMenu, Machine
from canvas.tools.state import Preview

_GESTURE_KEYS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2, Qt.Key.Key_Delete, Qt.Key.Key_Backspace})
FADE_MS = 16
"""Time between two pictures of what fades."""
ERASED_OPACITY = 0.25


class CanvasView(QWidget):
    """Shows the current page of an editor.

    Signals:
        menu_asked(QPoint): the context menu is wanted at this global position.
        pointed(Vec | None): the pointer is at this scene point, or has left the canvas.
    """

    menu_asked = Signal(QPoint)
    pointed = Signal(object)

    def __init__(
        self,
        editor: Editor,
        machine: Machine,
        tools: PaintTools,
        clock: Callable[[], float],
        parent: QWidget | None = None,
    ) -> None:
        """Make the view of an open diagram.

        Args:
            editor: what is shown.
            machine: gets the user's events.
            tools: text engine and pictures, shared by all views.
            clock: seconds, monotonic.
            parent: owner.
        """
        super().__init__(parent)
        self.editor = editor
        self.machine = machine
        self._tools = tools
        self._clock = clock
        self._following = False
        self._look, self._badge_font = CanvasLook(), QFont()
        self._shown = Preview()
        self._live = LiveLayer(tools)
        self._wished: Overrides = {}
        self._others, self._overlay, self._sheets = OthersLayer(), OverlayLayer(), SheetLines(editor)
        self._was_empty = editor.scene.is_empty
        self._figures_at = Camera()
        self._surface = Surface(RenderModel(editor.scene, tools), self._backdrop(), clock)
        self._labels = LabelEditing(self, editor, machine, self._now_ms)
        self.rulers = Rulers(self, editor, machine, self._now_ms)
        self._crisp = QTimer(self)
        self._crisp.setInterval(0)
        self._crisp.timeout.connect(self._sharpen)
        self._settling = Settling(self, editor, lambda: machine.at_rest or bool(machine.editing), clock)
        self._pace = LivePace(self, self._live, lambda: editor.scene, self._shown_camera, self.update)
        self._fade = QTimer(self)
        self._fade.setInterval(FADE_MS)
        self._fade.timeout.connect(lambda: self.machine.tick(self._now_ms()))
        self._subscriptions = [
            editor.on_camera.subscribe(self._on_camera),
            editor.on_scene.subscribe(self._on_scene),
            editor.on_page.subscribe(lambda _page: self._show_scene()),
            editor.on_scheme.subscribe(lambda _scheme: self._show_scene()),
            editor.on_selection.subscribe(lambda _ids: self.rulers.refresh()),
            editor.on_document.subscribe(lambda _changes: self._on_document()),
            machine.on_change.subscribe(lambda _: self.refresh()),
            machine.on_context_menu.subscribe(self._ask_for_menu),
        ]
        self.menu_place: Vec | None = None
        """Scene point at which the mouse asked for the last context menu."""
        self.setObjectName("canvas")
        self.setAccessibleName(self.tr("Canvas"))
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def close_view(self) -> None:
        """Stop listening to the editor."""
        self._labels.finish()
        self._fade.stop()
        self.machine.close()
        for unsubscribe in self._subscriptions:
            unsubscribe()

    @property
    def label_field(self) -> LabelEditor:
        """The text field in which labels are edited; hidden while none is."""
        return self._labels.field

    def set_look(self, look: CanvasLook, badge_font: QFont) -> None:
        """Use the theme's colours and font."""
        self._look, self._badge_font = look, badge_font
        self.rulers.set_look(look, badge_font)
        self.editor.set_scheme(look.scheme)
        self._surface.set_backdrop(self._backdrop())
        self._sharpen_later()

    def refresh_backdrop(self) -> None:
        """Take over a change of the page's colour, grid or sheets, if there is one."""
        if self._sheets.differ or (self.editor.chosen.is_beyond and self._backdrop() != self._surface.backdrop):
            self._surface.set_backdrop(self._backdrop())
            self._sharpen_later()

    def _ask_for_menu(self, wanted: ContextMenu) -> None:
        self.menu_place = wanted.point
        self.menu_asked.emit(self.mapToGlobal(QPoint(round(wanted.view.x), round(wanted.view.y))))

    def paint_far(self, image: QImage, place: View) -> None:
        """Paint all of the page into a picture, without its grid: for a map of it."""
        backdrop = replace(self._backdrop(), style="none")
        self._surface.model.render(image, place, image.rect(), backdrop)

    def settle(self) -> None:
        """Paint everything crisp now; for pictures and tests."""
        self._surface.finish()
        self.repaint()

    def _backdrop(self) -> Backdrop:
        return page_backdrop(self.editor, self._look)

    def _show_scene(self) -> None:
        """Show the editor's present scene, which is another page or painted in other colours."""
        self._live.clear()
        self._surface.set_model(RenderModel(self.editor.scene, self._tools))
        self._surface.set_backdrop(self._backdrop())
        self.refresh()
        self._sharpen_later()
        self._settling.follow()

    def _on_camera(self, camera: Camera) -> None:
        self._surface.look(camera.zoom, camera.origin)
        self.rulers.refresh()
        self.refresh()
        self._sharpen_later()

    def _on_scene(self, delta: SceneDelta) -> None:
        """Repair the surface; the tools tell afterwards what they now show above it."""
        self._surface.apply(delta)
        if self._was_empty != self.editor.scene.is_empty:
            self._was_empty = self.editor.scene.is_empty
            self.update()
        self.update(self._surface.take_updated())
        self._settling.follow()

    def _on_document(self) -> None:
        self.rulers.refresh()
        if not self._live.is_empty or self._wished or self._others.moved:  # What is shown there may look different now.
            self._show_live(self.machine.preview)

    def show_values(self, values: Overrides) -> None:
        """Show shapes as they would be with other values, until the document changes or nothing is wished any more.

        Args:
            values: document values by id; {} ends it.
        """
        self._wished = values
        self._show_live(self.machine.preview)

    def show_others(self, figures: tuple[OtherFigure, ...], moved: Overrides) -> None:
        """Show what other people do on this page.

        Args:
            figures: back to front; painted below one's own handles.
            moved: document values by id of what they drag; what oneself drags goes before it.
        """
        self.update(self._others.show(figures, self._shown_camera(), self._badge_font))
        if self._others.move(moved):
            self._show_live(self.machine.preview)

    def refresh(self) -> None:
        """Take over the tools' preview, figures and cursor, and have painted again what they change."""
        self._labels.sync()
        shown, before = self.machine.preview, self._shown
        self._shown = shown
        self._show_live(shown)
        camera = self._shown_camera()
        if camera != self._figures_at:
            self._figures_at = camera
            self.update()
        elif shown.figures != before.figures:
            self.update(changed_region(before.figures, shown.figures, camera))
        if shown.cursor != before.cursor:
            self.setCursor(cursor_shape(shown.cursor))
        if shown.fading != self._fade.isActive():
            self._fade.start() if shown.fading else self._fade.stop()

    def _show_live(self, shown: Preview) -> None:
        """Paint what follows a gesture above the surface and leave it out there."""
        camera = self._shown_camera()
        touched = self._live.region(camera)
        self._live.show(self.editor.scene, shown, {**self._others.moved, **self._wished})
        self._live.grab(self.editor.scene, camera, self.devicePixelRatioF())
        hidden = self._live.hidden | shown.erased
        if self._labels.shape:
            hidden |= {self._labels.shape}
        self._surface.hide(hidden)
        self._pace.follow()
        touched += self._live.region(camera)
        touched += self._surface.take_updated()
        self.update(touched)

    def _shown_camera(self) -> Camera:
        """Return the camera as the surface shows it, on whole device pixels: what is painted above must not be a fraction off."""
        return replace(self.editor.camera, origin=self._surface.origin)

    def _sharpen_later(self) -> None:
        self.update()
        if not self._surface.rests and not self._crisp.isActive():
            self._crisp.start()

    def _sharpen(self) -> None:
        """Paint another slice of what shows a scaled preview; when all is crisp, get ready for a pan."""
        if not (self._surface.step() or self._surface.look_around()):
            self._crisp.stop()
        self.update(self._surface.take_updated())

    # ------------------------------------------------------------------ painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Blit the surface, then paint what is being dragged and the tools' figures."""
        painter = QPainter(self)
        # QRegion is iterable at run time, but its type information does not say so.
        rects: Any = event.region()
        for rect in rects:
            self._surface.present(painter, rect)
        scene, camera = self.editor.scene, self._shown_camera()
        self._sheets.paint(painter, camera, self._look.borders)
        if scene.is_empty and self._live.is_empty:
            paint_hint(painter, self.rect(), self._look, self._badge_font)
        paint_live(painter, self._faint(), self._tools, camera.zoom, camera.origin)
        self._live.paint(painter, scene, camera, self.devicePixelRatioF())
        self._others.paint(painter, camera, self._badge_font, event.region())
        self._overlay.place(self._shown.figures, camera)
        self._overlay.paint(painter, self._look.overlay, self._badge_font, event.region())
        painter.end()

    def _faint(self) -> Iterator[DisplayEntry]:
        """Yield what is being erased, and the shape under the text field: both are left out of the surface."""
        scene = self.editor.scene
        for shape_id in scene.order if self._shown.erased else ():
            if shape_id in self._shown.erased:
                entry = scene.entry(shape_id)
                yield replace(entry, opacity=entry.opacity * ERASED_OPACITY)
        if self._labels.shape in self.editor.records.shapes:
            yield without_text(scene.entry(self._labels.shape))

    # ------------------------------------------------------------------ events

    def follow_page(self) -> None:
        """Show all of the page, and go on doing so while the window finds its size, until the user does something."""
        self._following = True
        zooming.fit_page(self.editor)

    def _send(self, event: Event) -> bool:
        self._following = False
        return self.machine.handle(event)

    def _now_ms(self) -> float:
        return self._clock() * 1000.0

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep surface and camera as large as the widget."""
        super().resizeEvent(event)
        size = event.size()
        self.rulers.place()
        self._surface.resize(size.width(), size.height(), self.devicePixelRatioF())
        camera = resized(self.editor.camera, size.width(), size.height())
        self.editor.set_camera(camera)
        if self._following:
            zooming.fit_page(self.editor)
        camera = self.editor.camera
        self._surface.look(camera.zoom, camera.origin)
        self._surface.finish()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the window to a screen of another pixel ratio."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._surface.resize(self.width(), self.height(), self.devicePixelRatioF())
            self._sharpen_later()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a gesture."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._send(pointer_event(event, DOWN, self.editor.camera, self._now_ms()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Qt sends this instead of the second press."""
        self._send(pointer_event(event, DOWN, self.editor.camera, self._now_ms(), clicks=2))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Continue a gesture, or hover."""
        self.rulers.show_pointer(event.position())
        moved = pointer_event(event, MOVE, self.editor.camera, self._now_ms())
        self.pointed.emit(moved.point)
        self._send(moved)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End a gesture."""
        self._send(pointer_event(event, UP, self.editor.camera, self._now_ms()))

    def leaveEvent(self, event: QEvent) -> None:
        """Take the pointer's mark off the rulers."""
        super().leaveEvent(event)
        self.rulers.show_pointer(None)
        self.pointed.emit(None)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Pan or zoom, then let the tool see the pointer at its new place in the scene."""
        self._send(wheel_event(event))
        hovers = hover_event(event.position(), event.modifiers(), self.editor.camera, self._now_ms())
        self.pointed.emit(hovers.point)  # Others see the pointer where it is now, over what came under it.
        self._send(hovers)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let the tool have the key; what it does not want goes on to the window."""
        if not self._send(key_event(event, pressed=True, time_ms=self._now_ms())):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Let the tool know, except for the releases of a key that repeats."""
        if event.isAutoRepeat() or not self._send(key_event(event, pressed=False, time_ms=self._now_ms())):
            super().keyReleaseEvent(event)

    def event(self, event: QEvent) -> bool:
        """Keep the keys that could end a gesture for the gesture; at rest they belong to the window's actions."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and not self.machine.at_rest:
            plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
            if plain and event.key() in _GESTURE_KEYS:
                event.accept()
                return True
        return super().event(event)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002
        """Keep Tab for walking through the shapes while there are any; Ctrl+Tab and the mouse leave the canvas."""
        return super().focusNextPrevChild(next) if self.editor.scene.is_empty else False

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for a menu when the keyboard does; for the mouse the tools decide between menu and pan."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            self.menu_place = None
            self.menu_asked.emit(event.globalPos())
