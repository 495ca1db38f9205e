"""How a figure stretches: along each axis some stretches keep their length and the others share what is left."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

_LEAST = 0.25
"""The free stretches never shrink below this share of their length; from there on everything shrinks together."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piecewise linear map of one axis.

    Attributes:
        knots: places in the drawing, rising.
        images: where each of them goes, scene units from the shape's corner.
    """

    knots: tuple[float, ...]
    images: tuple[float, ...]

    def at(self, value: float) -> float:
        """Return where a place of the drawing goes; beyond the ends the nearest stretch goes on."""
        i = min(max(bisect_right(self.knots, value), 1), len(self.knots) - 1)
        a, b = self.knots[i - 1], self.knots[i]
        start, end = self.images[i - 1], self.images[i]
        return start + (value - a) * (end - start) / (b - a)


def stretch(size: float, fixed: tuple[tuple[float, float], ...], length: float) -> Stretch:
    """Return the map of one axis.

    Args:
        size: length of the drawing, positive.
        fixed: stretches of the drawing that keep their length, rising and apart.
        length: length of the shape.
    """
    pieces = _pieces(size, fixed)
    kept = sum(b - a for a, b, keep in pieces if keep)
    free = size - kept
    least = kept + _LEAST * free
    shrink = min(1.0, length / least) if least > 0 else 1.0
    share = (length - kept * shrink) / free if free > 0 else 0.0
    if free <= 0:
        shrink = length / size
    knots, images = [0.0], [0.0]
    for a, b, keep in pieces:
        knots.append(b)
        images.append(images[-1] + (b - a) * (shrink if keep else share))
    return Stretch(tuple(knots), tuple(images))


def _pieces(size: float, fixed: tuple[tuple[float, float], ...]) -> list[tuple[float, float, bool]]:
    """Return (from, to, keeps its length) from one end of the drawing to the other."""
    pieces: list[tuple[float, float, bool]] = []
    at = 0.0
    for a, b in fixed:
        if a > at:
            pieces.append((at, a, False))
        if b > a:
            pieces.append((a, b, True))
        at = b
    if at < size:
        pieces.append((at, size, False))
    return pieces
