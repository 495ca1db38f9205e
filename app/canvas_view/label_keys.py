"""What keys do in a label's text field, beside typing."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
_KEYS: dict[tuple[Qt.Key, bool], str] = {
    (Qt.Key.Key_B, False): "bold",
    (Qt.Key.Key_I, False): "italic",
    (Qt.Key.Key_U, False): "underline",
    (Qt.Key.Key_X, True): "strike",
    (Qt.Key.Key_E, False): "code",
    (Qt.Key.Key_Period, False): "sup",
    (Qt.Key.Key_Comma, False): "sub",
    (Qt.Key.Key_7, True): "ordered",
    (Qt.Key.Key_8, True): "bullet",
    (Qt.Key.Key_K, False): "link",
    (Qt.Key.Key_Space, False): "clear",
}
_SHIFTED_DIGITS = {
    Qt.Key.Key_Ampersand: Qt.Key.Key_7,
    Qt.Key.Key_Slash: Qt.Key.Key_7,
    Qt.Key.Key_Asterisk: Qt.Key.Key_8,
    Qt.Key.Key_ParenLeft: Qt.Key.Key_8,
}
"""What Shift makes of 7 and 8 on American and on German keyboards."""
SHORTCUTS = {
    "bold": "Ctrl+B",
    "italic": "Ctrl+I",
    "underline": "Ctrl+U",
    "strike": "Ctrl+Shift+X",
    "code": "Ctrl+E",
    "sup": "Ctrl+.",
    "sub": "Ctrl+,",
    "ordered": "Ctrl+Shift+7",
    "bullet": "Ctrl+Shift+8",
    "link": "Ctrl+K",
    "clear": "Ctrl+Space",
}
"""The same for tooltips."""


def wish_of(event: QKeyEvent) -> str:
    """Return what a key asks for: a key of SHORTCUTS, or ""."""
    flags = event.modifiers()
    if not flags & CTRL or flags & ALT:
        return ""
    key = Qt.Key(event.key())
    shift = bool(flags & SHIFT)
    return _KEYS.get((_SHIFTED_DIGITS.get(key, key) if shift else key, shift), "")
