"""Looking at single pixels of exported pictures."""

from __future__ import annotations

import io

from PIL import Image


def opened(data: bytes) -> Image.Image:
    """Return a picture, read to its end."""
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def rgba(image: Image.Image, x: float, y: float) -> tuple[int, int, int, int]:
    """Return the colour at the pixel nearest to a place."""
    found = image.convert("RGBA").getpixel((round(x), round(y)))
    assert isinstance(found, tuple)
    red, green, blue, alpha = found
    return red, green, blue, alpha
