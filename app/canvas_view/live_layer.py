"""What follows a gesture above the surface: shapes as they would be, and many shapes as one picture that moves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QRegion

from canvas.drawing.display_list import DisplayEntry
from canvas.editor.camera import Camera
from canvas.geometry.vec import ORIGIN, Vec, sub
from canvas.model.records import Value
from canvas.qt.drag_layer import DragLayer, paint_live
from canvas.qt.painter import PaintTools
from canvas.qt.render_model import View
from canvas.scene.avoiding import is_avoiding
from canvas.scene.live_avoiding import MOST_MOVED
from canvas.scene.page_scene import PageScene
from canvas.tools.state import Preview

Overrides: TypeAlias = Mapping[str, Mapping[str, Value]]
BENT_AT_ONCE = 8
"""Connectors that follow within one step of the pointer; the others follow in turn."""
AROUND_AT_ONCE = 3
"""Of those that run around shapes, which takes three times as long."""
SETTLED_AT_ONCE = 2
"""Of a large selection, when the pointer rests."""


class LiveLayer:
    """The preview of one canvas: painted above the surface, which leaves these shapes out."""

    def __init__(self, tools: PaintTools) -> None:
        """Make an empty layer."""
        self._tools = tools
        self._entries: tuple[DisplayEntry, ...] = ()
        self._waiting: list[str] = []
        self._rough = False
        self._settling = False
        self._moved: frozenset[str] = frozenset()
        self._pulled: frozenset[str] = frozenset()
        self._overrides: Overrides = {}
        self._shift = ORIGIN
        self._picture: DragLayer | None = None
        self._grabbed: tuple[View, Vec] | None = None
        self._stays = False

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing is shown."""
        return not self._entries and not self._moved

    @property
    def hidden(self) -> frozenset[str]:
        """Ids that the surface is to leave out."""
        if self._stays:
            return frozenset()
        return self._moved.union(entry.id for entry in self._entries)

    def show(self, scene: PageScene, preview: Preview, wished: Overrides) -> None:
        """Take over what the tools show.

        Args:
            scene: of the page in front.
            preview: from the tools.
            wished: values that a panel previews, where the tools say nothing of a shape.
        """
        if preview.moved is not self._moved and preview.moved != self._moved:
            self._picture, self._entries, self._waiting = None, (), []
            affected = scene.affected_by(preview.moved) if preview.moved else frozenset()
            self._pulled = affected - preview.moved
            self._rough = len(affected) > MOST_MOVED
        self._moved, self._shift, self._stays = preview.moved, preview.shift, preview.originals_stay
        self._overrides = {**wished, **preview.overrides}
        self._settling = False
        if not self._overrides:
            scene.end_preview()
        if len(self._pulled) <= BENT_AT_ONCE or not self._overrides:
            only = self._pulled if preview.moved else None
            self._entries, self._waiting = scene.preview(self._overrides, only) if self._overrides else (), []
            return
        bent = {entry.id for entry in self._entries}
        if not bent:
            self._entries = tuple(scene.entry(i) for i in _shown(scene, self._pulled))
        # Those that waited longest come first; the ones bent last still run nearly right.
        self._waiting = [*self._waiting, *sorted(self._pulled - set(self._waiting))]
        self.bend_more(scene)

    @property
    def waiting(self) -> bool:
        """Tell whether connectors still run as they did a step of the pointer ago; call `bend_more` until it is False."""
        return bool(self._waiting)

    @property
    def is_rough(self) -> bool:
        """Tell whether connectors may run through shapes because so many are dragged; call `settle` when the pointer rests."""
        return self._rough and not self._settling and bool(self._overrides)

    def settle(self, scene: PageScene, camera: Camera) -> None:
        """Let the connectors in view that keep clear of shapes do so, with the next calls of `bend_more`."""
        self._settling = True
        shapes, seen = scene.records.shapes, camera.visible
        self._waiting = [
            entry.id
            for entry in self._entries
            if entry.id in shapes and is_avoiding(shapes[entry.id]) and entry.bounds.intersects(seen)
        ]

    def bend_more(self, scene: PageScene) -> None:
        """Let some more connectors follow what is dragged: to bend hundreds takes longer than a picture may."""
        many = self._at_once(scene)
        now, self._waiting = frozenset(self._waiting[:many]), self._waiting[many:]
        known = {entry.id: entry for entry in self._entries}
        found = scene.preview(self._overrides, now, settled=self._settling)
        known.update((entry.id, entry) for entry in found)
        self._entries = tuple(known.values())

    def _at_once(self, scene: PageScene) -> int:
        """Return how many connectors may follow next, without a picture that takes long."""
        if self._settling:
            return SETTLED_AT_ONCE
        shapes, first = scene.records.shapes, self._waiting[:BENT_AT_ONCE]
        around = sum(line in shapes and is_avoiding(shapes[line]) for line in first)
        return BENT_AT_ONCE if around <= AROUND_AT_ONCE else AROUND_AT_ONCE

    def clear(self) -> None:
        """Show nothing."""
        self._entries, self._moved, self._picture, self._waiting, self._rough = (), frozenset(), None, [], False

    def region(self, camera: Camera) -> QRegion:
        """Return the view pixels that are painted, for the widget's update."""
        view = View(camera.zoom, round(camera.origin.x * camera.zoom), round(camera.origin.y * camera.zoom))
        around = QRect()
        for entry in self._entries:
            around = around.united(view.device_rect(entry.bounds))
        result = QRegion(around)
        if self._picture is not None and self._grabbed is not None:
            result += self._picture.rect(self._offset(camera, self._grabbed[1]))
        return result

    def paint(self, painter: QPainter, scene: PageScene, camera: Camera, ratio: float) -> None:
        """Paint everything; the painter is in view pixels."""
        if self._moved:
            self._picture_at(scene, camera, ratio).paint(painter, self._offset(camera, self._grab(camera, ratio)[1]))
        paint_live(painter, self._entries, self._tools, camera.zoom, camera.origin)

    def grab(self, scene: PageScene, camera: Camera, ratio: float) -> None:
        """Make the picture of what moves if there is none that fits, so that `region` knows its place."""
        if self._moved:
            self._picture_at(scene, camera, ratio)

    def _offset(self, camera: Camera, grabbed_at: Vec) -> Vec:
        by = sub(self._shift, grabbed_at)
        return Vec(by.x * camera.zoom, by.y * camera.zoom)

    def _grab(self, camera: Camera, ratio: float) -> tuple[View, Vec]:
        """Return view and shift of the picture; another view begins a new picture."""
        zoom = camera.zoom * ratio
        view = View(zoom, round(camera.origin.x * zoom), round(camera.origin.y * zoom), ratio)
        if self._picture is None or self._grabbed is None or self._grabbed[0] != view:
            self._picture, self._grabbed = None, (view, self._shift)
        return self._grabbed

    def _picture_at(self, scene: PageScene, camera: Camera, ratio: float) -> DragLayer:
        """Return the picture of what moves; made anew when another part of a large selection came into view."""
        view, at = self._grab(camera, ratio)
        if self._picture is not None and self._picture.covers(self._offset(camera, at)):
            return self._picture
        self._grabbed = (view, self._shift)
        x, y = round(self._shift.x * view.zoom), round(self._shift.y * view.zoom)
        moved = View(view.zoom, view.x - x, view.y - y, ratio)
        entries = [scene.entry(shape_id) for shape_id in _shown(scene, self._moved)]
        size = QSize(round(camera.width * ratio), round(camera.height * ratio))
        self._picture = DragLayer(entries, self._tools, moved, size)
        return self._picture


def _shown(scene: PageScene, ids: frozenset[str]) -> list[str]:
    return sorted((i for i in ids if scene.is_painted(i)), key=scene.position)
