"""What happened, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QWidget

from app.dialogs.frame import dress
from app.theme.fonts import FontKind
from app.widgets.buttons import Button
from app.widgets.labels import paragraph
from app.widgets.layout import Item

_DETAILS_HEIGHT = 140
_MOST_DETAILS = 20_000


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that went wrong.

    Attributes:
        title: what happened, in a few words.
        text: what happened, in a sentence.
        advice: what to do, or "".
        details: for those who mend it, or "".
    """

    title: str
    text: str
    advice: str = ""
    details: str = ""


class ErrorDialog(QDialog):
    """Shows a problem; its details can be copied."""

    def __init__(self, problem: Problem, parent: QWidget | None = None) -> None:
        """Make the dialog."""
        super().__init__(parent)
        self._problem = problem
        body: list[Item] = []
        if problem.advice:
            advice = paragraph(problem.advice, FontKind.STRONG, tone="")
            body.append(advice)
        self.details = QPlainTextEdit()
        self.details.setAccessibleName(self.tr("Details"))
        self.details.setReadOnly(True)
        self.details.setTabChangesFocus(True)
        self.details.setPlainText(problem.details[:_MOST_DETAILS])
        self.details.setFixedHeight(_DETAILS_HEIGHT)
        self.details.hide()
        self.toggle = Button(self.tr("Show details"), kind="ghost", icon_name="chevron-down", height=34)
        self.toggle.clicked.connect(self._on_toggle)
        self.copy = Button(self.tr("Copy details"), icon_name="copy", height=34)
        self.copy.clicked.connect(self._on_copy)
        for button in (self.toggle, self.copy):
            button.setVisible(bool(problem.details))
        self.close_button = Button(self.tr("Close"), kind="primary", height=34)
        self.close_button.setDefault(True)
        self.close_button.clicked.connect(self.accept)
        dress(
            self,
            problem.title,
            problem.text,
            (*body, self.details),
            (self.toggle, None, self.copy, self.close_button),
            width=480,
        )
        self.close_button.setFocus()

    def _on_toggle(self) -> None:
        shown = self.details.isHidden()
        self.details.setVisible(shown)
        self.toggle.setText(self.tr("Hide details") if shown else self.tr("Show details"))
        self.toggle.set_icon("chevron-up" if shown else "chevron-down")

    def _on_copy(self) -> None:
        problem = self._problem
        parts = (problem.title, problem.text, problem.advice, problem.details)
        QGuiApplication.clipboard().setText("\n\n".join(part for part in parts if part))
        self.copy.setText(self.tr("Copied"))
