"""Tests of which addresses are opened."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices

from app.workbench.addresses import open_address


class Catcher(QObject):
    """Stands for the system's browser."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.opened.append(url.toString())


def test_web_addresses_are_opened() -> None:
    catcher = Catcher()
    QDesktopServices.setUrlHandler("https", catcher, "take")
    said: list[str] = []
    assert open_address("https://example.org/a", lambda text, _level: said.append(text))
    QDesktopServices.unsetUrlHandler("https")
    assert catcher.opened == ["https://example.org/a"]
    assert said == []


@pytest.mark.parametrize(
    "link", ["file:///etc/passwd", "javascript:alert(1)", "data:page/id,x", "/etc/passwd", "smb://x/y"]
)
def test_nothing_else_is(link: str) -> None:
    said: list[str] = []
    assert not open_address(link, lambda text, _level: said.append(text))
    assert link in said[0]
