"""Six digits that two people compare: the same on both screens only if nobody stands in between."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.collaboration.room_state import Comparing, grouped
from app.theme.fonts import FontKind, sized_font
from app.widgets.buttons import Button
from app.widgets.labels import label, paragraph
from app.widgets.layout import column, row, set_surface


class ComparingCard(QWidget):
    """Shows digits and asks; hidden while there is nothing to compare.

    Signals:
        answered(str, bool): the question's id, and whether the digits are the same.
    """

    answered = Signal(str, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make a hidden card."""
        super().__init__(parent)
        set_surface(self, "sunken")
        self._id = ""
        self.digits = label("")
        self.digits.setFont(sized_font(32, 600, tabular=True))
        self.digits.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.question = paragraph("", FontKind.BODY, "")
        self.question.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.others = paragraph("", FontKind.SMALL)
        self.others.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.differ = Button(self.tr("They differ"), height=34)
        self.match = Button(self.tr("They are the same"), kind="primary", height=34)
        # Neither answers to Enter: the digits are to be looked at.
        self.differ.clicked.connect(lambda: self.answered.emit(self._id, False))
        self.match.clicked.connect(lambda: self.answered.emit(self._id, True))
        buttons = row(None, self.differ, self.match, None, spacing=8)
        self.setLayout(column(self.digits, self.question, self.others, 4, buttons, margins=(16, 14, 16, 14), spacing=6))
        self.hide()

    def show_question(self, comparing: Comparing | None) -> None:
        """Ask, or hide when there is nothing to ask."""
        self.setVisible(comparing is not None)
        if comparing is None:
            self._id = ""
            return
        self._id = comparing.id
        self.digits.setText(grouped(comparing.digits))
        # Read one by one: a screen reader would say a number.
        self.digits.setAccessibleName(" ".join(comparing.digits))
        who = comparing.name
        text = self.tr("Does the screen of %1 show the same digits?") if who else self.tr("Does the other screen show the same digits?")  # fmt: skip
        self.question.setText(text.replace("%1", who))
        self.others.setVisible(comparing.after > 0)
        more = self.tr("Somebody else waits: other digits come after these.") if comparing.after == 1 else self.tr("%1 others wait: other digits come after these.")  # fmt: skip
        self.others.setText(more.replace("%1", str(comparing.after)))
