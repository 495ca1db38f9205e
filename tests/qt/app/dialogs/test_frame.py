from __future__ import annotations

from PySide6.QtWidgets import QDialog, QLabel
from pytestqt.qtbot import QtBot

from app.dialogs.frame import dress
from app.widgets.buttons import Button
from app.widgets.labels import paragraph


def test_a_dialog_is_named_and_as_tall_as_its_text_needs(qtbot: QtBot) -> None:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    text = paragraph("word " * 80)
    dress(dialog, "A <b>title</b>", "Why", (text,), (None, Button("Close")), width=300)
    dialog.show()
    assert dialog.accessibleName() == dialog.windowTitle() == "A <b>title</b>"
    assert dialog.width() == 300
    assert text.height() >= text.heightForWidth(text.width())
    text.setText("short")
    qtbot.waitUntil(lambda: dialog.height() < 200)
    assert "A <b>title</b>" in [label.text() for label in dialog.findChildren(QLabel)]
