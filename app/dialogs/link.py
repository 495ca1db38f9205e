"""Asks where a shape's link leads: to a page of the diagram, or to an address."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from app.dialogs.frame import dress
from app.dialogs.text_prompt import MOST
from app.widgets.buttons import Button
from app.widgets.combo_box import ComboBox
from app.widgets.segmented import Segment, SegmentedControl
from canvas.commands.links import PAGE


class LinkDialog(QDialog):
    """The dialog; open it with `open`, it does not block.

    Signals:
        chosen: the link, "" to take it away.
    """

    chosen = Signal(str)

    def __init__(self, pages: Sequence[tuple[str, str]], link: str, parent: QWidget | None = None) -> None:
        """Make the dialog.

        Args:
            pages: id and name of each page.
            link: what the shape has now, "" for none.
            parent: owner.
        """
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, True)
        self.way = SegmentedControl(
            self.tr("Where to"), (Segment("page", self.tr("Page")), Segment("address", self.tr("Address")))
        )
        self.pages = ComboBox(self.tr("Page"), pages)
        self.address = QLineEdit()
        self.address.setAccessibleName(self.tr("Address"))
        self.address.setPlaceholderText("https://")
        self.address.setMaxLength(MOST)
        self.address.setFixedHeight(34)
        self.confirm = Button(self.tr("Set link"), kind="primary", height=34)
        self.remove = Button(self.tr("Remove link"), height=34)
        self.remove.setVisible(bool(link))
        self.cancel = Button(self.tr("Cancel"), height=34)
        self.confirm.setDefault(True)
        self.confirm.clicked.connect(lambda: self._finish(self.link()))
        self.remove.clicked.connect(lambda: self._finish(""))
        self.cancel.clicked.connect(self.reject)
        self.way.chosen.connect(self.show_way)
        self.address.textChanged.connect(lambda _text: self._check())
        text = self.tr("Ctrl+click on the shape, or “Open link” in its menu, goes there.")
        body = (self.way, self.pages, self.address)
        dress(self, self.tr("Link"), text, body, (self.remove, None, self.cancel, self.confirm), width=400)
        known = {page for page, _ in pages}
        if link.removeprefix(PAGE) in known:
            self.pages.set_current(link.removeprefix(PAGE))
        elif not link.startswith(PAGE):
            self.address.setText(link)
        self.show_way("address" if self.address.text() else "page")

    def show_way(self, way: str) -> None:
        """Ask for a "page" or an "address"."""
        self.way.set_current(way)
        self.pages.setVisible(way == "page")
        self.address.setVisible(way == "address")
        (self.pages if way == "page" else self.address).setFocus()
        self._check()

    def link(self) -> str:
        """Return the link as it would be set."""
        if self.way.current() == "page":
            return f"{PAGE}{self.pages.current() or ''}"
        return self.address.text().strip()

    def _check(self) -> None:
        self.confirm.setEnabled(bool(self.link()))

    def _finish(self, link: str) -> None:
        self.chosen.emit(link)
        self.accept()
