from __future__ import annotations

import base64
import hashlib
import struct
import zlib
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QImage

from canvas.formats.png.chunks import SIGNATURE, Chunk, write_chunk
from canvas.qt.images import CACHE_PIXELS, PIXEL_LIMIT, ImageStore
from tests.support.painted import SVG_PICTURE


def encoded(kind: str, width: int = 8, height: int = 4, color: str = "#ff0000") -> bytes:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(color))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert image.save(buffer, kind)  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def uri(data: bytes, kind: str = "png", marker: str = ";base64") -> str:
    return f"data:image/{kind}{marker},{base64.b64encode(data).decode()}"


def promising(width: int, height: int) -> bytes:
    """A PNG of few bytes whose header promises a picture of any size."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = zlib.compress(bytes(1000))
    chunks = (Chunk(b"IHDR", header), Chunk(b"IDAT", data), Chunk(b"IEND", b""))
    return SIGNATURE + b"".join(write_chunk(chunk) for chunk in chunks)


@pytest.mark.parametrize("kind", ["png", "jpeg", "bmp"])
@pytest.mark.parametrize("marker", [";base64", ""])
def test_bitmaps_in_data_uris(kind: str, marker: str) -> None:
    store = ImageStore()
    source = uri(encoded(kind), kind, marker)
    assert store.size(source) == (8, 4)
    image = store.image(source, 8, 4)
    assert image is not None
    assert QColor(image.pixel(4, 2)).red() > 250


def test_svg_is_drawn_at_the_size_asked_for() -> None:
    store = ImageStore()
    assert store.size(SVG_PICTURE) == (20, 10)
    image = store.image(SVG_PICTURE, 200, 100)
    assert image is not None
    assert (image.width(), image.height()) == (200, 100)
    assert QColor(image.pixel(100, 50)).name() == "#ffd700"


def test_large_pictures_are_shrunk_smoothly_and_kept() -> None:
    store = ImageStore()
    source = uri(encoded("png", 400, 200))
    small = store.image(source, 40, 20)
    assert small is not None
    assert (small.width(), small.height()) == (40, 20)
    assert store.image(source, 40, 20) is small
    full = store.image(source, 40, 20, keep_full=True)
    assert full is not None
    assert full.width() == 400


def test_blobs_may_arrive_later() -> None:
    data = encoded("png")
    source = "sha256:" + hashlib.sha256(data).hexdigest()
    blobs: dict[str, bytes] = {}
    store = ImageStore(blobs.get)
    assert store.size(source) is None
    blobs[source] = data
    assert store.size(source) == (8, 4)
    store.forget(source)
    del blobs[source]
    assert store.size(source) is None


@pytest.mark.parametrize(
    "source",
    [
        "",
        "data:image/png;base64,",
        "data:image/png;base64,!!!!",
        "data:image/png;base64,iVBORw0KGgo=",
        "data:text/html,<svg xmlns='http://www.w3.org/2000/svg'/>",
        "data:image/png",
        "http://example.org/a.png",
        "https://example.org/a.png",
        "ftp://example.org/a.png",
        "//server/share/a.png",
        "\\\\server\\share\\a.png",
        ":/qt-project.org/logos/pyside.png",
        "qrc:/a.png",
        "sha256:00",
        "data:image/svg+xml,<svg",
        "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'/>" + "x" * 10,
    ],
)
def test_what_is_not_accepted_is_missing(source: str) -> None:
    assert ImageStore().size(source) is None
    assert ImageStore().image(source, 10, 10) is None


@pytest.mark.parametrize("form", ["{path}", "file://{path}", "file:{path}", "data:image/png,{path}"])
def test_a_picture_on_the_disk_is_never_read(form: str, tmp_path: Path) -> None:
    path = tmp_path / "secret.png"
    path.write_bytes(encoded("png"))
    assert ImageStore().size(form.format(path=path)) is None


@pytest.mark.parametrize(
    "reference",
    [
        '<image href="{uri}" width="20" height="10"/>',
        '<image xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="{path}" width="20" height="10"/>',
        '<rect width="20" height="10" style="fill:url({uri})"/>',
        "<style>rect{{fill:url('{uri}')}}</style><rect width='20' height='10' fill='none'/>",
        "<style>@import url('{uri}');</style>",
        '<foreignObject width="20" height="10"><img xmlns="http://www.w3.org/1999/xhtml" src="{uri}"/></foreignObject>',
        '<use href="{uri}#a"/>',
    ],
)
def test_an_svg_cannot_bring_a_file_into_the_picture(reference: str, tmp_path: Path) -> None:
    path = tmp_path / "secret.png"
    path.write_bytes(encoded("png", 20, 10, "#ff0000"))
    inside = reference.format(uri=path.as_uri(), path=path)
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10" width="20" height="10">{inside}</svg>'
    image = ImageStore().image(uri(svg.encode(), "svg+xml"), 20, 10)
    if image is not None:
        assert all(QColor(image.pixel(x, y)).name() != "#ff0000" for x in range(20) for y in range(10))


@pytest.mark.parametrize(("width", "height"), [(60000, 60000), (100000, 1), (PIXEL_LIMIT, 2)])
def test_a_pixel_bomb_is_refused_by_its_header(width: int, height: int) -> None:
    assert ImageStore().size(uri(promising(width, height))) is None


def test_a_cut_off_picture_is_missing() -> None:
    assert ImageStore().size(uri(encoded("png")[:30])) is None


def test_an_enormous_svg_is_drawn_within_limits() -> None:
    image = ImageStore().image(SVG_PICTURE, 1e6, 5e5)
    assert image is not None
    assert image.width() * image.height() <= CACHE_PIXELS
