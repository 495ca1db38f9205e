"""Levels of detail by the size a 12-unit label has on the screen, and the flat looks that stand for shapes when tiny.

Three bands: FULL paints everything; SPRITES stamps cached pictures without text; PIXELS fills whole pixels with numpy.
"""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from canvas.drawing.color import channels
from canvas.drawing.style import Style
from canvas.model.records import ShapeRecord

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


class Swatch(NamedTuple):
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


def swatch_of(record: ShapeRecord, style: Style) -> Swatch:
    """Return how a record looks from afar; nothing is painted or laid out for it."""
    stroke = -1 if style.stroke is None or style.stroke_width <= 0 else rgb(style.stroke)
    if record.is_connector:
        return Swatch(LINE, -1, stroke)
    if record.get("image"):
        return Swatch(RECT, IMAGE_COLOR, -1)
    if style.fill is None and stroke < 0:
        return Swatch(TEXT, TEXT_COLOR if record.label else -1, -1)
    return Swatch(silhouette(record.kind, line=False), -1 if style.fill is None else rgb(style.fill), stroke)
