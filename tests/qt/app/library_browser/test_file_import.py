"""Files become diagrams once, and a bad one does not stop the others."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from app.library.session import LibrarySession
from app.library.store_signals import StoreSignals
from app.library_browser.browser import LibraryBrowser
from app.widgets.toast import Message
from sync.store.records import ALL_DIAGRAMS
from tests.qt.app.library_browser.conftest import Answers
from tests.support.diagram_files import SHOP
from tests.support.session import snapshot_with


def test_an_unchanged_file_is_the_same_diagram_and_a_changed_one_another(
    qtbot: QtBot, browser: LibraryBrowser, session: LibrarySession, tmp_path: Path
) -> None:
    path = tmp_path / "shop.drawio"
    path.write_text(SHOP)
    told: list[Message] = []
    browser.told.connect(told.append)
    seen: list[str] = []
    for text in (SHOP, SHOP, SHOP.replace("Shop", "Store")):
        path.write_text(text)
        with qtbot.waitSignal(browser.import_finished) as waiting:
            browser.import_files([path], show=False)
        seen.append(waiting.args[0][0].document)
        qtbot.waitUntil(lambda: len(told) == len(seen))
    assert seen[0] == seen[1] != seen[2]
    assert "has changed" in told[2].text
    assert session.library.submit(lambda store: store.documents.count(ALL_DIAGRAMS)).result() == 2


def test_a_mistake_in_a_reader_does_not_stop_the_next_file(
    qtbot: QtBot, session: LibrarySession, signals: StoreSignals, answers: Answers, tmp_path: Path
) -> None:
    for name in ("one.drawio", "two.drawio"):
        (tmp_path / name).write_text(SHOP)

    def read(_data: bytes, name: str) -> object:
        return snapshot_with("Pier") if name == "two.drawio" else {}[name]

    browser = LibraryBrowser(session, signals, answers, read)  # type: ignore[arg-type]
    with qtbot.waitSignal(browser.import_finished) as waiting:
        browser.import_files([tmp_path / "one.drawio", tmp_path / "two.drawio"], show=False)
    assert [file.outcome for file in waiting.args[0]] == ["refused", "new"]
    assert "KeyError" in waiting.args[0][0].problem
    browser.close()


def test_an_import_can_be_cancelled(qtbot: QtBot, browser: LibraryBrowser, tmp_path: Path) -> None:
    path = tmp_path / "shop.drawio"
    path.write_text(SHOP)
    with qtbot.waitSignal(browser.import_finished) as waiting:
        browser.import_files([path] * 50, show=False)
        browser.cancel_import()
    assert len(waiting.args[0]) == 1
