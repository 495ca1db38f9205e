"""Directions in steps, for what Shift keeps straight."""

from __future__ import annotations

import math

from canvas.geometry.vec import Vec, distance

STEP_DEGREES = 15.0


def in_steps(start: Vec, point: Vec, step: float = STEP_DEGREES) -> Vec:
    """Return the point as far from a start, in the direction that is the nearest multiple of a step in degrees."""
    angle = math.atan2(point[1] - start[1], point[0] - start[0])
    kept = math.radians(round(math.degrees(angle) / step) * step)
    reach = distance(start, point) * math.cos(angle - kept)
    return Vec(start[0] + reach * math.cos(kept), start[1] + reach * math.sin(kept))
