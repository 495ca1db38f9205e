"""Snapping of a gesture: what stands still nearby, and the correction for a moved box or a dragged point."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from canvas.editor.editor import Editor
from canvas.geometry.box import Box
from canvas.geometry.vec import Vec, add
from canvas.kernels.snap import Guide, Snap, snap_box, snap_point
from canvas.scene.overlays import GuideLine
from canvas.tools.picking import tolerance

SNAP_PX = 6.0
"""Reach of other shapes' edges, view pixels."""
MOST_NEIGHBOURS = 300
"""More shapes in view than this are not looked at: guides among so many say nothing, and cost time."""


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Boxes that stay during a gesture, and how to snap to them.

    Attributes:
        boxes: scene space.
        reach: scene units.
        grid: step, 0 for none.
    """

    boxes: tuple[Box, ...]
    reach: float
    grid: float

    def of_box(self, moving: Box) -> Snap:
        """Return the correction for a box."""
        return snap_box(moving, self.boxes, self.reach, self.grid)

    def of_point(self, point: Vec, *, horizontal: bool = True, vertical: bool = True) -> Snap:
        """Return the correction for a point, in the directions that may move."""
        return snap_point(point, self.boxes, self.reach, self.grid, (horizontal, vertical))


NOTHING = Neighbours((), 0.0, 0.0)
"""Snapping is suspended."""


def neighbours(editor: Editor, moving: Collection[str] = ()) -> Neighbours:
    """Return what a gesture may snap to: shapes in view that do not move, and the grid, as the user has set it."""
    grid = editor.grid_size if editor.snap_grid else 0.0
    if not editor.snap_guides:
        return Neighbours((), 0.0, grid)
    graph = editor.graph
    inside = set(graph.descendants(moving))
    seen = editor.camera.visible if editor.camera.width > 0 else editor.scene.content_bounds()
    around = [
        s
        for s in editor.scene.query(seen)
        if s not in inside and not editor.records.shapes[s].is_connector and not graph.is_label(s)
    ]
    boxes = tuple(graph.bounds(s) for s in around) if len(around) <= MOST_NEIGHBOURS else ()
    return Neighbours(boxes, tolerance(editor, SNAP_PX), grid)


def snapped(found: Neighbours, point: Vec) -> tuple[Vec, tuple[Guide, ...]]:
    """Return a dragged point after snapping, with the guides that explain it."""
    snap = found.of_point(point)
    return add(point, snap.shift), snap.guides


def lines(guides: Collection[Guide]) -> tuple[GuideLine, ...]:
    """Return guides as figures."""
    return tuple(GuideLine(g.start, g.end) for g in guides)
