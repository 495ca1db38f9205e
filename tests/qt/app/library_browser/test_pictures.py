"""Pictures come when they are about to be seen, a few at a time, for the ground they will stand on."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from app.library.session import LibrarySession
from app.library.store_signals import StoreSignals
from app.library_browser.browser import LibraryBrowser
from app.library_browser.entries import list_everything
from app.library_browser.pictures import PictureProvider
from tests.support.session import draw, snapshot_with


class Viewer:
    """Asks for a picture and waits for it."""

    def __init__(self, session: LibrarySession, signals: StoreSignals) -> None:
        self.dark = False
        self.ready: list[str] = []
        self.session = session
        self.provider = PictureProvider(session.library, signals, lambda: self.dark, self.ready.append)

    def version(self, document: str) -> int:
        entries = self.session.library.submit(list_everything).result()
        return next(entry.version for entry in entries if entry.id == document)

    def see(self, qtbot: QtBot, document: str) -> QImage | None:
        version = self.version(document)
        if (image := self.provider(document, version)) is not None:
            return image
        self.ready.clear()
        qtbot.waitUntil(lambda: document in self.ready)
        return self.provider(document, version)


def test_a_picture_arrives_and_stays(
    qtbot: QtBot, browser: LibraryBrowser, session: LibrarySession, signals: StoreSignals
) -> None:
    viewer = Viewer(session, signals)
    document = session.add(snapshot_with("Pier"), "Coast")
    image = viewer.see(qtbot, document)
    assert image is not None
    assert image.width() > 100
    assert viewer.see(qtbot, document) is image


def test_a_dark_ground_gets_another_picture(
    qtbot: QtBot, browser: LibraryBrowser, session: LibrarySession, signals: StoreSignals
) -> None:
    viewer = Viewer(session, signals)
    document = session.add(snapshot_with("Pier"), "Coast")
    light = viewer.see(qtbot, document)
    viewer.dark = True
    dark = viewer.see(qtbot, document)
    assert dark is not None
    assert dark != light


def test_a_diagram_without_a_picture_is_not_asked_for(
    qtbot: QtBot, browser: LibraryBrowser, session: LibrarySession, signals: StoreSignals
) -> None:
    viewer = Viewer(session, signals)
    document = session.create("Empty")
    assert viewer.version(document) == 0
    assert viewer.provider(document, 0) is None
    assert not viewer.provider._wanted


def test_a_changed_diagram_gets_another_version(
    qtbot: QtBot, browser: LibraryBrowser, session: LibrarySession, signals: StoreSignals
) -> None:
    viewer = Viewer(session, signals)
    document = session.add(snapshot_with("Pier"), "Coast")
    before = viewer.version(document)
    draw(session.open(document), "Quay")
    session.tend(session.open(document))
    assert viewer.version(document) != before


def test_only_the_latest_wishes_are_kept(
    qtbot: QtBot, browser: LibraryBrowser, session: LibrarySession, signals: StoreSignals
) -> None:
    viewer = Viewer(session, signals)
    for number in range(5_000):
        viewer.provider(f"{number:032x}", 1)
    assert len(viewer.provider._wanted) < 200
    qtbot.waitUntil(lambda: not viewer.provider._wanted and len(viewer.ready) > 50)
    assert len(viewer.ready) < 200
    assert viewer.provider(f"{4_999:032x}", 1) is None


def test_forgotten_pictures_are_fetched_again(
    qtbot: QtBot, browser: LibraryBrowser, session: LibrarySession, signals: StoreSignals
) -> None:
    viewer = Viewer(session, signals)
    document = session.add(snapshot_with("Pier"), "Coast")
    first = viewer.see(qtbot, document)
    viewer.provider.forget(document)
    assert viewer.see(qtbot, document) is not first


def test_an_answer_that_comes_after_its_screen_has_gone_is_dropped(
    qtbot: QtBot, browser: LibraryBrowser, session: LibrarySession, signals: StoreSignals
) -> None:
    owner = QObject()
    told: list[str] = []
    provider = PictureProvider(session.library, signals, lambda: False, told.append, owner)
    document = session.add(snapshot_with("Pier"), "Coast")
    entry = next(e for e in session.library.submit(list_everything).result() if e.id == document)
    with qtbot.waitSignal(signals._finished):
        assert provider(document, entry.version) is None
        provider._ask()
        delete(owner)
    assert told == []


def test_what_is_looked_at_is_told_also_without_a_picture(
    qtbot: QtBot, browser: LibraryBrowser, session: LibrarySession, signals: StoreSignals
) -> None:
    viewer = Viewer(session, signals)
    seen: list[str] = []
    viewer.provider.seen = seen.append
    drawn, empty = session.add(snapshot_with("Pier"), "Coast"), session.create("Empty")
    viewer.see(qtbot, drawn)
    viewer.provider(empty, 0)
    assert {drawn, empty} == set(seen)
