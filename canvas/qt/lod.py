"""Levels of detail by the size a 12-unit label has on the screen, and the flat looks that stand for shapes when tiny.

Three bands: FULL paints everything; SPRITES stamps cached pictures without text; PIXELS fills whole pixels with numpy.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from canvas.drawing.color import channels
from canvas.drawing.display_list import DisplayEntry, ImageItem, PathItem

FULL_FROM = 0.35
"""Least zoom (view px per scene unit) painted in full; a 12-unit label is 4 px high there."""
SPRITES_FROM = 0.12


class Band(Enum):
    """How much detail is painted."""

    FULL = "full"
    SPRITES = "sprites"
    PIXELS = "pixels"


def band(zoom: float) -> Band:
    """Return the band for a zoom in view (not device) pixels per scene unit."""
    if zoom >= FULL_FROM:
        return Band.FULL
    return Band.SPRITES if zoom >= SPRITES_FROM else Band.PIXELS


RECT, ELLIPSE, RHOMBUS, LINE, TEXT = range(5)
"""Silhouettes of the PIXELS band."""
_SILHOUETTES = {"ellipse": ELLIPSE, "circle": ELLIPSE, "doubleEllipse": ELLIPSE, "rhombus": RHOMBUS, "diamond": RHOMBUS}
IMAGE_COLOR = 0x9AA5B1
TEXT_COLOR = 0xA0A4AB


@dataclass(frozen=True, slots=True)
class Swatch:
    """How a shape looks from afar: a silhouette with one fill and one outline colour (0xRRGGBB, or -1 for none)."""

    silhouette: int = RECT
    fill: int = -1
    stroke: int = -1


def rgb(color: str) -> int:
    """Return 0xRRGGBB of "#rrggbb"."""
    r, g, b = channels(color) if len(color) == 7 else (0, 0, 0)
    return r << 16 | g << 8 | b


def silhouette(kind: str, *, line: bool) -> int:
    """Return the silhouette of a shape kind."""
    return LINE if line else _SILHOUETTES.get(kind, RECT)


def swatch_of(entry: DisplayEntry) -> Swatch:
    """Return how an entry looks from afar, by its first filled and first stroked path."""
    if entry.points:
        stroke = next((i.stroke for i in entry.items if isinstance(i, PathItem) and i.stroke), None)
        return Swatch(LINE, -1, rgb(stroke.color) if stroke else -1)
    fill, stroke_color = -1, -1
    for item in entry.items:
        if isinstance(item, ImageItem) and fill < 0:
            fill = IMAGE_COLOR
        elif isinstance(item, PathItem):
            if item.fill is not None and fill < 0:
                fill = rgb(item.fill.gradient.start if item.fill.gradient else item.fill.color)
            if item.stroke is not None and stroke_color < 0:
                stroke_color = rgb(item.stroke.color)
    if fill < 0 and stroke_color < 0:
        return Swatch(TEXT, TEXT_COLOR if entry.items else -1, -1)
    return Swatch(silhouette(entry.kind, line=False), fill, stroke_color)
