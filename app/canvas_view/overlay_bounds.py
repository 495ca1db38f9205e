"""Where figures are on the screen: only what differs from the last picture is painted again."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRect
from PySide6.QtGui import QRegion

from canvas.editor.camera import Camera, to_view
from canvas.geometry.box import Box, from_points
from canvas.geometry.vec import Vec, rotate
from canvas.scene.overlays import (
    Badge,
    DividerLine,
    Figure,
    FoldMark,
    GapLine,
    GuideLine,
    HandleMark,
    LaserTrail,
    PageLine,
    PortMark,
    SelectedLine,
    TextField,
    Trail,
)

MARGIN_PX = 10
"""Handles, halos and pens reach so far beyond the points that a figure names."""
BADGE_ROOM_PX = 80
MOST_RECTS = 60
"""A region of more rectangles costs more than the pixels it saves."""


def changed_region(before: Iterable[Figure], after: Iterable[Figure], camera: Camera) -> QRegion:
    """Return the view pixels of the figures that are only in one of two pictures; the camera is the same for both."""
    rects = [figure_rect(figure, camera) for figure in set(before) ^ set(after)]
    if len(rects) > MOST_RECTS:
        whole = QRect()
        for rect in rects:
            whole = whole.united(rect)
        return QRegion(whole)
    region = QRegion()
    for rect in rects:
        region += rect
    return region


def figure_rect(figure: Figure, camera: Camera) -> QRect:
    """Return the view pixels that a figure may touch."""
    if isinstance(figure, PageLine):
        return _strip(figure, camera)
    box = _scene_box(figure)
    a, b = to_view(camera, Vec(box.x, box.y)), to_view(camera, Vec(box.right, box.bottom))
    margin = BADGE_ROOM_PX if isinstance(figure, (Badge, GapLine)) else MARGIN_PX
    left, top = int(a.x // 1) - margin, int(a.y // 1) - margin
    return QRect(left, top, int(b.x // 1) + 1 + margin - left, int(b.y // 1) + 1 + margin - top)


def _strip(line: PageLine, camera: Camera) -> QRect:
    """Return the view pixels of a line that runs across the whole view."""
    at = to_view(camera, Vec(line.position, line.position))
    if line.level:
        return QRect(0, int(at.y // 1) - MARGIN_PX, int(camera.width) + 1, 2 * MARGIN_PX)
    return QRect(int(at.x // 1) - MARGIN_PX, 0, 2 * MARGIN_PX, int(camera.height) + 1)


def _scene_box(figure: Figure) -> Box:
    if isinstance(figure, (Badge, FoldMark, HandleMark, PortMark)):
        return Box(figure.point.x, figure.point.y, 0.0, 0.0)
    if isinstance(figure, (SelectedLine, Trail, LaserTrail)):
        return from_points(figure.points) if figure.points else Box(0.0, 0.0, 0.0, 0.0)
    if isinstance(figure, (DividerLine, GuideLine, GapLine)):
        return from_points((figure.start, figure.end))
    if isinstance(figure, PageLine):
        return Box(figure.position, figure.position, 0.0, 0.0)
    rotation = 0.0 if not hasattr(figure, "rotation") else figure.rotation
    box = figure.box
    if isinstance(figure, TextField) or not rotation:
        return box
    return from_points(rotate(corner, rotation, box.center) for corner in box.corners)
