"""When pictures are told and asked for, and what is kept of those that come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from app.collaboration.network.team_pictures import ASK_EVERY_MS, TELL_EVERY_MS, PictureWays, TeamPictures
from app.library.small_pictures import travelling_picture
from app.library.thumbnails import DARK, LIGHT
from sync.engine.events import Event, PicturesWanted
from tests.support.session import Shelf, open_shelf
from tests.support.workspace import identifier

PLAN, OTHER = identifier("plan"), identifier("other")


class Told:
    """Stands for the cards of a workspace on the network thread."""

    def __init__(self) -> None:
        self.said: list[tuple[str, bytes, int]] = []
        self.others: dict[str, bytes] = {}

    def say_picture(self, document: str, picture: bytes, now_ms: int) -> None:
        self.said.append((document, picture, now_ms))

    def pictures_of_others(self, documents: Iterable[str]) -> dict[str, bytes]:
        return {one: self.others[one] for one in documents if one in self.others}


class Desk:
    """Pictures of a team, with everything on one thread."""

    def __init__(self, shelf: Shelf) -> None:
        self.now, self.events, self.arrived, self.cards = 0, list[Event](), list[str](), Told()
        ways = PictureWays(
            self.events.append,
            lambda action: action(),
            lambda action: action(),
            self.arrived.append,
            lambda: self.cards,  # type: ignore[arg-type,return-value]
            lambda: self.now,
        )
        self.pictures = TeamPictures(shelf.library, ways)

    def said(self) -> list[tuple[str, str, int]]:
        """Return whose pictures were told since the last time, in which colour, and when."""
        said, self.cards.said = self.cards.said, []
        return [(name, QImage.fromData(data).pixelColor(5, 5).name(), when) for name, data, when in said]


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    opened = open_shelf(tmp_path)
    yield opened
    opened.library.close()


@pytest.fixture
def desk(qapp: QApplication, shelf: Shelf) -> Desk:
    return Desk(shelf)


def thumbnail(color: str) -> bytes:
    """Return a thumbnail of one colour."""
    image = QImage(60, 40, QImage.Format.Format_ARGB32)
    image.fill(QColor(color))
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(data.data())


def test_eng93_a_picture_is_told_at_once_and_then_once_a_minute(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    """ENG-93: the last one counts; the end of the program waits for nothing, and what is no picture ends nothing."""
    desk.pictures.tell(PLAN, thumbnail("red"))
    desk.now = 10
    for looks in ("green", "blue"):
        desk.pictures.tell(PLAN, thumbnail(looks))
    desk.pictures.tell(OTHER, thumbnail("gray"))
    assert desk.said() == [(PLAN, "#ff0000", 0), (OTHER, "#808080", 10)]
    desk.now = TELL_EVERY_MS
    desk.pictures.tell(OTHER, thumbnail("yellow"))
    assert desk.said() == [(PLAN, "#0000ff", TELL_EVERY_MS)]
    desk.pictures.close()
    assert desk.said() == [(OTHER, "#ffff00", TELL_EVERY_MS)]
    desk.now *= 3
    desk.pictures.tell(PLAN, b"no picture")
    assert desk.said() == []
    assert "OutputError" in caplog.text


def test_eng93_what_is_looked_at_is_asked_for_every_five_minutes(desk: Desk) -> None:
    """ENG-93."""
    desk.pictures.want([PLAN])
    desk.now = ASK_EVERY_MS - 1
    desk.pictures.want([PLAN, OTHER])
    desk.now = ASK_EVERY_MS
    desk.pictures.want([PLAN, OTHER])
    assert desk.events == [PicturesWanted((PLAN,)), PicturesWanted((OTHER,)), PicturesWanted((PLAN,))]


def test_eng93_what_comes_is_kept_for_both_grounds(desk: Desk, shelf: Shelf, caplog: pytest.LogCaptureFixture) -> None:
    """ENG-93: what is no picture is left, and what belongs to no diagram of this library."""
    mine, bad = shelf.session.create("Plan"), shelf.session.create("Bad")
    picture = travelling_picture(thumbnail("#e6f0fd"))
    desk.cards.others = {mine: picture, bad: b"none", PLAN: picture}
    desk.pictures.came((mine, bad, PLAN))
    shelf.settle()
    assert desk.arrived == [mine]
    kept = [shelf.ask(lambda store, v=variant: store.thumbnails.get(mine, v)) for variant in (LIGHT, DARK)]
    assert [QImage.fromData(one.data).size() for one in kept] == [QImage.fromData(picture).size()] * 2
    assert kept[0].hash != kept[1].hash
    assert shelf.ask(lambda store: store.thumbnails.get(bad, LIGHT)) is None
    assert "InputError" in caplog.text
