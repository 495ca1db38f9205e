"""Between the small bar beside the selection and the canvas in front."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, QTimer

from app.actions.catalogue import BY_ID
from app.actions.registry import ActionRegistry, title_of
from app.panels.context_bar import ContextBar, reach
from app.panels.tool_rail import RailEntry
from app.workbench.calm_refresh import NEXT_MS
from app.workbench.canvas_area import CanvasArea
from app.workbench.open_tab import OpenTab
from canvas.drawing.display_list import TextItem
from canvas.drawing.placement import box_to_scene
from canvas.editor.camera import Camera, to_scene, to_view
from canvas.editor.editor import Editor
from canvas.geometry.box import Box
from canvas.geometry.vec import Vec
from canvas.model.plan import Origin
from canvas.scene.extent import text_box

GROUPS = (
    ("edit.text", "style.copy", "style.paste"),
    ("arrange.group", "arrange.ungroup", "arrange.front", "arrange.back"),
    ("edit.duplicate", "edit.delete"),
)
CALM_MS = 300
"""What others do with the selection moves the bar at most so often."""
ROOM_MS = 1_000
"""What they do elsewhere, which may come to lie under it or make room for it."""
MOST_NEIGHBOURS = 400
"""With more shapes around the selection there is no free place to look for."""
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
        self._revision = -1
        self._possible: tuple[bool, ...] = ()
        self._placed: tuple[object, ...] = ()
        # Selection, camera and document often change together; the bar moves once when all of them have.
        self._soon = QTimer(area)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.place)

    def follow(self) -> None:
        """Have the bar go where it belongs, once the canvas has shown what was done; hide it at once during a gesture.

        Others may draw a while before the bar makes room for it.
        """
        tab = self._front()
        if tab is None or not _may_show(tab) or tab.editor.tool != "select":
            self._key = ()
            self._hide()
            return
        state = self._state(tab)
        if state == self._key and tab.editor.revision == self._revision:
            return
        theirs = tab.editor.changed_by is Origin.REMOTE and state[1:] == self._key[1:]
        wait = NEXT_MS if not theirs else ROOM_MS if state == self._key else CALM_MS
        if not self._soon.isActive() or self._soon.remainingTime() > wait:
            self._soon.start(wait)

    def _state(self, tab: OpenTab) -> tuple[object, ...]:
        editor = tab.editor
        return (editor.chosen.revision, tab.id, editor.selection, editor.camera, self._area.size())

    def place(self) -> None:
        """Show the bar beside the selection, or hide it when there is no free place."""
        tab = self._front()
        if tab is None or not _may_show(tab):
            self._hide()
            return
        self._key, self._revision = self._state(tab), tab.editor.revision
        self._show_possible()
        editor, view = tab.editor, self._area.rect()
        scene = editor.scene
        box = scene.index.around([s for s in editor.selection if scene.is_painted(s)])
        if box is None:
            self._hide()
            return
        selection = view_rect(editor.camera, box).adjusted(0, -ROTATE_ROOM_PX, 0, 0)
        others = neighbours(editor, reach(self.bar.surface_size(), selection, view))
        if others is None:
            self._hide()
            return
        taken = (*others, *self._area.bars())
        if (selection, view, taken) != self._placed:
            self._placed = (selection, view, taken)
            self.bar.follow(selection, view, taken)

    def _hide(self) -> None:
        self._placed = ()
        self.bar.hide()

    def _show_possible(self) -> None:
        """Show the buttons of what can be done with the selection."""
        possible = tuple(self._registry.action(action).isEnabled() for action in self.bar.buttons)
        if possible != self._possible:
            self._possible, self._placed = possible, ()
            for button, can in zip(self.bar.buttons.values(), possible, strict=True):
                button.setVisible(can)
            self.bar.settle()

    def _run(self, action: str) -> None:
        tab = self._front()
        if tab is not None:
            tab.view.setFocus()
            self._registry.action(action).trigger()


def _may_show(tab: OpenTab) -> bool:
    """Tell whether there is a selection at rest that may be changed."""
    return tab.machine.at_rest and bool(tab.editor.selection) and not tab.editor.read_only


def neighbours(editor: Editor, room: QRect) -> Sequence[QRect] | None:
    """Return what the bar must not hide: other shapes, and of containers the title; None for too many.

    Args:
        editor: in front.
        room: where the bar may go, view pixels like what is returned.
    """
    if room.isEmpty():
        return ()
    a, b = (to_scene(editor.camera, Vec(p.x(), p.y())) for p in (room.topLeft(), room.bottomRight()))
    # A pixel more than it is: places are rounded to whole ones.
    around = Box(a.x, a.y, b.x - a.x, b.y - a.y).inflated(1.0 / editor.camera.zoom)
    own = set(editor.graph.descendants(editor.selection))
    seen = [s for s in editor.scene.query(around) if s not in own]
    if len(seen) > MOST_NEIGHBOURS:
        return None
    return [view_rect(editor.camera, box) for s in seen for box in _solid(editor, s)]


def _solid(editor: Editor, shape: str) -> list[Box]:
    """Return the scene boxes of what there is to read and to grab of a shape."""
    record = editor.records.shapes[shape]
    holds = not record.is_connector and (editor.graph.is_container(record) or bool(editor.view.children(shape)))
    if not record.is_connector and not holds:
        return [editor.scene.bounds(shape)]
    entry = editor.scene.entry(shape)
    texts = [item.block for item in entry.items if isinstance(item, TextItem) and item.block.text]
    boxes = [text_box(block, editor.scene.engine) for block in texts]
    return [box_to_scene(entry.placement, box) for box in boxes] if holds else boxes


def view_rect(camera: Camera, box: Box) -> QRect:
    """Return a scene box in whole view pixels."""
    a, b = to_view(camera, Vec(box.x, box.y)), to_view(camera, Vec(box.right, box.bottom))
    return QRect(round(a.x), round(a.y), round(b.x - a.x), round(b.y - a.y))
