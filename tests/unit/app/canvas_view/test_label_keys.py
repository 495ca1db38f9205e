"""Keys of the text field."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from app.canvas_view.label_keys import SHORTCUTS, wish_of


@pytest.mark.parametrize("wish", sorted(SHORTCUTS))
def test_what_a_tooltip_says_is_what_a_key_does(qapp: object, wish: str) -> None:
    combination = QKeySequence(SHORTCUTS[wish])[0]
    event = QKeyEvent(QEvent.Type.KeyPress, combination.key(), combination.keyboardModifiers())
    assert wish_of(event) == wish


def test_letters_and_other_combinations_are_typing(qapp: object) -> None:
    for key, flags in (
        (Qt.Key.Key_B, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier),
        (Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier),
    ):
        assert wish_of(QKeyEvent(QEvent.Type.KeyPress, key, flags)) == ""
