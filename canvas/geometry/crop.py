"""Cropping: which part of a larger box is seen through a smaller one."""

from __future__ import annotations

from typing import NamedTuple

from canvas.geometry.box import Box

MOST = 0.99
"""Greatest share that one side may cut off."""


class Crop(NamedTuple):
    """What is cut off at each side, as shares of the whole (0 to less than 1)."""

    left: float = 0.0
    top: float = 0.0
    right: float = 0.0
    bottom: float = 0.0

    @property
    def share(self) -> tuple[float, float]:
        """What is left of width and height."""
        return max(1.0 - MOST, 1.0 - self.left - self.right), max(1.0 - MOST, 1.0 - self.top - self.bottom)

    def mirrored(self, horizontal: bool, vertical: bool) -> Crop:
        """Return what is cut off when the whole is mirrored."""
        left, right = (self.right, self.left) if horizontal else (self.left, self.right)
        top, bottom = (self.bottom, self.top) if vertical else (self.top, self.bottom)
        return Crop(left, top, right, bottom)


NO_CROP = Crop()


def whole(seen: Box, crop: Crop) -> Box:
    """Return the whole of which a box shows what the crop leaves."""
    kx, ky = crop.share
    w, h = seen.w / kx, seen.h / ky
    return Box(seen.x - crop.left * w, seen.y - crop.top * h, w, h)


def crop_of(seen: Box, all_: Box) -> Crop:
    """Return the crop through which a box inside a whole shows its part."""
    if all_.w <= 0 or all_.h <= 0:
        return NO_CROP
    shares = (
        (seen.x - all_.x) / all_.w,
        (seen.y - all_.y) / all_.h,
        (all_.right - seen.right) / all_.w,
        (all_.bottom - seen.bottom) / all_.h,
    )
    return Crop(*(min(MOST, max(0.0, round(share, 6))) for share in shares))
