"""Pictures made on the spot."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image


def png_bytes(width: int, height: int, **options: Any) -> bytes:
    """Return a PNG in one colour; options go to the encoder."""
    target = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(target, "PNG", **options)
    return target.getvalue()
