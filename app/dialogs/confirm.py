"""A question before something that cannot be undone."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog, QWidget

from app.dialogs.frame import dress
from app.widgets.buttons import Button


@dataclass(frozen=True, slots=True)
class Question:
    """What is about to happen.

    Attributes:
        title: the question.
        text: what will be lost.
        confirm: what the button that does it says: a verb, never "OK".
        dangerous: whether something is lost for ever.
    """

    title: str
    text: str
    confirm: str
    dangerous: bool = True


class ConfirmDialog(QDialog):
    """Asks once; closing it means no."""

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        """Make the dialog; Enter does the harmless thing."""
        super().__init__(parent)
        self.confirm = Button(question.confirm, kind="danger" if question.dangerous else "primary", height=34)
        self.cancel = Button(self.tr("Cancel"), height=34)
        self.confirm.clicked.connect(self.accept)
        self.cancel.clicked.connect(self.reject)
        safe = self.cancel if question.dangerous else self.confirm
        safe.setDefault(True)
        dress(self, question.title, question.text, (), (None, self.cancel, self.confirm), width=420)
        safe.setFocus()


def delete_for_ever(title: str) -> Question:
    """Return the question before a diagram is deleted for ever."""
    tr = QCoreApplication.translate
    return Question(
        tr("Confirm", "Delete “%1” for ever?").replace("%1", title),
        tr("Confirm", "The diagram and everything in it will be gone from this device. This cannot be undone."),
        tr("Confirm", "Delete for ever"),
    )


def quit_unsaved(count: int) -> Question:
    """Return the question before edits are lost that could not be written to the disk."""
    tr = QCoreApplication.translate
    text = (
        tr("Confirm", "The last edit could not be written to the disk. It will be lost if you quit now.")
        if count == 1
        else tr("Confirm", "%n edits could not be written to the disk. They will be lost if you quit now.", "", count)
    )
    return Question(tr("Confirm", "Quit without saving?"), text, tr("Confirm", "Quit and lose them"))
