from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from app.widgets.key_caps import CAP_HEIGHT, KeyCaps, caps


@pytest.mark.parametrize(
    ("key", "shown"),
    [
        ("Ctrl+Shift+K", ("Ctrl", "Shift", "K")),
        ("Ctrl++", ("Ctrl", "+")),
        ("?", ("?",)),
        ("Return", ("↵",)),
        ("+", ("+",)),
    ],
)
def test_every_key_has_its_cap(qtbot: QtBot, key: str, shown: tuple[str, ...]) -> None:
    assert caps(key) == shown


def test_the_widget_is_as_wide_as_its_caps_and_says_them(qtbot: QtBot) -> None:
    one, two = KeyCaps("Ctrl+K"), KeyCaps("Ctrl+Shift+K")
    for each in (one, two):
        qtbot.addWidget(each)
        each.resize(each.sizeHint())
        assert not each.grab().isNull()
    assert two.sizeHint().width() > one.sizeHint().width()
    assert one.sizeHint().height() == CAP_HEIGHT
    assert one.accessibleName() == "Ctrl+K"
