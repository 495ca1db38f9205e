"""Cropped pictures: draw.io's `clipPath=inset(top right bottom left)` <-> what is cut off at each side."""

from __future__ import annotations

import re
from collections.abc import Mapping

from canvas.formats.drawio.facets import Keys, Values
from canvas.formats.drawio.style_text import number_text
from canvas.model.schema import ALL_SHAPE_KEYS, clean

CROP_KEYS = ("crop.left", "crop.top", "crop.right", "crop.bottom")
_INSET = re.compile(r"inset\(\s*((?:[\d.]+%?\s*){1,4})(?:round\b[^)]*)?\)")


def read_crop(keys: Keys) -> Values:
    """Return what is cut off. Other clips than rectangles in per cent are kept in the style but not understood."""
    match = _INSET.fullmatch(keys.get("clipPath", "").strip())
    shares = [_share(word) for word in match.group(1).split()] if match else []
    if not shares or any(share is None for share in shares):
        return {}
    top, right, bottom, left = _four(shares)
    found = zip(CROP_KEYS, (left, top, right, bottom), strict=True)
    return {key: clean(key, share, ALL_SHAPE_KEYS) for key, share in found}


def _share(word: str) -> float | None:
    if not word.endswith("%") and word.strip("0."):
        return None  # A length: of what the picture measures nobody here knows.
    try:
        return round(float(word.rstrip("%")) / 100.0, 8)
    except ValueError:
        return None


def _four(shares: list[float | None]) -> tuple[float | None, ...]:
    """Return top, right, bottom and left of one to four numbers, as CSS has it."""
    top = shares[0]
    right = shares[1] if len(shares) > 1 else top
    bottom = shares[2] if len(shares) > 2 else top
    left = shares[3] if len(shares) > 3 else right
    return top, right, bottom, left


def write_crop(values: Values) -> Mapping[str, str | None]:
    """Return the style key that says the same."""
    left, top, right, bottom = (float(values.get(key) or 0.0) for key in CROP_KEYS)
    if not any((left, top, right, bottom)):
        return {"clipPath": None}
    return {"clipPath": f"inset({' '.join(number_text(share * 100) + '%' for share in (top, right, bottom, left))})"}
