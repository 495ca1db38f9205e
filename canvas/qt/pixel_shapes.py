"""Tiny shapes as runs of pixels: a silhouette with a border of one pixel, the same for all of one size."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from canvas.qt.lod import ELLIPSE, RHOMBUS, TEXT
from canvas.qt.pixel_runs import Block, Colors, Ints, Runs, Target

LARGEST = 24
"""Pixels: shapes that are longer have no silhouette of their own, they are blocks."""
_SIDE = 32
_BORDER, _INSIDE = 1, 2


class Shapes(NamedTuple):
    """Shapes by arrays of equal length.

    Attributes:
        z: ascending.
        kind: silhouettes.
        x: left side in pixels of the region.
        y: top side.
        w: pixels, at least one.
        h: likewise.
        border: colours of borders.
        inside: colours of insides.
    """

    z: Ints
    kind: Ints
    x: Ints
    y: Ints
    w: Ints
    h: Ints
    border: Colors
    inside: Colors

    def only(self, kept: NDArray[np.bool_]) -> Shapes:
        """Return some of them."""
        return self if kept.all() else Shapes._make(column[kept] for column in self)


def shape_runs(shapes: Shapes, target: Target) -> tuple[list[Runs], list[Block]]:
    """Return the runs of small shapes, and the large ones that touch the region."""
    x, y, right, bottom = shapes.x, shapes.y, shapes.x + shapes.w, shapes.y + shapes.h
    whole = (x >= 0) & (y >= 0) & (right <= target.width) & (bottom <= target.height)
    small = (shapes.w <= LARGEST) & (shapes.h <= LARGEST)
    runs = [_runs(shapes.only(whole & small), target)]
    blocks: list[Block] = []
    if not (whole & small).all():
        seen = (right > 0) & (bottom > 0) & (x < target.width) & (y < target.height)
        runs.append(_runs(shapes.only(seen & small & ~whole), target, cut=True))
        large = shapes.only(seen & ~small)
        columns = (large.z, large.x, large.y, large.w, large.h, large.border, large.inside)
        blocks = [Block(*numbers) for numbers in zip(*(column.tolist() for column in columns), strict=True)]
    return runs, blocks


def _runs(shapes: Shapes, target: Target, *, cut: bool = False) -> Runs:
    code = (shapes.kind * _SIDE + shapes.w) * _SIDE + shapes.h
    begin, number, (down, across, length, part) = _table(code)
    count = number[code]
    if (count == 1).all():
        at = begin[code]
    else:
        at = np.arange(int(count.sum())) + np.repeat(begin[code] - (np.cumsum(count) - count), count)
        shapes = Shapes._make(column.repeat(count) for column in shapes)
    x, y, length = shapes.x + across[at], shapes.y + down[at], length[at]
    color = np.where(part[at] == _BORDER, shapes.border, shapes.inside)
    kept = color != 0
    if cut:
        left = np.maximum(x, 0)
        length = np.minimum(x + length, target.width) - left
        x = left
        kept &= (length > 0) & (y >= 0) & (y < target.height)
    return Runs(shapes.z, target.start + y * target.stride + x, length, np.ones_like(x), color).only(kept)


def _table(code: Ints) -> tuple[Ints, Ints, Ints]:
    """Return by code where the runs of a silhouette begin and how many they are; and of all runs row, column, length and part."""
    present = np.flatnonzero(np.bincount(code)).tolist()
    begin, number = np.zeros((2, max(present, default=0) + 1), np.int64)
    found = [_silhouette(*divmod(kind_w, _SIDE), h) for kind_w, h in (divmod(n, _SIDE) for n in present)]
    number[present] = [runs.shape[1] for runs in found]
    begin[present] = np.cumsum(number[present]) - number[present]
    return begin, number, np.concatenate([np.zeros((4, 0), np.int64), *found], axis=1)


@lru_cache(maxsize=4096)
def _silhouette(kind: int, w: int, h: int) -> Ints:
    """Return the runs of a silhouette: their row, column, length and whether they are border or inside."""
    mask = np.ones((h, w), np.bool_)
    if min(w, h) >= 4 and kind in {ELLIPSE, RHOMBUS}:
        dx = np.abs((np.arange(w) + 0.5) * 2 / w - 1)[None, :]
        dy = np.abs((np.arange(h) + 0.5) * 2 / h - 1)[:, None]
        mask = dx**2 + dy**2 <= 1.0 if kind == ELLIPSE else dx + dy <= 1.0 + 1.0 / min(w, h)
    elif kind == TEXT:
        # Text is a bar in the middle third: enough to see from afar that something is written there.
        mask[: h // 3] = False
        mask[h - h // 3 :] = False
    padded = np.pad(mask, 1)
    core = mask & padded[:-2, 1:-1] & padded[2:, 1:-1] & padded[1:-1, :-2] & padded[1:-1, 2:]
    if min(w, h) < 3 or kind == TEXT:
        core = mask
    # A column of nothing at both sides keeps the rows apart.
    part = np.pad(np.where(core, _INSIDE, mask * _BORDER), ((0, 0), (1, 1))).ravel()
    changes = np.flatnonzero(np.diff(part)) + 1
    starts = changes[part[changes] > 0]
    ends = changes[np.searchsorted(changes, starts) + 1]
    return np.array([starts // (w + 2), starts % (w + 2) - 1, ends - starts, part[starts]])
