"""Pictures of accounts: decoded within limits, cut square, and encoded anew, so that nothing else of the file stays.

Pillow is loaded with the first picture: most processes see none.
"""

from __future__ import annotations

import io
import warnings

from relay_server.errors import InvalidRequest, TooLarge

MAX_BYTES = 2 << 20
MAX_PIXELS = 16_000_000
SIDE = 256
_KINDS = ("PNG", "JPEG", "WEBP")


def square_picture(data: bytes) -> bytes:
    """Return the middle of a picture as a PNG of 256 by 256 pixels.

    Raises:
        TooLarge: More bytes or pixels than accepted; decided before anything is decoded.
        InvalidRequest: Not a PNG, JPEG or WebP picture, or a damaged one.
    """
    if len(data) > MAX_BYTES:
        raise TooLarge("picture_too_large", f"A picture has at most {MAX_BYTES >> 20} MiB.")
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            # Pillow warns about what it would refuse later; our own limit is lower.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            return _converted(data)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError):
        raise InvalidRequest("not_a_picture", "This is not a PNG, JPEG or WebP picture that can be read.") from None


def _converted(data: bytes) -> bytes:
    from PIL import Image, ImageOps

    with Image.open(io.BytesIO(data), formats=_KINDS) as image:
        width, height = image.size
        if width * height > MAX_PIXELS:
            raise TooLarge("picture_too_large", f"A picture has at most {MAX_PIXELS // 1_000_000} million pixels.")
        upright = ImageOps.exif_transpose(image)
        fitted = ImageOps.fit(upright.convert("RGBA"), (SIDE, SIDE))
    target = io.BytesIO()
    # A new image holds pixels alone: no EXIF, no profile, no text chunks.
    plain = Image.frombytes("RGBA", fitted.size, fitted.tobytes())
    plain.save(target, "PNG", optimize=True)
    return target.getvalue()
