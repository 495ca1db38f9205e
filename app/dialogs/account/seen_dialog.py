"""What the relay sees of a person, from live data, and what it does not."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QFrame, QScrollArea, QWidget

from app.account.seen_wording import SeenPart
from app.theme.fonts import FontKind
from app.widgets.buttons import Button
from app.widgets.labels import ElidedLabel, label, paragraph
from app.widgets.layout import Item, column, holder, row, set_surface
from app.widgets.separator import horizontal_line

SIZE = QSize(720, 640)


class SeenDialog(QDialog):
    """The dialog; open it with `open`, it does not block."""

    def __init__(self, relay: str, parent: QWidget | None = None) -> None:
        """Make a dialog that waits for the relay's answer."""
        super().__init__(parent)
        set_surface(self, "dialog")
        title = self.tr("What the relay sees")
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.resize(SIZE)
        self.setMinimumSize(520, 400)
        text = self.tr("This is what %1 holds of you at this moment, as it tells it itself.").replace("%1", relay)
        self.failed = False
        self._shown: list[QWidget] = []
        self.waiting = paragraph(self.tr("Asking the relay…"))
        self._parts = column(self.waiting, None, margins=(24, 4, 24, 20), spacing=18)
        content = holder(self._parts)
        set_surface(content, "clear")
        area = QScrollArea()
        area.setWidget(content)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName(title)
        self.close_button = Button(self.tr("Done"), kind="primary", height=34)
        self.close_button.clicked.connect(self.accept)
        self.close_button.setDefault(True)
        head = holder(column(label(title, FontKind.H2), paragraph(text), margins=(24, 22, 24, 12), spacing=6))
        foot = holder(row(None, self.close_button, margins=(24, 12, 24, 14)))
        layout = column(head, area, horizontal_line(), foot, spacing=0)
        layout.setStretch(1, 1)
        self.setLayout(layout)

    def show_parts(self, seen: Sequence[SeenPart], unseen: SeenPart) -> None:
        """Show what came."""
        self.failed = False
        self.waiting.hide()
        self._show([_part(part, quiet=part is unseen) for part in (*seen, unseen)])

    def show_problem(self, text: str, unseen: SeenPart) -> None:
        """Say why nothing came; what the relay cannot see does not depend on it."""
        self.failed = True
        self.waiting.setText(text)
        self._show([_part(unseen, quiet=True)])

    def _show(self, parts: list[QWidget]) -> None:
        """Show these, behind what is said of the waiting, instead of those before."""
        for old in self._shown:
            self._parts.removeWidget(old)
            old.deleteLater()
        self._shown = parts
        for place, part in enumerate(parts, 1):
            self._parts.insertWidget(place, part)


def _part(part: SeenPart, quiet: bool) -> QWidget:
    lines: list[Item] = []
    for name, value in part.lines:
        left, right = ElidedLabel(name, FontKind.SMALL, "muted"), ElidedLabel(value, FontKind.SMALL)
        right.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        line = row(left, right, margins=(12, 5, 12, 5), spacing=16)
        line.setStretch(0, 1)
        line.setStretch(1, 1)
        lines += [*([horizontal_line()] if lines else []), holder(line)]
    made = holder(
        column(
            label(part.title, FontKind.H3, "success" if quiet else ""),
            paragraph(part.text, FontKind.SMALL),
            4,
            holder(column(*lines, spacing=0), "well"),
            spacing=4,
        )
    )
    made.setAccessibleName(part.title)
    return made
