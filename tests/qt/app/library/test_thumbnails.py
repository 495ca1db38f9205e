"""Small pictures: two variants, within bounds, written only when they are others."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QImage

from app.library.thumbnails import DARK, HEIGHT_PX, LIGHT, WIDTH_PX, ThumbnailMaker
from canvas.errors import PaintingUnavailable
from canvas.model.records import Snapshot
from canvas.qt.painter import PaintTools
from tests.support.session import Shelf, snapshot_with


def test_both_variants_are_kept_and_fit(shelf: Shelf) -> None:
    document = shelf.session.create("Plan")
    ThumbnailMaker(shelf.library, PaintTools).picture(document, snapshot_with("Pier"))
    pictures = [shelf.ask(lambda store, v=variant: store.thumbnails.get(document, v)) for variant in (LIGHT, DARK)]
    images = [QImage.fromData(picture.data) for picture in pictures]
    assert all(0 < image.width() <= WIDTH_PX and 0 < image.height() <= HEIGHT_PX for image in images)
    assert pictures[0].hash != pictures[1].hash


def test_the_same_picture_is_not_written_again(shelf: Shelf) -> None:
    document = shelf.session.create("Plan")
    told: list[str] = []
    maker = ThumbnailMaker(shelf.library, PaintTools, told.append)
    snapshot = snapshot_with("Pier")
    maker.picture(document, snapshot)
    maker.picture(document, snapshot)
    shelf.settle()
    assert told == [document]
    maker.picture(document, snapshot_with("Quay"))
    shelf.settle()
    assert told == [document, document]


def test_a_picture_that_cannot_be_painted_is_logged_only(shelf: Shelf, caplog: pytest.LogCaptureFixture) -> None:
    def no_tools() -> PaintTools:
        raise PaintingUnavailable("no fonts")

    ThumbnailMaker(shelf.library, no_tools).picture(shelf.session.create("Plan"), snapshot_with("Pier"))
    assert "PaintingUnavailable" in caplog.text


def test_a_diagram_without_pages_has_no_picture(shelf: Shelf) -> None:
    document = shelf.session.create("Plan")
    ThumbnailMaker(shelf.library, PaintTools).picture(document, Snapshot())
    assert shelf.ask(lambda store: store.thumbnails.get(document, LIGHT)) is None


class Colleagues:
    """Take pictures of one diagram."""

    def __init__(self, document: str) -> None:
        self.document, self.told = document, list[bytes]()

    def wanted(self, document_id: str) -> bool:
        return document_id == self.document

    def tell(self, document_id: str, picture: bytes) -> None:
        assert document_id == self.document
        self.told.append(picture)


def test_eng93_colleagues_are_told_how_their_diagrams_look(shelf: Shelf) -> None:
    """ENG-93."""
    shared, own = shelf.session.create("Shared"), shelf.session.create("Own")
    colleagues = Colleagues(shared)
    maker = ThumbnailMaker(shelf.library, PaintTools, colleagues=colleagues)
    for document in (own, shared):
        maker.picture(document, snapshot_with("Pier"))
    assert len(colleagues.told) == 1
    image = QImage.fromData(colleagues.told[0])
    assert 0 < image.width() <= WIDTH_PX
    assert image.pixelColor(0, 0).alpha() == 0
