"""The tab bar under document tabs and page tabs: themed scroll arrows, and texts that are not taken for markup or mnemonics."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QTabBar, QToolButton, QWidget

from app.theme.fonts import FontKind, ui_font
from app.theme.icons import icon


def escape_mnemonic(text: str) -> str:
    """Return a text in which Qt takes no ampersand for a mnemonic."""
    return text.replace("&", "&&")


class ThemedTabBar(QTabBar):
    """Tabs that can be moved, scroll when there are too many, and are named for screen readers."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """Make an empty bar with an accessible name."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFont(ui_font(FontKind.STRONG))
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setMovable(True)
        self.setUsesScrollButtons(True)
        self.setElideMode(Qt.TextElideMode.ElideRight)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def tabLayoutChange(self) -> None:
        """Put our arrows on the two buttons that Qt makes for scrolling; each layout puts its own back."""
        super().tabLayoutChange()
        arrows = {"ScrollLeftButton": "chevron-left", "ScrollRightButton": "chevron-right"}
        for button in self.findChildren(QToolButton):
            if button.objectName() in arrows and button.arrowType() != Qt.ArrowType.NoArrow:
                button.setArrowType(Qt.ArrowType.NoArrow)
                button.setIcon(icon(arrows[button.objectName()]))
                button.setIconSize(QSize(14, 14))

    def ids(self) -> tuple[str, ...]:
        """Return the ids of the tabs in the order shown."""
        return tuple(str(self.tabData(index)) for index in range(self.count()))

    def index_of(self, id_: str) -> int:
        """Return the place of a tab, or -1."""
        ids = self.ids()
        return ids.index(id_) if id_ in ids else -1

    def show_tabs(self, tabs: list[tuple[str, str, str]], current: str) -> None:
        """Show these tabs; emits nothing.

        Args:
            tabs: (id, text, tooltip) in order.
            current: id of the tab in front.
        """
        self.blockSignals(True)
        while self.count() > len(tabs):
            self.removeTab(self.count() - 1)
        for index, (id_, text, tip) in enumerate(tabs):
            if index >= self.count():
                self.addTab(escape_mnemonic(text))
            elif self.tabText(index) != escape_mnemonic(text):
                self.setTabText(index, escape_mnemonic(text))
            self.setTabData(index, id_)
            self.setTabToolTip(index, tip)
        if (index := self.index_of(current)) >= 0:
            self.setCurrentIndex(index)
        self.blockSignals(False)
