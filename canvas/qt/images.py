"""Pictures: bounded decoding of data URIs and blobs. Nothing is ever read from a path or the network.

Accepted: PNG, JPEG, GIF (first frame), WebP, BMP, and SVG after filtering. A picture with more pixels, bytes or another type
than accepted is treated as missing; the caller paints the missing-picture mark.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageIOHandler, QImageReader, QPainter
from PySide6.QtSvg import QSvgRenderer

from canvas.drawing.pictures import BYTE_LIMIT, PIXEL_LIMIT, data_uri_bytes, picture_type

MISSING_COLOR = "#b3b3b3"
SIDE_LIMIT = 16384
JPEG_PIXEL_LIMIT = 200_000_000
"""A JPEG can be made smaller while it is decoded, so its size costs time only."""
SVG_PIXEL_LIMIT = 16_000_000
KEPT_PIXELS = 6_000_000
"""A bitmap with more pixels is made smaller as soon as it is decoded: as much as a large screen shows, 24 MB."""
CACHE_PIXELS = 16_000_000
"""Decoded pixels kept in memory, and as many scaled ones: 64 MB each at most."""
_SOURCES = 256
_TURNED = QImageIOHandler.Transformation.TransformationRotate90
"""What a camera's note on how it was held has in common for both ways of holding it upright."""
_FORMATS = frozenset({"png", "jpeg", "gif", "webp", "bmp"})


def no_blobs(_: str) -> bytes | None:
    """Know no blobs."""
    return None


@dataclass(slots=True)
class _Source:
    """A picture after checking: its natural size, and either pixels (perhaps fewer) or a vector drawing."""

    width: float
    height: float
    full: QImage | None = None
    svg: QSvgRenderer | None = None


class ImageStore:
    """Decodes pictures and keeps them, within a budget of pixels."""

    def __init__(self, blob: Callable[[str], bytes | None] = no_blobs) -> None:
        """Make a store.

        Args:
            blob: returns the bytes of "sha256:<hex>", or None when it is not there (yet).
        """
        self._blob = blob
        self._sources: OrderedDict[str, _Source | None] = OrderedDict()
        self._scaled: OrderedDict[tuple[str, int, int], QImage] = OrderedDict()
        self._pixels = 0

    def forget(self, source: str) -> None:
        """Drop what is known of a source, for example when its blob has arrived."""
        self._sources.pop(source, None)
        for key in [key for key in self._scaled if key[0] == source]:
            self._drop_scaled(key)

    def size(self, source: str) -> tuple[float, float] | None:
        """Return a picture's natural size in its own pixels, or None when it cannot be shown."""
        known = self._source(source)
        return None if known is None else (known.width, known.height)

    def image(self, source: str, width_px: float, height_px: float, *, keep_full: bool = False) -> QImage | None:
        """Return a picture good for being drawn at a size in device pixels, or None when it cannot be shown.

        Args:
            source: "sha256:<hex>" or a data: URI.
            width_px: width it will be drawn with.
            height_px: height it will be drawn with.
            keep_full: do not shrink a bitmap; for vector devices.
        """
        known = self._source(source)
        if known is None:
            return None
        if known.full is not None and (keep_full or width_px >= known.full.width() / 1.25):
            return known.full
        width, height = _bounded(width_px, height_px)
        key = (source, width, height)
        found = self._scaled.get(key)
        if found is None:
            found = _render(known, width, height)
            self._keep_scaled(key, found)
        else:
            self._scaled.move_to_end(key)
        return found

    def _source(self, source: str) -> _Source | None:
        if source in self._sources:
            self._sources.move_to_end(source)
            return self._sources[source]
        known = decode(source, self._blob)
        if known is None and source.startswith("sha256:"):
            return None  # The blob may arrive later: ask again next time.
        self._sources[source] = known
        self._drop_sources()
        return known

    def _drop_sources(self) -> None:
        """Forget the pictures that were not looked at for longest until the rest is within the budget."""
        pixels = sum(_pixels(source) for source in self._sources.values())
        while len(self._sources) > 1 and (pixels > CACHE_PIXELS or len(self._sources) > _SOURCES):
            pixels -= _pixels(self._sources.popitem(last=False)[1])

    def _keep_scaled(self, key: tuple[str, int, int], image: QImage) -> None:
        self._scaled[key] = image
        self._pixels += image.width() * image.height()
        while self._pixels > CACHE_PIXELS and len(self._scaled) > 1:
            self._drop_scaled(next(iter(self._scaled)))

    def _drop_scaled(self, key: tuple[str, int, int]) -> None:
        image = self._scaled.pop(key)
        self._pixels -= image.width() * image.height()


def _pixels(source: _Source | None) -> int:
    """Return how many pixels a picture keeps in memory."""
    return 0 if source is None or source.full is None else source.full.width() * source.full.height()


def _bounded(width: float, height: float) -> tuple[int, int]:
    """Return a whole pixel size within the limits, proportions kept."""
    width, height = max(1.0, width), max(1.0, height)
    k = min(1.0, (SVG_PIXEL_LIMIT / (width * height)) ** 0.5, SIDE_LIMIT / max(width, height))
    return max(1, round(width * k)), max(1, round(height * k))


def _render(known: _Source, width: int, height: int) -> QImage:
    """Return the picture at a pixel size."""
    if known.full is not None:
        return known.full.scaled(
            QSize(width, height), Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
    image = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    if known.svg is not None:
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        known.svg.render(painter)
        painter.end()
    return image


def decode(source: str, blob: Callable[[str], bytes | None]) -> _Source | None:
    """Return a checked picture, or None when the source is of a kind we do not read, too large or broken."""
    if source.startswith("sha256:"):
        data = blob(source)
    elif source.startswith("data:"):
        data = data_uri_bytes(source)
    else:
        return None
    if data is None or not data or len(data) > BYTE_LIMIT:
        return None
    kind = picture_type(data)
    if kind == "svg":
        return _decode_svg(data)
    return _decode_bitmap(data, kind) if kind in _FORMATS else None


def _decode_bitmap(data: bytes, kind: str) -> _Source | None:
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(kind.encode()))
    reader.setAutoTransform(True)
    size = reader.size()
    limit = JPEG_PIXEL_LIMIT if kind == "jpeg" else PIXEL_LIMIT
    # The header is checked before any pixel is decoded: a few bytes may promise gigabytes.
    if not size.isValid() or size.width() * size.height() > limit or max(size.width(), size.height()) > 65535:
        return None
    if size.width() * size.height() > KEPT_PIXELS:
        k = (KEPT_PIXELS / (size.width() * size.height())) ** 0.5
        reader.setScaledSize(QSize(max(1, int(size.width() * k)), max(1, int(size.height() * k))))
    image = reader.read()
    if image.isNull():
        return None
    if image.hasAlphaChannel():
        image = image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
    else:
        image = image.convertToFormat(QImage.Format.Format_RGB32)
    natural = size.transposed() if reader.transformation() & _TURNED else size
    return _Source(float(natural.width()), float(natural.height()), full=image)


def _decode_svg(data: bytes) -> _Source | None:
    # Few pictures are SVG, and an XML library is much to load.
    from canvas.drawing.svg_filter import filtered_svg

    clean = filtered_svg(data)
    if clean is None:
        return None
    renderer = QSvgRenderer(QByteArray(clean))
    if not renderer.isValid():
        return None
    renderer.setAspectRatioMode(Qt.AspectRatioMode.IgnoreAspectRatio)
    box = renderer.viewBoxF()
    size = renderer.defaultSize()
    width, height = float(size.width()), float(size.height())
    if width <= 0 or height <= 0:
        width, height = box.width(), box.height()
    if width <= 0 or height <= 0:
        return None
    return _Source(width, height, svg=renderer)
