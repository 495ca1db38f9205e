"""The canvas for assistive programs: every painted shape and connector is a child with a name, a place and a state.

Qt asks a factory for the interface of a widget, once; children are made when they are asked for and kept as long as their shape is
painted on the page in front, since Qt and the assistive program hold on to them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface, QWindow
from shiboken6 import isValid

from app.canvas_view.spoken import details_of, name_of
from app.canvas_view.view import CanvasView
from canvas.editor.camera import to_scene, to_view
from canvas.editor.editor import Editor
from canvas.geometry.box import Box
from canvas.geometry.vec import Vec


class ShapeFace(QAccessibleInterface):
    """One shape or connector."""

    def __init__(self, canvas: CanvasFace, shape: str) -> None:
        """Make the interface of a shape.

        Args:
            canvas: its parent.
            shape: shape id.
        """
        super().__init__()
        self._canvas, self.shape = canvas, shape

    def isValid(self) -> bool:
        """Tell whether the shape is still there."""
        return self._canvas.isValid() and self.shape in self._canvas.editor.records.shapes

    def object(self) -> QObject:
        """A shape is no QObject."""
        return None  # type: ignore[return-value]  # Qt takes a null object; the stub does not know

    def window(self) -> QWindow:
        """Return the window of the canvas."""
        return self._canvas.window()

    def parent(self) -> QAccessibleInterface:
        """Return the canvas."""
        return self._canvas

    def child(self, _index: int) -> QAccessibleInterface:
        """A shape has no children here: containers are told in its description."""
        return None  # type: ignore[return-value]  # Qt takes a null interface; the stub does not know

    def childCount(self) -> int:
        """A shape has no children here."""
        return 0

    def indexOfChild(self, _child: QAccessibleInterface) -> int:
        """A shape has no children here."""
        return -1

    def childAt(self, _x: int, _y: int) -> QAccessibleInterface:
        """A shape has no children here."""
        return None  # type: ignore[return-value]  # Qt takes a null interface; the stub does not know

    def text(self, t: QAccessible.Text) -> str:
        """Return the name or the description."""
        if not self.isValid():
            return ""
        if t == QAccessible.Text.Name:
            return name_of(self._canvas.editor, self.shape)
        return details_of(self._canvas.editor, self.shape) if t == QAccessible.Text.Description else ""

    def setText(self, t: QAccessible.Text, text: str) -> None:
        """Labels are rich text and are edited in the canvas."""

    def role(self) -> QAccessible.Role:
        """Return what it is."""
        return QAccessible.Role.ListItem

    def state(self) -> QAccessible.State:
        """Return whether it is selected, has the focus, can be edited, and is in view."""
        state = QAccessible.State()
        if not self.isValid():
            state.invalid = True
            return state
        editor = self._canvas.editor
        state.selectable = state.focusable = editor.can_pick(self.shape)
        state.selected = self.shape in editor.selection
        state.focused = editor.selection[-1:] == (self.shape,) and self._canvas.view.hasFocus()
        state.readOnly = not editor.can_edit(self.shape)
        state.offscreen = not editor.camera.visible.intersects(self.box())
        return state

    def box(self) -> Box:
        """Return the place in the scene."""
        return self._canvas.editor.scene.entry(self.shape).bounds

    def rect(self) -> QRect:
        """Return the place on the screen."""
        if not self.isValid():
            return QRect()
        editor, box = self._canvas.editor, self.box()
        a, b = to_view(editor.camera, Vec(box.x, box.y)), to_view(editor.camera, Vec(box.right, box.bottom))
        corner = self._canvas.view.mapToGlobal(QPoint(round(a.x), round(a.y)))
        return QRect(corner.x(), corner.y(), max(1, round(b.x - a.x)), max(1, round(b.y - a.y)))


class CanvasFace(QAccessibleInterface):
    """A canvas: a list of shapes back to front."""

    def __init__(self, view: CanvasView) -> None:
        """Make the interface of a canvas widget."""
        super().__init__()
        self.view = view
        self._children: dict[str, ShapeFace] = {}

    @property
    def editor(self) -> Editor:
        """The diagram that the canvas shows."""
        return self.view.editor

    @property
    def order(self) -> Sequence[str]:
        """Ids of the children."""
        return self.editor.scene.order

    def face(self, shape: str) -> ShapeFace:
        """Return the interface of a painted shape; the same one each time."""
        if shape not in self._children:
            if len(self._children) > 2 * len(self.order) + 100:
                self._children = {s: f for s, f in self._children.items() if s in set(self.order)}
            self._children[shape] = ShapeFace(self, shape)
        return self._children[shape]

    def isValid(self) -> bool:
        """Tell whether the widget is still there."""
        return isValid(self.view)

    def object(self) -> QObject:
        """Return the widget."""
        return self.view

    def window(self) -> QWindow:
        """Return the window that the canvas is in."""
        return self.view.window().windowHandle()

    def parent(self) -> QAccessibleInterface:
        """Return what the widget lies in."""
        return QAccessible.queryAccessibleInterface(self.view.parentWidget() or self.view.window())

    def child(self, index: int) -> QAccessibleInterface:
        """Return a shape by its place in the painting order."""
        if not 0 <= index < self.childCount():
            return None  # type: ignore[return-value]  # Qt takes a null interface; the stub does not know
        return self.face(self.order[index])

    def childCount(self) -> int:
        """Return the number of painted shapes and connectors."""
        return len(self.order)

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """Return the place of a shape, -1 for a stranger."""
        return self.index_of(child.shape) if isinstance(child, ShapeFace) else -1

    def index_of(self, shape: str) -> int:
        """Return the place of a shape in the painting order, -1 when it is not painted."""
        scene = self.editor.scene
        return bisect_left(self.order, scene.position(shape), key=scene.position) if scene.is_painted(shape) else -1

    def childAt(self, x: int, y: int) -> QAccessibleInterface:
        """Return the frontmost shape at a screen point."""
        at = self.view.mapFromGlobal(QPoint(x, y))
        point = to_scene(self.editor.camera, Vec(at.x(), at.y()))
        hit = [s for s in self.editor.scene.query(Box(point.x, point.y, 0.0, 0.0)) if self.editor.can_pick(s)]
        return self.face(hit[-1]) if hit else None  # type: ignore[return-value]  # Qt takes a null interface

    def focusChild(self) -> QAccessibleInterface:
        """Return the shape selected last."""
        chosen = self.editor.selection
        return self.face(chosen[-1]) if chosen else None  # type: ignore[return-value]  # Qt takes a null interface

    def text(self, t: QAccessible.Text) -> str:
        """Return the widget's own name and description."""
        if t == QAccessible.Text.Name:
            return self.view.accessibleName()
        return self.view.accessibleDescription() if t == QAccessible.Text.Description else ""

    def setText(self, t: QAccessible.Text, text: str) -> None:
        """The canvas has no text of its own."""

    def role(self) -> QAccessible.Role:
        """Return that it is a list."""
        return QAccessible.Role.List

    def state(self) -> QAccessible.State:
        """Return whether it has the keyboard."""
        state = QAccessible.State()
        state.focusable = state.multiSelectable = True
        state.focused = self.view.hasFocus()
        state.invisible = not self.view.isVisible()
        return state

    def rect(self) -> QRect:
        """Return the place on the screen."""
        return QRect(self.view.mapToGlobal(QPoint(0, 0)), self.view.size())


_faces: dict[int, CanvasFace] = {}
"""Interfaces by the id of their widget: Qt keeps a bare pointer to each until its widget goes."""


def _factory(_class_name: str, widget: QObject) -> QAccessibleInterface | None:
    if not isinstance(widget, CanvasView):
        return None
    key = id(widget)
    face = CanvasFace(widget)
    _faces[key] = face
    widget.destroyed.connect(lambda: _faces.pop(key, None))
    return face


def install() -> None:
    """Let Qt know of the interface; once per process."""
    QAccessible.installFactory(_factory)


def tell_selection(view: CanvasView) -> None:
    """Let assistive programs speak the shape selected last, if one runs."""
    if not QAccessible.isActive():
        return
    face = QAccessible.queryAccessibleInterface(view)
    chosen = view.editor.selection
    index = face.index_of(chosen[-1]) if isinstance(face, CanvasFace) and chosen else -1
    for kind in (QAccessible.Event.Focus, QAccessible.Event.Selection):
        event = QAccessibleEvent(view, kind)
        event.setChild(index)
        QAccessible.updateAccessibility(event)
