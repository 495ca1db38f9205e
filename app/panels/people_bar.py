"""The people at the diagram as a row of coloured discs in the top bar; a click follows one of them."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QWidget

from app.theme.fonts import sized_font
from app.theme.palette import color
from app.widgets.face import initials, paint_face
from app.widgets.menu import Menu

MOST_SHOWN = 5
"""People shown as discs; the others are in the menu of the last one."""
DISC, RING = 26, 3
"""Diameter of a disc, and room around it for the ring of whom one follows, pixels."""


@dataclass(frozen=True, slots=True)
class PersonEntry:
    """One person of the bar.

    Attributes:
        id: what the signal says.
        name: as shown.
        color: "#rrggbb".
        note: what the person does, "" for nothing special: "types", "looks at another page".
        followed: whether this user looks where the person looks.
        picture: of the card, empty for none.
    """

    id: str
    name: str
    color: str
    note: str = ""
    followed: bool = False
    picture: bytes = field(default=b"", repr=False)


class PersonButton(QAbstractButton):
    """One person, or how many more there are."""

    def __init__(self, text: str, ground: str, picture: bytes = b"", parent: QWidget | None = None) -> None:
        """Make a disc.

        Args:
            text: one or two letters, or "+3".
            ground: "#rrggbb"; "" for the theme's own.
            picture: of the card.
            parent: owner.
        """
        super().__init__(parent)
        self._text, self._ground, self._picture = text, ground, picture
        self.setFixedSize(DISC + 2 * RING, DISC + 2 * RING)
        self.setCheckable(bool(ground))
        # A click must not take the keyboard away from the canvas; Tab still reaches it.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def nextCheckState(self) -> None:
        """Leave the ring to whoever decides what is followed."""

    def sizeHint(self) -> QSize:
        """Return the size of disc and ring."""
        return self.size()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint disc, letters, and the ring of whom one follows or of the focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        disc = QRectF(self.rect()).adjusted(RING, RING, -RING, -RING)
        ground = QColor(self._ground) if self._ground else color("active")
        if self.hasFocus() or self.isChecked():
            painter.setPen(QPen(color("accent_ring") if self.hasFocus() else ground, 2))
            painter.drawEllipse(QRectF(self.rect()).adjusted(1, 1, -1, -1))
            disc.adjust(1, 1, -1, -1)
        lit = ground.lighter(112) if self.underMouse() and self._ground else ground
        letters = QColor("#FFFFFF") if self._ground else color("text")
        paint_face(painter, disc, lit, self._text, sized_font(10, 600), self._picture, letters)


class PeopleBar(QWidget):
    """Everybody else at the diagram; hidden while there is nobody.

    Signals:
        chosen(str): the user clicked this person.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty bar."""
        super().__init__(parent)
        self._entries: tuple[PersonEntry, ...] = ()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self.buttons: dict[str, PersonButton] = {}
        self.more: PersonButton | None = None
        self.setAccessibleName(self.tr("People at this diagram"))
        self.hide()

    def set_people(self, entries: Sequence[PersonEntry]) -> None:
        """Show these people."""
        if tuple(entries) == self._entries:
            return
        self._entries = tuple(entries)
        focused = next((id_ for id_, button in self.buttons.items() if button.hasFocus()), "")
        for button in (*self.buttons.values(), self.more):
            if button is not None:
                self._row.removeWidget(button)
                button.hide()
                button.deleteLater()
        shown = self._entries if len(self._entries) <= MOST_SHOWN else self._entries[: MOST_SHOWN - 1]
        self.buttons = {entry.id: self._button(entry) for entry in shown}
        self.more = self._more(len(self._entries) - len(shown)) if len(shown) < len(self._entries) else None
        if focused in self.buttons:
            self.buttons[focused].setFocus()
        self.setVisible(bool(self._entries))

    def _button(self, entry: PersonEntry) -> PersonButton:
        button = PersonButton(initials(entry.name), entry.color, entry.picture, self)
        button.setChecked(entry.followed)
        button.setAccessibleName(entry.name or self.tr("Somebody"))
        button.setAccessibleDescription(entry.note)
        wish = self.tr("Click to stop following") if entry.followed else self.tr("Click to follow")
        lines = (entry.name or self.tr("Somebody"), entry.note, wish)
        # A name comes from others and must not be taken for markup.
        button.setToolTip("<br>".join(html.escape(line) for line in lines if line))
        button.clicked.connect(lambda _checked=False: self.chosen.emit(entry.id))
        self._row.addWidget(button)
        button.show()
        return button

    def _more(self, count: int) -> PersonButton:
        button = PersonButton(f"+{count}", "", b"", self)
        button.setAccessibleName(self.tr("%1 more people").replace("%1", str(count)))
        button.setToolTip(button.accessibleName())
        button.clicked.connect(lambda _checked=False: self._open_menu(button))
        self._row.addWidget(button)
        button.show()
        return button

    def menu(self) -> Menu:
        """Return a menu of the people that have no disc."""
        menu = Menu(self.tr("More people"), self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, True)
        for entry in self._entries:
            if entry.id not in self.buttons:
                text = f"{entry.name} – {entry.note}" if entry.note else entry.name
                menu.add(text, partial(self.chosen.emit, entry.id), "check" if entry.followed else "")
        return menu

    def _open_menu(self, button: PersonButton) -> None:
        self.menu().popup(button.mapToGlobal(button.rect().bottomLeft()))
