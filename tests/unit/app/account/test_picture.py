from __future__ import annotations

import random
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage

from app.account.picture import SAID_SIDE, SIDE, said_picture, small_picture
from app.errors import InputError
from sync.protocol.card_content import MAX_CARD_PICTURE_BYTES
from sync.protocol.presence import MAX_FACE_BYTES


def photo(folder: Path, width: int, height: int, ending: str = "png") -> bytes:
    """Return a picture that is red on the left, blue in the middle square and green on the right."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("#0000FF"))
    side = (width - height) // 2
    for x in range(side):
        for y in range(height):
            image.setPixelColor(x, y, QColor("#FF0000"))
            image.setPixelColor(width - 1 - x, y, QColor("#00FF00"))
    path = folder / f"photo.{ending}"
    assert image.save(str(path))
    return path.read_bytes()


@pytest.mark.parametrize(("size", "ending"), [((400, 200), "png"), ((40, 20), "jpg"), ((60, 60), "webp")])
def test_the_middle_of_a_picture_becomes_a_small_jpeg(tmp_path: Path, size: tuple[int, int], ending: str) -> None:
    made = small_picture(photo(tmp_path, *size, ending))
    assert made.startswith(b"\xff\xd8\xff")
    assert len(made) <= MAX_CARD_PICTURE_BYTES
    image = QImage.fromData(made)
    assert (image.width(), image.height()) == (SIDE, SIDE)
    for x in (8, SIDE // 2, SIDE - 8):
        assert image.pixelColor(x, SIDE // 2).blue() > 200
        assert image.pixelColor(x, SIDE // 2).red() < 90


def test_nothing_else_of_the_file_is_in_it(tmp_path: Path) -> None:
    made = small_picture(photo(tmp_path, 200, 200, "jpg") + b"a secret place")
    assert b"secret" not in made


@pytest.mark.parametrize("data", [b"", b"no picture", b"\x89PNG\r\n\x1a\n broken"])
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    with pytest.raises(InputError):
        small_picture(data)


def test_an_svg_counts_as_well() -> None:
    data = b'<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><rect width="10" height="10" fill="blue"/></svg>'
    assert QImage.fromData(small_picture(data)).pixelColor(48, 48).blue() > 200


def test_what_is_said_in_a_room_fits_into_a_message(tmp_path: Path) -> None:
    """PRO-50."""
    noisy = QImage(random.Random(3).randbytes(96 * 96 * 4), 96, 96, QImage.Format.Format_RGB32)
    path = tmp_path / "noise.jpg"
    assert noisy.save(str(path), quality=95)
    for card in (small_picture(photo(tmp_path, 200, 200)), path.read_bytes()):
        said = said_picture(card)
        assert 0 < len(said) <= MAX_FACE_BYTES
        assert QImage.fromData(said).width() == SAID_SIDE
    assert said_picture(b"") == said_picture(b"no picture") == b""
