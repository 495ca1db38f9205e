"""The PIXELS band: thousands of tiny shapes and lines written as whole pixels by numpy, in the right z order.

All pixels of all of them are listed back to front and written at once: see `canvas.qt.pixel_runs`.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from canvas.qt.lod import LINE
from canvas.qt.lod_columns import LodColumns
from canvas.qt.pixel_lines import Place, line_runs
from canvas.qt.pixel_runs import Colors, Ints, Target, write
from canvas.qt.pixel_shapes import Shapes, shape_runs
from canvas.qt.polylines import Rows

PART = 24_576
"""Rows painted at a time: what is worked out for them stays in the processor's caches."""
_BORDER_SHARE = (0.25, 2.0)
_LINE_SHARE = (0.12, 1.5)
"""Share of the stroke's colour in a pixel at zoom 0, and its growth with the zoom: thin lines are pale from afar, as antialiasing makes them."""


def fill_pixels(
    target: Target, place: Place, columns: LodColumns, rows: Rows, background: int, ratio: float = 1.0
) -> None:
    """Paint rows, given back to front, over what a region holds.

    Args:
        target: the region.
        place: how the scene lies on it.
        columns: looks of the rows.
        rows: back to front.
        background: 0xRRGGBB that thin lines are paled with.
        ratio: device pixels per view pixel.
    """
    colors = _colors(columns.looks, place.zoom / ratio, background)
    for start in range(0, len(rows), PART):
        _fill_part(target, place, columns, rows[start : start + PART], colors)


def _fill_part(target: Target, place: Place, columns: LodColumns, rows: Rows, colors: LookColors) -> None:
    look = columns.look[rows]
    is_line = (colors.kind == LINE)[look]
    shapes, lines = np.flatnonzero(~is_line), np.flatnonzero(is_line)
    # Rounded before the region's place is taken off, so that it does not matter which region is painted.
    left, top, right, bottom = np.floor(columns.box[:, rows[shapes]] * place.zoom + 0.5).astype(np.int64)
    at = look[shapes]
    flat = Shapes(
        shapes, colors.kind[at], left - place.x, top - place.y, np.maximum(right - left, 1), np.maximum(bottom - top, 1),
        colors.border[at], colors.inside[at],
    )  # fmt: skip
    painted, blocks = shape_runs(flat, target)
    drawn = line_runs(lines, colors.line[look[lines]], columns.segments(rows[lines]), place, target)
    write(target, (*painted, *drawn), blocks)


class LookColors(NamedTuple):
    """Silhouettes and colours by look: of a line, of a shape's inside and of its border."""

    kind: Ints
    line: Colors
    inside: Colors
    border: Colors


def _colors(looks: Ints, zoom: float, background: int) -> LookColors:
    kind, fill, stroke = looks
    borders, strokes = (min(1.0, start + growth * zoom) for start, growth in (_BORDER_SHARE, _LINE_SHARE))
    paper = np.where(fill < 0, background, fill)
    line = np.where(stroke < 0, -1, mix(np.full_like(stroke, background), stroke, strokes))
    border = np.where(stroke < 0, fill, mix(paper, stroke, borders))
    return LookColors(kind, _opaque(line), _opaque(fill), _opaque(border))


def _opaque(color: Ints) -> Colors:
    """Return 0xFFRRGGBB of 0xRRGGBB; 0 where there is no colour (-1)."""
    return np.where(color < 0, 0, color | 0xFF000000).astype(np.uint32)


def mix(a: Ints, b: Ints, share: float) -> Ints:
    """Return colours 0xRRGGBB with `share` of b over a."""
    k = round(256 * share)
    result = np.zeros_like(a)
    for shift in (0, 8, 16):
        channel = (((a >> shift) & 255) * (256 - k) + ((b >> shift) & 255) * k) >> 8
        result |= channel << shift
    return result
