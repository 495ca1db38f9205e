"""The labels of one connector as a list: choose one to edit it, take it away, add one."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.widgets.buttons import Button, ToolButton
from app.widgets.layout import column, holder, row

LONGEST = 26
"""Characters of a label that are shown."""


class LabelList(QWidget):
    """Labels from the start of the line to its end.

    Signals:
        added: one more is wanted.
        chosen: the label with this id is to be edited.
        removed: the label with this id is to go.
    """

    added = Signal()
    chosen = Signal(str)
    removed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty list."""
        super().__init__(parent)
        self.add = Button(self.tr("Add label"), icon_name="plus", height=28)
        self.add.clicked.connect(self.added)
        self.rows: list[tuple[Button, ToolButton]] = []
        self._column = column(spacing=4)
        self._shown: tuple[tuple[str, str], ...] | None = None
        self.setLayout(column(self._column, self.add, spacing=4))

    def show_labels(self, labels: tuple[tuple[str, str], ...]) -> None:
        """Show (id, text) pairs; emits nothing."""
        if labels == self._shown:
            return
        self._shown = labels
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.rows = [self._row(id_, text) for id_, text in labels]

    def _row(self, id_: str, text: str) -> tuple[Button, ToolButton]:
        first = text.strip().partition("\n")[0]
        short = first if len(first) <= LONGEST else first[: LONGEST - 1] + "…"
        edit = Button(short or self.tr("Empty label"), kind="ghost", icon_name="type", height=28, leading=True)
        edit.setAccessibleName(self.tr("Edit label %1").replace("%1", first))
        edit.clicked.connect(lambda: self.chosen.emit(id_))
        remove = ToolButton("x", self.tr("Remove label %1").replace("%1", short))
        remove.clicked.connect(lambda: self.removed.emit(id_))
        line = row(edit, remove, spacing=0)
        line.setStretch(0, 1)
        self._column.addWidget(holder(line))
        return edit, remove
