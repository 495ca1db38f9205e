"""When pictures are told and asked for, and what is kept of those that come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
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


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    opened = open_shelf(tmp_path)
    yield opened
    opened.library.close()


@pytest.fixture
def desk(qapp: QApplication, shelf: Shelf) -> Desk:
    return Desk(shelf)


def test_eng93_a_picture_is_told_at_once_and_then_once_a_minute(desk: Desk) -> None:
    """ENG-93: the last one counts; the end of the program waits for nothing."""
    desk.pictures.tell(PLAN, b"one")
    desk.now = 10
    for looks in (b"two", b"three"):
        desk.pictures.tell(PLAN, looks)
    desk.pictures.tell(OTHER, b"other")
    assert desk.cards.said == [(PLAN, b"one", 0), (OTHER, b"other", 10)]
    desk.now = TELL_EVERY_MS
    desk.pictures.tell(OTHER, b"another")
    assert desk.cards.said[2:] == [(PLAN, b"three", TELL_EVERY_MS)]
    desk.pictures.close()
    assert desk.cards.said[3:] == [(OTHER, b"another", TELL_EVERY_MS)]


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
    paper = QImage(60, 40, QImage.Format.Format_RGB32)
    paper.fill(QColor("#e6f0fd"))
    desk.cards.others = {mine: travelling_picture(paper), bad: b"none", PLAN: travelling_picture(paper)}
    desk.pictures.came((mine, bad, PLAN))
    shelf.settle()
    assert desk.arrived == [mine]
    kept = [shelf.ask(lambda store, v=variant: store.thumbnails.get(mine, v)) for variant in (LIGHT, DARK)]
    assert [QImage.fromData(one.data).size() for one in kept] == [paper.size()] * 2
    assert kept[0].hash != kept[1].hash
    assert shelf.ask(lambda store: store.thumbnails.get(bad, LIGHT)) is None
    assert "InputError" in caplog.text
