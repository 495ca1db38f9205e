"""Tests of the question where a link leads."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from app.dialogs.link import LinkDialog

PAGES = (("p1", "One"), ("p2", "Two"))


def test_a_page_or_an_address(qtbot: QtBot) -> None:
    dialog = LinkDialog(PAGES, "page:p2")
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.link() == "page:p2"
    dialog.show_way("address")
    assert not dialog.confirm.isEnabled()
    dialog.address.setText(" https://example.org ")
    with qtbot.waitSignal(dialog.chosen) as heard:
        dialog.confirm.click()
    assert heard.args == ["https://example.org"]


def test_a_link_is_taken_away(qtbot: QtBot) -> None:
    fresh = LinkDialog(PAGES, "")
    qtbot.addWidget(fresh)
    assert fresh.remove.isHidden()
    dialog = LinkDialog(PAGES, "https://example.org")
    qtbot.addWidget(dialog)
    assert dialog.way.current() == "address"
    with qtbot.waitSignal(dialog.chosen) as heard:
        dialog.remove.click()
    assert heard.args == [""]


def test_a_link_to_a_page_that_is_gone_offers_another_one(qtbot: QtBot) -> None:
    dialog = LinkDialog(PAGES, "page:gone")
    qtbot.addWidget(dialog)
    assert dialog.link() == "page:p1"
