"""Where the pixels of a picture lie in the scene, so that as many straight edges as possible fall between pixels and stay sharp.

An outline one unit wide on whole units reaches from half unit to half unit; one of two units, or a fill without an outline,
from whole unit to whole unit. A picture has only one grid, so the edges of its shapes decide by majority, each axis for itself.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from canvas.drawing.display_list import DisplayEntry, PathItem
from canvas.geometry.box import Box

_NEAR = 0.01
_TINY = 1e-6


def on_pixel_grid(box: Box, entries: Sequence[DisplayEntry]) -> Box:
    """Return the box grown to whole size, with its corner on the whole or half unit that keeps most edges sharp."""
    left = _start(box.x, (x for entry in entries for x in _left_edges(entry)))
    top = _start(box.y, (y for entry in entries for y in _top_edges(entry)))
    width = max(1.0, math.ceil(box.right - left - _TINY))
    height = max(1.0, math.ceil(box.bottom - top - _TINY))
    return Box(left, top, width, height)


def _start(low: float, edges: Iterable[float]) -> float:
    """Return the greatest whole or half unit not above `low` on the side that more edges are on; half when undecided."""
    votes = {0.0: 0, 0.5: 0}
    for edge in edges:
        fraction = (edge + _NEAR) % 1.0
        if fraction <= 2 * _NEAR:
            votes[0.0] += 1
        elif abs(fraction - 0.5 - _NEAR) <= _NEAR:
            votes[0.5] += 1
    phase = 0.0 if votes[0.0] > votes[0.5] else 0.5
    return math.floor(low - phase + _TINY) + phase


def _left_edges(entry: DisplayEntry) -> Iterator[float]:
    reach = _half_stroke(entry)
    if reach is None:
        return
    if entry.points:
        yield from (a.x - reach for a, b in pairwise(entry.points) if a.x == b.x)
    elif not entry.placement.rotation:
        yield entry.placement.box.x - reach
        yield entry.placement.box.right - reach


def _top_edges(entry: DisplayEntry) -> Iterator[float]:
    reach = _half_stroke(entry)
    if reach is None:
        return
    if entry.points:
        yield from (a.y - reach for a, b in pairwise(entry.points) if a.y == b.y)
    elif not entry.placement.rotation:
        yield entry.placement.box.y - reach
        yield entry.placement.box.bottom - reach


def _half_stroke(entry: DisplayEntry) -> float | None:
    """Return half the width of an entry's outline, 0 for a bare fill, None when it paints no path."""
    path = next((item for item in entry.items if isinstance(item, PathItem) and (item.stroke or item.fill)), None)
    if path is None:
        return None
    return path.stroke.width / 2 if path.stroke else 0.0
