"""Snapping of a gesture: what stands still nearby, and the correction for a moved box or a dragged point."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

import numpy as np

from canvas.commands.guides import guides_of
from canvas.editor.editor import Editor
from canvas.geometry.box import Box
from canvas.geometry.vec import Vec, add
from canvas.kernels.snap import Guide, Snap, snap_box, snap_point, snap_sides
from canvas.kernels.still import Still, still
from canvas.scene.overlays import Figure, GapLine, GuideLine
from canvas.tools.picking import tolerance

SNAP_PX = 6.0
"""Reach of other shapes' edges, view pixels."""
MOST_NEIGHBOURS = 300
"""Of more shapes in view only so many are looked at, the nearest ones."""


@dataclass(frozen=True, slots=True)
class Neighbours:
    """What stays during a gesture, and how to snap to it.

    Attributes:
        around: shapes and the user's lines.
        reach: scene units.
        grid: step, 0 for none.
    """

    around: Still = field(default_factory=Still)
    reach: float = 0.0
    grid: float = 0.0

    @property
    def boxes(self) -> tuple[Box, ...]:
        """The shapes among it, scene space."""
        return self.around.boxes

    def of_box(self, moving: Box) -> Snap:
        """Return the correction for a box."""
        return snap_box(moving, self.around, self.reach, self.grid)

    def of_sides(self, box: Box, sides: tuple[int, int]) -> Snap:
        """Return the correction for the dragged sides of a box, see `snap_sides`."""
        return snap_sides(box, sides, self.around, self.reach, self.grid)

    def of_point(self, point: Vec, *, horizontal: bool = True, vertical: bool = True) -> Snap:
        """Return the correction for a point, in the directions that may move."""
        return snap_point(point, self.around, self.reach, self.grid, (horizontal, vertical))


NOTHING = Neighbours()
"""Snapping is suspended."""


def neighbours(editor: Editor, moving: Collection[str] = (), near: Vec | None = None) -> Neighbours:
    """Return what a gesture may snap to: shapes in view that do not move, the user's lines, and the grid, as the user has set it.

    Args:
        editor: where.
        moving: shapes that take part in the gesture.
        near: of very many shapes those nearest to this scene point count; the middle of the view when None.
    """
    grid = editor.grid_size if editor.snap_grid else 0.0
    if not editor.snap_guides:
        return Neighbours(grid=grid) if grid else NOTHING
    graph = editor.graph
    inside = set(graph.descendants(moving))
    boxes: list[Box] = []
    for shape_id in _nearest(editor, near):
        if len(boxes) == MOST_NEIGHBOURS:
            break
        if shape_id not in inside and not editor.records.shapes[shape_id].is_connector and not graph.is_label(shape_id):
            boxes.append(graph.bounds(shape_id))
    drawn = guides_of(editor) if editor.show_guides else ()
    upright = [guide.position for guide in drawn if not guide.level]
    level = [guide.position for guide in drawn if guide.level]
    return Neighbours(still(boxes, upright, level), tolerance(editor, SNAP_PX), grid)


def _nearest(editor: Editor, near: Vec | None) -> tuple[str, ...]:
    """Return what is painted in view, the nearest first where there is too much of it."""
    seen = editor.camera.visible if editor.camera.width > 0 else editor.scene.content_bounds()
    rows = editor.scene.rows_in(seen)
    index = editor.scene.index
    if rows.size > MOST_NEIGHBOURS:
        x, y = near or seen.center
        left, top, right, bottom = index.columns()[:, rows]
        away = np.maximum(np.maximum(left - x, x - right), 0.0) + np.maximum(np.maximum(top - y, y - bottom), 0.0)
        rows = rows[np.argsort(away, kind="stable")]
    return index.named(rows)


def snapped(found: Neighbours, point: Vec) -> tuple[Vec, tuple[Guide, ...]]:
    """Return a dragged point after snapping, with the guides that explain it."""
    snap = found.of_point(point)
    return add(point, snap.shift), snap.guides


def lines(guides: Collection[Guide]) -> tuple[GuideLine, ...]:
    """Return guides as figures."""
    return tuple(GuideLine(g.start, g.end) for g in guides)


def explanation(snap: Snap | None) -> tuple[Figure, ...]:
    """Return all that explains a correction, as figures."""
    if snap is None:
        return ()
    return (*lines(snap.guides), *(GapLine(gap.start, gap.end, f"{gap.size:.0f}") for gap in snap.gaps))
