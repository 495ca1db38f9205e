"""Joining a diagram that somebody shares in this network: pick the room and compare digits, or paste its code."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from app.collaboration.room_state import JoinState, NearbyRoom
from app.dialogs.frame import dress
from app.dialogs.sharing.comparing import ComparingCard
from app.theme.fonts import FontKind
from app.widgets.buttons import Button
from app.widgets.labels import label, paragraph
from app.widgets.layout import column, holder, row
from app.widgets.separator import horizontal_line

MOST_CODE = 2000
MOST_ROOMS = 8
"""Rooms listed at once."""


@dataclass(frozen=True, slots=True)
class JoinWords:
    """What the dialog says: heading, a sentence below it, and what is said while no room is open."""

    title: str
    text: str
    nobody: str


class JoinDialog(QDialog):
    """The dialog; open it with `open`, it does not block.

    Signals:
        room_chosen(str): enter the room with this random name.
        code_given(str): enter by this code.
        answered(str, bool): the user has compared digits.
    """

    room_chosen = Signal(str)
    code_given = Signal(str)
    answered = Signal(str, bool)

    def __init__(self, parent: QWidget | None = None, words: JoinWords | None = None) -> None:
        """Make a dialog that knows of no room yet; `words` for another kind of room than that of a diagram."""
        super().__init__(parent)
        self._words = words or JoinWords(
            self.tr("Join a diagram"),
            self.tr("Rooms that people have opened in this network. What is drawn in them never leaves it."),
            self.tr("No room is open nearby. Ask for one: Share, then “Open a room”."),
        )
        self._rooms: tuple[NearbyRoom, ...] | None = None
        self._list = column(spacing=6)
        self._nearby = holder(self._list)
        self.buttons: dict[str, Button] = {}
        self.waiting = paragraph("", FontKind.BODY)
        self.comparing = ComparingCard()
        self.comparing.answered.connect(self.answered)
        self.problem = paragraph("", FontKind.SMALL, "danger")
        self.code = QLineEdit()
        self.code.setAccessibleName(self.tr("Link or code"))
        self.code.setPlaceholderText("aiocanvas:…")
        self.code.setMaxLength(MOST_CODE)
        self.code.setFixedHeight(34)
        self.enter = Button(self.tr("Join"), kind="primary", height=34)
        self.enter.setDefault(True)
        self.enter.clicked.connect(lambda: self.code_given.emit(self.code.text().strip()))
        self.code.textChanged.connect(lambda _text: self._check())
        cancel = Button(self.tr("Cancel"), height=34)
        cancel.clicked.connect(self.reject)
        self._code_row = holder(
            column(
                label(self.tr("Or paste a link or a code"), FontKind.STRONG),
                row(self.code, self.enter),
                paragraph(
                    self.tr("The code of a room, an invite link, or the code of an invitation by mail."), FontKind.SMALL
                ),
            )
        )
        body = (self._nearby, self.waiting, self.comparing, self.problem, 4, horizontal_line(), 4, self._code_row)
        dress(self, self._words.title, self._words.text, body, (None, cancel), width=460)
        self.show_state(JoinState())

    def show_state(self, state: JoinState) -> None:
        """Show what is true now."""
        if state.rooms != self._rooms:
            self._rooms = state.rooms
            self._fill(state.rooms)
        busy = bool(state.entering)
        self._nearby.setVisible(bool(state.rooms) and not busy)
        self.comparing.show_question(state.comparing)
        self.waiting.setText(self._waiting_text(state))
        self.waiting.setVisible(state.comparing is None and (busy or not state.rooms))
        self.problem.setText(state.problem)
        self.problem.setVisible(bool(state.problem))
        self._code_row.setEnabled(not busy)
        self._check()

    def _waiting_text(self, state: JoinState) -> str:
        if state.entering == "relay":
            return self.tr("Asking the relay…")
        if state.entering:
            return self.tr("Waiting for the other side of room %1…").replace("%1", state.entering)
        return self._words.nobody

    def _fill(self, rooms: tuple[NearbyRoom, ...]) -> None:
        while (item := self._list.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self.buttons = {}
        for room in rooms[:MOST_ROOMS]:
            name = self.tr("Room %1").replace("%1", room.short_name)
            beside = self.tr("over your relay") if room.far else room.workspace
            text = f"{name} – {beside}" if beside else name
            button = Button(text, icon_name="server" if room.far else "wifi", height=38, leading=True)
            button.clicked.connect(lambda _checked=False, chosen=room.room: self.room_chosen.emit(chosen))
            self.buttons[room.room] = button
            self._list.addWidget(button)

    def _check(self) -> None:
        self.enter.setEnabled(bool(self.code.text().strip()))
