"""Lines one pixel wide as runs of pixels; level and upright stretches, which is what most have, are one run each."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from canvas.qt.pixel_runs import Colors, Ints, Runs, Target
from canvas.qt.polylines import Rows

Floats = NDArray[np.float64]


class Place(NamedTuple):
    """How the scene lies on a region: its pixel is scene * zoom - (x, y)."""

    zoom: float
    x: int
    y: int


def line_runs(z: Ints, color: Colors, segments: tuple[Floats, Rows], place: Place, target: Target) -> list[Runs]:
    """Return the runs of polylines.

    Args:
        z: of the lines.
        color: of the lines.
        segments: (x1, y1, x2, y2) in scene units, and beside each the position of its line in `z`.
        place: how they lie on the region.
        target: the region.
    """
    device = np.ascontiguousarray(segments[0].T) * place.zoom
    # Cut down to whole pixels before the region's place is taken off: a line has the same ones whichever region is painted.
    ax, ay, bx, by = np.floor(device).astype(np.int64)
    z, color = z[segments[1]], color[segments[1]]
    slanted = (ax != bx) & (ay != by)
    left, right = _cut(ax, bx, place.x, target.width)
    top, bottom = _cut(ay, by, place.y, target.height)
    # One of the two is a single pixel.
    count = np.maximum(right - left, bottom - top) + 1
    step = np.where(top == bottom, 1, target.stride)
    straight = Runs(z, target.start + top * target.stride + left, count, step, color)
    kept = (color != 0) & (right >= left) & (bottom >= top)
    if not slanted.any():
        return [straight.only(kept)]
    return [straight.only(kept & ~slanted), _slanted(z[slanted], color[slanted], device[:, slanted], place, target)]


def _cut(a: Ints, b: Ints, start: int, length: int) -> tuple[Ints, Ints]:
    """Return the first and the last pixel, along one side of a region, of stretches; outside it the last comes before the first."""
    return np.maximum(np.minimum(a, b) - start, 0), np.minimum(np.maximum(a, b) - start, length - 1)


def _slanted(z: Ints, color: Colors, device: Floats, place: Place, target: Target) -> Runs:
    """Return slanted stretches pixel by pixel."""
    # Lengths are taken before anything is cut, so that a line hits the same pixels whichever region is painted.
    dx, dy = device[2] - device[0], device[3] - device[1]
    steps = np.maximum(np.abs(dx), np.abs(dy)).astype(np.int64) + 1
    start, count = _visible_steps(device, steps, place, target)
    k = np.arange(int(count.sum())) - np.repeat(np.cumsum(count) - count - start, count)
    x = _along(device[0], dx / steps, k, count) - place.x
    y = _along(device[1], dy / steps, k, count) - place.y
    color = np.repeat(color, count)
    first = target.start + y * target.stride + x
    runs = Runs(np.repeat(z, count), first, np.ones_like(first), np.ones_like(first), color)
    return runs.only((color != 0) & (x >= 0) & (y >= 0) & (x < target.width) & (y < target.height))


def _along(start: Floats, slope: Floats, k: Ints, count: Ints) -> Ints:
    """Return one coordinate of all steps of all segments, cut down to whole pixels."""
    places: Ints = np.floor(np.repeat(start, count) + np.repeat(slope, count) * k).astype(np.int64)
    return places


def _visible_steps(device: Floats, steps: Ints, place: Place, target: Target) -> tuple[Ints, Ints]:
    """Return for each segment the first step to draw and how many, leaving out what is far outside the region."""
    low, high = np.zeros(len(steps)), np.ones(len(steps))
    for a, b, near, far in (
        (device[0], device[2], place.x - 2, place.x + target.width + 2),
        (device[1], device[3], place.y - 2, place.y + target.height + 2),
    ):
        d = b - a
        flat = np.abs(d) < 1e-9
        safe = np.where(flat, 1.0, d)
        t0, t1 = (near - a) / safe, (far - a) / safe
        outside = flat & ((a < near) | (a > far))
        low = np.maximum(low, np.where(flat, 0.0, np.minimum(t0, t1)))
        high = np.minimum(high, np.where(flat, np.where(outside, -1.0, 1.0), np.maximum(t0, t1)))
    first = np.floor(low * steps).astype(np.int64)
    last = np.minimum(np.ceil(high * steps).astype(np.int64), steps)
    return first, np.maximum(last - first + 1, 0)
