"""Asks for one line of text: a name, an address."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from app.dialogs.frame import dress
from app.theme.fonts import FontKind
from app.widgets.buttons import Button
from app.widgets.labels import label

MOST = 2000


def _anything(_text: str) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Prompt:
    """What is asked.

    Attributes:
        title: heading.
        name: what the line is, for screen readers and as a hint.
        confirm: what the button that takes it says: a verb.
        text: what stands in the line at first.
        explanation: a sentence below the heading, or "".
        complaint: returns why a text will not do, or "".
    """

    title: str
    name: str
    confirm: str
    text: str = ""
    explanation: str = ""
    complaint: Callable[[str], str] = _anything


class TextPrompt(QDialog):
    """The dialog; open it with `open`, it does not block.

    Signals:
        answered: the text, without white space around it; not emitted when the dialog is given up.
    """

    answered = Signal(str)

    def __init__(self, prompt: Prompt, parent: QWidget | None = None) -> None:
        """Make the dialog."""
        super().__init__(parent)
        self._prompt = prompt
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, True)
        self.line = QLineEdit(prompt.text)
        self.line.setAccessibleName(prompt.name)
        self.line.setPlaceholderText(prompt.name)
        self.line.setMaxLength(MOST)
        self.line.setFixedHeight(34)
        self.line.selectAll()
        self.complaint = label("", FontKind.SMALL, "danger")
        self.confirm = Button(prompt.confirm, kind="primary", height=34)
        self.cancel = Button(self.tr("Cancel"), height=34)
        self.confirm.setDefault(True)
        self.confirm.clicked.connect(self._on_confirm)
        self.cancel.clicked.connect(self.reject)
        self.line.textChanged.connect(lambda _text: self._check())
        self.other = Button("", kind="ghost", height=34)
        self.other.hide()
        body = (self.line, self.complaint)
        buttons = (self.other, None, self.cancel, self.confirm)
        dress(self, prompt.title, prompt.explanation, body, buttons, width=380)
        self._check()
        self.line.setFocus()

    def offer(self, text: str, run: Callable[[], None]) -> None:
        """Offer something else that may be done instead; it closes the dialog as well."""
        self.other.setText(text)
        self.other.setAccessibleName(text)
        self.other.show()
        self.other.clicked.connect(run)
        self.other.clicked.connect(self.reject)

    def _check(self) -> None:
        text = self.line.text().strip()
        wrong = self._prompt.complaint(text) if text else ""
        self.complaint.setText(wrong)
        self.complaint.setVisible(bool(wrong))
        self.confirm.setEnabled(bool(text) and not wrong)

    def _on_confirm(self) -> None:
        self.answered.emit(self.line.text().strip())
        self.accept()
