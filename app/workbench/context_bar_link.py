"""Between the small bar beside the selection and the canvas in front."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, QTimer

from app.actions.catalogue import BY_ID
from app.actions.registry import ActionRegistry, title_of
from app.panels.context_bar import ContextBar
from app.panels.tool_rail import RailEntry
from app.workbench.canvas_area import CanvasArea
from app.workbench.open_tab import OpenTab
from canvas.editor.camera import Camera, to_view
from canvas.editor.editor import Editor
from canvas.geometry.box import Box, union
from canvas.geometry.vec import Vec

GROUPS = (
    ("edit.text", "style.copy", "style.paste"),
    ("arrange.group", "arrange.ungroup", "arrange.front", "arrange.back"),
    ("edit.duplicate", "edit.delete"),
)
MOST_NEIGHBOURS = 400
"""With more shapes in view there is no free place to look for."""
ROTATE_ROOM_PX = 14
"""The rotation handle reaches so much further up than the dots."""


def context_bar(registry: ActionRegistry, area: CanvasArea) -> ContextBar:
    """Return the bar of a canvas area, hidden."""
    entries: list[RailEntry] = []
    for group, ids in enumerate(GROUPS):
        for action in (BY_ID[i] for i in ids):
            keys = registry.keys(action.id)
            entries.append(RailEntry(action.id, title_of(action), action.icon, keys[0] if keys else "", group))
    bar = ContextBar(entries, area)
    bar.hide()
    return bar


class ContextBarLink:
    """Shows the bar where it hides nothing while the tools rest, and runs what is pressed."""

    def __init__(self, area: CanvasArea, registry: ActionRegistry, front: Callable[[], OpenTab | None]) -> None:
        """Connect the bar.

        Args:
            area: of all canvases.
            registry: of the window.
            front: returns the tab in front, None while there is none.
        """
        self._area = area
        self._registry = registry
        self._front = front
        self.bar = context_bar(registry, area)
        self.bar.triggered.connect(self._run)
        self._key: tuple[object, ...] = ()
        # Selection, camera and document often change together; the bar moves once when all of them have.
        self._soon = QTimer(area)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self.place)

    def follow(self) -> None:
        """Have the bar go where it belongs, in the next turn of the event loop; hide it at once during a gesture."""
        tab = self._front()
        if tab is None or not tab.machine.at_rest or tab.editor.tool != "select" or not tab.editor.selection:
            self._key = ()
            self.bar.hide()
        elif self._state(tab) != self._key:
            self._soon.start()

    def _state(self, tab: OpenTab) -> tuple[object, ...]:
        editor = tab.editor
        return (tab.id, editor.selection, editor.camera, editor.revision, self._area.size())

    def place(self) -> None:
        """Show the bar beside the selection, or hide it when there is no free place."""
        tab = self._front()
        if tab is None or not tab.machine.at_rest or not tab.editor.selection:
            self.bar.hide()
            return
        self._key = self._state(tab)
        for action, button in self.bar.buttons.items():
            button.setVisible(self._registry.action(action).isEnabled())
        self.bar.layout().invalidate()
        self.bar.layout().activate()
        editor = tab.editor
        box = union(editor.scene.bounds(s) for s in editor.selection if editor.scene.is_painted(s))
        others = None if box is None else neighbours(editor)
        if box is None or others is None:
            self.bar.hide()
            return
        selection = view_rect(editor.camera, box).adjusted(0, -ROTATE_ROOM_PX, 0, 0)
        bars = [b.surface_rect() for b in (self._area.pages, self._area.zoom)]
        self.bar.follow(selection, self._area.rect(), (*others, *bars))

    def _run(self, action: str) -> None:
        tab = self._front()
        if tab is not None:
            tab.view.setFocus()
            self._registry.action(action).trigger()


def neighbours(editor: Editor) -> Sequence[QRect] | None:
    """Return what the bar must not hide, in view pixels: shapes that are not selected and hold nothing selected; None for too many."""
    graph = editor.graph
    own = set(graph.descendants(editor.selection))
    around = {a for s in editor.selection for a in graph.ancestors(s)}
    seen = [s for s in editor.scene.query(editor.camera.visible) if s not in own and s not in around]
    if len(seen) > MOST_NEIGHBOURS:
        return None
    shapes = [s for s in seen if not editor.records.shapes[s].is_connector]
    return [view_rect(editor.camera, editor.scene.bounds(s)) for s in shapes]


def view_rect(camera: Camera, box: Box) -> QRect:
    """Return a scene box in whole view pixels."""
    a, b = to_view(camera, Vec(box.x, box.y)), to_view(camera, Vec(box.right, box.bottom))
    return QRect(round(a.x), round(a.y), round(b.x - a.x), round(b.y - a.y))
