"""The small buttons on containers that shut and open them."""

from __future__ import annotations

from canvas.editor.editor import Editor
from canvas.geometry.vec import Vec, distance
from canvas.kernels.arrangement import LANE, TABLE, head
from canvas.kernels.fold import is_foldable
from canvas.scene.overlays import FoldMark

REACH_PX = 9.0
"""Reach of a button, view pixels."""
INSET_PX = 12.0
"""Distance of its middle from the sides of the container, view pixels."""
LEAST_PX = 36.0
"""Containers that look smaller have none."""
MOST = 100
"""Of more shut containers only those in front have one without being pointed at."""


class FoldMarks:
    """The buttons that are shown: on shut containers always, on open ones while they or something in them is pointed at.

    Args:
        editor: where.
    """

    def __init__(self, editor: Editor) -> None:
        self._editor = editor

    def shown(self, hover: str) -> tuple[FoldMark, ...]:
        """Return the buttons while a shape ("" for none) is pointed at."""
        editor = self._editor
        if editor.read_only:
            return ()
        near = [s for s in (hover, *editor.selection[:1]) if s in editor.records.shapes]
        ids = dict.fromkeys(i for s in near for i in (s, *editor.graph.ancestors(s)))
        shut = sorted(editor.scene.traits.shut, key=editor.scene.position)
        ids |= dict.fromkeys(shut[-MOST:])
        return tuple(mark for i in ids if is_foldable(editor.graph, i) and (mark := self._mark(i)) is not None)

    def at(self, point: Vec, hover: str) -> FoldMark | None:
        """Return the button under a scene point."""
        reach = REACH_PX / self._editor.camera.zoom
        return next((mark for mark in self.shown(hover) if distance(mark.point, point) <= reach), None)

    def _mark(self, shape_id: str) -> FoldMark | None:
        """Return the button of a container: on its head, else in its top right corner, where no title stands."""
        editor = self._editor
        if not editor.can_pick(shape_id) or not editor.can_edit(shape_id):
            return None
        record, box, inset = editor.records.shapes[shape_id], editor.graph.box(shape_id), INSET_PX / editor.camera.zoom
        if min(box.w, box.h) < min(2 * inset, 20.0) or max(box.w, box.h) * editor.camera.zoom < LEAST_PX:
            return None
        left, top = head(record.values) if record.kind in (LANE, TABLE) else (0.0, 0.0)
        if top > 0:
            point = Vec(box.x + inset, box.y + min(top, box.h) / 2)
        elif left > 0:
            point = Vec(box.x + min(left, box.w) / 2, box.y + inset)
        else:
            point = Vec(box.right - inset, box.y + inset)
        return FoldMark(shape_id, point, bool(record.get("collapsed")))
