"""Snapping: to edges and middles of other shapes, to equal gaps, to the user's lines, and to the grid."""

from __future__ import annotations

from dataclasses import dataclass

from canvas.geometry.box import Box
from canvas.geometry.vec import Vec
from canvas.kernels.spacing import Gap, equal_gaps, spacing
from canvas.kernels.still import SAME, Axis, Still, stops_x, stops_y


@dataclass(frozen=True, slots=True)
class Guide:
    """A line along which the moved box is aligned with others, scene space."""

    start: Vec
    end: Vec


@dataclass(frozen=True, slots=True)
class Snap:
    """A correction to add to a movement, and the guides and equal gaps that explain it."""

    shift: Vec
    guides: tuple[Guide, ...] = ()
    gaps: tuple[Gap, ...] = ()

    def along(self, horizontal: bool) -> Snap:
        """Return the part of the correction that goes sideways, or up and down, with what explains it."""
        shift = Vec(self.shift.x, 0.0) if horizontal else Vec(0.0, self.shift.y)
        guides = tuple(g for g in self.guides if (g.start.x == g.end.x) is horizontal)
        gaps = tuple(g for g in self.gaps if (g.start.y == g.end.y) is horizontal)
        return Snap(shift, guides, gaps)


def to_grid(value: float, step: float) -> float:
    """Return the multiple of a step nearest to a coordinate; the coordinate itself when the step is not positive."""
    return round(value / step) * step if step > 0 else value


def point_to_grid(p: Vec, step: float) -> Vec:
    """Return the grid point nearest to a point."""
    return Vec(to_grid(p[0], step), to_grid(p[1], step))


def grid_shift(box: Box, step: float) -> Vec:
    """Return the displacement that brings the top left corner of a box to the grid."""
    return Vec(to_grid(box.x, step) - box.x, to_grid(box.y, step) - box.y)


def snap_box(moving: Box, around: Still, tolerance: float, grid: float = 0.0) -> Snap:
    """Return how to correct a moved box: to something near where there is any, else to the grid, each direction by itself.

    Args:
        moving: the box where the pointer has brought it.
        around: what stands still.
        tolerance: greatest correction towards others, scene units.
        grid: step of the grid, 0 for none.
    """
    dx = _nearer(around.x.nearest(stops_x(moving), tolerance), spacing(moving, around, tolerance, horizontal=True))
    dy = _nearer(around.y.nearest(stops_y(moving), tolerance), spacing(moving, around, tolerance, horizontal=False))
    lattice = grid_shift(moving, grid)
    shift = Vec(lattice.x if dx is None else dx, lattice.y if dy is None else dy)
    return _explained(moving.translated(shift.x, shift.y), around, shift, (dx is not None, dy is not None))


def snap_sides(box: Box, sides: tuple[int, int], around: Still, tolerance: float, grid: float = 0.0) -> Snap:
    """Return how to correct the dragged sides of a box; the shift is that of the dragged side or corner.

    Args:
        box: as the pointer has made it.
        sides: in x and in y: -1 the left or upper side is dragged, 1 the right or lower one, 0 neither.
        around: what stands still.
        tolerance: greatest correction towards others, scene units.
        grid: step of the grid, 0 for none.
    """
    dx = _side(box, sides[0], around, around.x, tolerance, horizontal=True)
    dy = _side(box, sides[1], around, around.y, tolerance, horizontal=False)
    corner = Vec(box.right if sides[0] > 0 else box.x, box.bottom if sides[1] > 0 else box.y)
    lattice = point_to_grid(corner, grid)
    shift = Vec(
        (lattice.x - corner.x if dx is None else dx) if sides[0] else 0.0,
        (lattice.y - corner.y if dy is None else dy) if sides[1] else 0.0,
    )
    left, top = shift.x if sides[0] < 0 else 0.0, shift.y if sides[1] < 0 else 0.0
    w = box.w + (shift.x if sides[0] > 0 else -left)
    h = box.h + (shift.y if sides[1] > 0 else -top)
    placed = Box(box.x + left, box.y + top, max(0.0, w), max(0.0, h))
    return _explained(placed, around, shift, (dx is not None, dy is not None), sides)


def snap_point(point: Vec, around: Still, tolerance: float, grid: float, axes: tuple[bool, bool]) -> Snap:
    """Return how to correct a dragged point.

    Args:
        point: where the pointer has brought it.
        around: what stands still.
        tolerance: greatest correction towards others, scene units.
        grid: step of the grid, 0 for none.
        axes: whether x and whether y may be corrected.
    """
    return snap_sides(Box(point[0], point[1], 0.0, 0.0), (-int(axes[0]), -int(axes[1])), around, tolerance, grid)


def _nearer(first: float | None, second: float | None) -> float | None:
    found = [value for value in (first, second) if value is not None]
    return min(found, key=abs, default=None)


def _side(box: Box, side: int, around: Still, axis: Axis, tolerance: float, *, horizontal: bool) -> float | None:
    if not side:
        return None
    start, end = (box.x, box.right) if horizontal else (box.y, box.bottom)
    aligned = axis.nearest((end if side > 0 else start,), tolerance)
    if end - start < SAME:
        return aligned
    return _nearer(aligned, spacing(box, around, tolerance, horizontal=horizontal, low=side < 0, high=side > 0))


def _explained(
    placed: Box, around: Still, shift: Vec, snapped: tuple[bool, bool], sides: tuple[int, int] | None = None
) -> Snap:
    """Return a correction with all that now is aligned or equally far, in the directions that were snapped.

    Args:
        placed: the box after the correction.
        around: what stands still.
        shift: the correction.
        snapped: whether x and whether y was drawn to something.
        sides: the dragged sides, None when the whole box moves: only what was dragged is told to be aligned.
    """
    guides: tuple[Guide, ...] = ()
    gaps: tuple[Gap, ...] = ()
    if snapped[0]:
        guides += _guides_x(placed, around, _dragged(stops_x(placed), sides[0] if sides else None))
        gaps += equal_gaps(placed, around, horizontal=True) if placed.h > 0 else ()
    if snapped[1]:
        guides += _guides_y(placed, around, _dragged(stops_y(placed), sides[1] if sides else None))
        gaps += equal_gaps(placed, around, horizontal=False) if placed.w > 0 else ()
    return Snap(shift, guides, gaps)


def _dragged(stops: tuple[float, float, float], side: int | None) -> tuple[float, ...]:
    return stops if side is None else stops[:1] if side < 0 else stops[2:]


def _guides_x(placed: Box, around: Still, own: tuple[float, ...]) -> tuple[Guide, ...]:
    """Return the vertical lines that the placed box now shares with others."""
    guides: list[Guide] = []
    for mine in dict.fromkeys(stop for stop in own if around.x.is_met(stop)):
        met = around.meeting(mine, horizontal=True)
        if met.size or around.x.has_line(mine):
            low = float(min((placed.y, *around.edges[1][met])))
            high = float(max((placed.bottom, *around.edges[3][met])))
            guides.append(Guide(Vec(mine, low), Vec(mine, high)))
    return tuple(guides)


def _guides_y(placed: Box, around: Still, own: tuple[float, ...]) -> tuple[Guide, ...]:
    """Return the horizontal lines that the placed box now shares with others."""
    guides: list[Guide] = []
    for mine in dict.fromkeys(stop for stop in own if around.y.is_met(stop)):
        met = around.meeting(mine, horizontal=False)
        if met.size or around.y.has_line(mine):
            low = float(min((placed.x, *around.edges[0][met])))
            high = float(max((placed.right, *around.edges[2][met])))
            guides.append(Guide(Vec(low, mine), Vec(high, mine)))
    return tuple(guides)
