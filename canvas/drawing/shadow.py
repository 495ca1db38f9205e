"""The drop shadow, as a few offset copies of a shape's outline, so that screen, PDF and SVG cast the same one without filters.

Strokes of growing width at low opacity lie under the offset fill: their overlap falls off towards the outside like a blur
of about two scene units. The offset is in the scene, so a turned shape still throws its shadow down and to the right.
"""

from __future__ import annotations

from dataclasses import dataclass

from canvas.geometry.vec import Vec

OFFSET = Vec(2.0, 3.0)
"""Scene units; the same as draw.io's."""
COLOR = "#000000"
REACH = 5.0
"""How far a shadow may reach beyond the shape's own bounds, scene units."""


@dataclass(frozen=True, slots=True)
class ShadowLayer:
    """One copy: stroke wider than the shape's own by `spread` scene units, filled as well when the shape is."""

    spread: float
    opacity: float


LAYERS = (ShadowLayer(4.0, 0.04), ShadowLayer(2.0, 0.07), ShadowLayer(0.0, 0.12))
"""Back to front."""
