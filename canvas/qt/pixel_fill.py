"""The PIXELS band: thousands of tiny shapes and lines written as whole pixels by numpy, in the right z order.

Every pixel of a work buffer is one 64-bit number, z in the high half and colour in the low half. Shapes of equal silhouette and
pixel size are written together (one broadcast per size), each write keeping the greater number: so it does not matter that the
groups, and shapes and connectors, are written in another order than they lie. Within one group rows come back to front, and
of several writes to one pixel numpy keeps the last.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from canvas.qt.lod import ELLIPSE, LINE, RHOMBUS, TEXT
from canvas.qt.lod_columns import LodColumns
from canvas.qt.polylines import Rows

Keys = NDArray[np.uint64]
Ints = NDArray[np.int64]

MARGIN = 24
"""Pixels around the painted region in which shapes may stick out without being cut."""
_BORDER_SHARE = (0.25, 2.0)
_LINE_SHARE = (0.12, 1.5)
"""Share of the stroke's colour in a pixel at zoom 0, and its growth with the zoom: thin lines are pale from afar, as antialiasing makes them."""


@dataclass(frozen=True, slots=True)
class PixelView:
    """Where the buffer lies: device px = scene * zoom - (x, y), x and y being the region's top left corner in device px."""

    zoom: float
    x: int
    y: int
    width: int
    height: int
    ratio: float = 1.0


def fill_pixels(pixels: NDArray[np.uint32], view: PixelView, columns: LodColumns, rows: Rows, background: int) -> None:
    """Paint rows, given back to front, over what `pixels` (height x width, 0xAARRGGBB) holds.

    Args:
        pixels: the region.
        view: where it lies.
        columns: looks of the rows.
        rows: back to front.
        background: 0xRRGGBB that thin lines are paled with.
    """
    h, w = view.height + 2 * MARGIN, view.width + 2 * MARGIN
    buffer: Keys = np.zeros((h, w), np.uint64)
    inner = buffer[MARGIN : h - MARGIN, MARGIN : w - MARGIN]
    inner[:] = pixels
    z = np.arange(1, len(rows) + 1, dtype=np.uint64) << np.uint64(32)
    lines = columns.silhouette[rows] == LINE
    zoom = view.zoom / view.ratio
    borders, strokes = (min(1.0, start + growth * zoom) for start, growth in (_BORDER_SHARE, _LINE_SHARE))
    _fill_shapes(buffer, view, columns, rows[~lines], z[~lines], borders, background)
    _fill_lines(buffer, view, columns, rows[lines], z[lines], strokes, background)
    pixels[:] = inner.astype(np.uint32)


def mix(a: Ints, b: Ints, share: float) -> Ints:
    """Return colours 0xRRGGBB with `share` of b over a."""
    k = round(256 * share)
    result = np.zeros_like(a)
    for shift in (0, 8, 16):
        channel = (((a >> shift) & 255) * (256 - k) + ((b >> shift) & 255) * k) >> 8
        result |= channel << shift
    return result


def _keys(color: Ints, z: Keys) -> Keys:
    """Return the 64-bit numbers of opaque colours; 0, which never wins, where there is no colour (-1)."""
    keys = z | (color & 0xFFFFFF).astype(np.uint64) | np.uint64(0xFF000000)
    return np.where(color < 0, np.uint64(0), keys)


def _fill_shapes(
    buffer: Keys, view: PixelView, columns: LodColumns, rows: Rows, z: Keys, share: float, background: int
) -> None:
    """Fill silhouettes with a border of one pixel."""
    if not len(rows):
        return
    box = columns.box[:, rows] * view.zoom
    x0 = np.floor(box[0] + 0.5).astype(np.int64) - view.x + MARGIN
    y0 = np.floor(box[1] + 0.5).astype(np.int64) - view.y + MARGIN
    w = np.maximum(np.floor(box[2] + 0.5).astype(np.int64) - view.x + MARGIN - x0, 1)
    h = np.maximum(np.floor(box[3] + 0.5).astype(np.int64) - view.y + MARGIN - y0, 1)
    kind = columns.silhouette[rows].astype(np.int64)
    fill, stroke = columns.fill[rows], columns.stroke[rows]
    paper = np.where(fill < 0, background, fill)
    border = _keys(np.where(stroke < 0, fill, mix(paper, stroke, share)), z)
    inside = _keys(fill, z)
    height, width = buffer.shape
    small = (w <= MARGIN) & (h <= MARGIN)
    fits = small & (x0 >= 0) & (y0 >= 0) & (x0 + w <= width) & (y0 + h <= height)
    chosen = np.flatnonzero(fits)
    group = ((kind * 64 + w) * 64 + h)[chosen]
    order = np.argsort(group, kind="stable")
    chosen, group = chosen[order], group[order]
    flat = buffer.reshape(-1)
    base = y0 * width + x0
    cuts = np.flatnonzero(np.diff(group)) + 1
    for part in np.split(chosen, cuts):
        if len(part):
            first = int(part[0])
            _stamp(
                flat, width, (int(kind[first]), int(w[first]), int(h[first])), base[part], border[part], inside[part]
            )
    for i in np.flatnonzero(~small).tolist():
        _fill_large(buffer, (int(x0[i]), int(y0[i]), int(w[i]), int(h[i])), border[i], inside[i])


def _stamp(flat: Keys, stride: int, shape: tuple[int, int, int], base: Ints, border: Keys, inside: Keys) -> None:
    """Write all shapes of one silhouette and size."""
    edge, core = _template(*shape)
    for (ys, xs), keys in ((edge, border), (core, inside)):
        if not len(ys):
            continue
        index = base[:, None] + (ys * stride + xs)
        # With one buffer of "z and colour" numbers, keeping the greater one keeps what lies in front.
        flat[index] = np.maximum(flat[index], keys[:, None])


@lru_cache(maxsize=4096)
def _template(kind: int, w: int, h: int) -> tuple[tuple[Ints, Ints], tuple[Ints, Ints]]:
    """Return (rows, columns) of the border pixels and of the inner pixels of a silhouette."""
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
    return _indices(mask & ~core), _indices(core)


def _indices(mask: NDArray[np.bool_]) -> tuple[Ints, Ints]:
    ys, xs = np.nonzero(mask)
    return ys.astype(np.int64), xs.astype(np.int64)


def _fill_large(buffer: Keys, rect: tuple[int, int, int, int], border: np.uint64, inside: np.uint64) -> None:
    """Fill one larger rectangle, cut at the buffer's edges."""
    height, width = buffer.shape
    x, y, w, h = rect
    for (x0, y0, x1, y1), key in (
        ((x + 1, y + 1, x + w - 1, y + h - 1), inside),
        ((x, y, x + w, y + 1), border),
        ((x, y + h - 1, x + w, y + h), border),
        ((x, y, x + 1, y + h), border),
        ((x + w - 1, y, x + w, y + h), border),
    ):
        part = buffer[max(0, y0) : max(0, min(y1, height)), max(0, x0) : max(0, min(x1, width))]
        np.maximum(part, key, out=part)


def _fill_lines(
    buffer: Keys, view: PixelView, columns: LodColumns, rows: Rows, z: Keys, share: float, background: int
) -> None:
    """Draw polylines one pixel wide."""
    if not len(rows):
        return
    segments, owner = columns.segments(rows)
    if not len(owner):
        return
    device = np.ascontiguousarray(segments.T) * view.zoom
    height, width = buffer.shape
    # Lengths are taken before anything is cut, so that a line hits the same pixels whichever region is painted.
    dx, dy = device[2] - device[0], device[3] - device[1]
    steps = np.maximum(np.abs(dx), np.abs(dy)).astype(np.int64) + 1
    start, count = _visible_steps(device, steps, view)
    k = np.arange(int(count.sum())) - np.repeat(np.cumsum(count) - count - start, count)
    x = _along(device[0], dx / steps, k, count) + (MARGIN - view.x)
    y = _along(device[1], dy / steps, k, count) + (MARGIN - view.y)
    stroke = columns.stroke[rows]
    color = np.where(stroke < 0, -1, mix(np.full_like(stroke, background), stroke, share))
    keys = np.repeat(_keys(color, z)[owner], count)
    index = y * width + x
    seen = (x >= 0) & (y >= 0) & (x < width) & (y < height)
    if not seen.all():
        index, keys = index[seen], keys[seen]
    flat = buffer.reshape(-1)
    flat[index] = np.maximum(flat[index], keys)


def _along(start: NDArray[np.float64], slope: NDArray[np.float64], k: Ints, count: Ints) -> Ints:
    """Return one coordinate of all steps of all segments, cut down to whole pixels."""
    places: Ints = np.floor(np.repeat(start, count) + np.repeat(slope, count) * k).astype(np.int64)
    return places


def _visible_steps(device: NDArray[np.float64], steps: Ints, view: PixelView) -> tuple[Ints, Ints]:
    """Return for each segment the first step to draw and how many, leaving out what is far outside the region."""
    near_x, near_y, far_x, far_y = view.x - 2, view.y - 2, view.x + view.width + 2, view.y + view.height + 2
    lowest, highest = device.min(axis=1), device.max(axis=1)
    inside_x = min(lowest[0], lowest[2]) > near_x and max(highest[0], highest[2]) < far_x
    if inside_x and min(lowest[1], lowest[3]) > near_y and max(highest[1], highest[3]) < far_y:
        return np.zeros_like(steps), steps + 1
    low = np.zeros(len(steps))
    high = np.ones(len(steps))
    for a, b, near, far in (
        (device[0], device[2], near_x, far_x),
        (device[1], device[3], near_y, far_y),
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
