"""Sharing a diagram: three ways in the order of their reach, each with one sentence on who can read it."""

from __future__ import annotations

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QLabel, QWidget

from app.collaboration.room_state import Guest, RoomState
from app.dialogs.frame import dress
from app.dialogs.sharing.comparing import ComparingCard
from app.dialogs.sharing.way import Way
from app.theme.fonts import FontKind
from app.theme.icons import icon
from app.widgets.buttons import Button
from app.widgets.labels import label, paragraph
from app.widgets.layout import column, holder, row
from app.widgets.qr_code import QrCode
from app.widgets.separator import horizontal_line

COPIED_MS = 1500


class ShareDialog(QDialog):
    """The dialog; open it with `open`, it does not block.

    Signals:
        open_wanted(): open a room in this network.
        stop_wanted(): close it.
        answered(str, bool): the user has compared digits.
        ticket_wanted(): show another code.
        export_wanted(): send a file.
    """

    open_wanted = Signal()
    stop_wanted = Signal()
    answered = Signal(str, bool)
    ticket_wanted = Signal()
    export_wanted = Signal()

    def __init__(self, title: str, no_relay: str, parent: QWidget | None = None) -> None:
        """Make the dialog.

        Args:
            title: of the diagram.
            no_relay: why it cannot be shared through a relay now.
            parent: owner.
        """
        super().__init__(parent)
        self._state = RoomState()
        self.network = self._network()
        self.relay = Way(
            "server",
            self.tr("Through our relay"),
            self.tr(
                "Members and people with a link can read it, even while you are away. The relay sees that they do, never what."
            ),
            Button(self.tr("Share"), height=34),
        )
        self.relay.set_reason(no_relay)
        self.file = Way(
            "file-output",
            self.tr("Send a file"),
            self.tr("Whoever gets the file can read it, as it is now. It cannot be taken back."),
            Button(self.tr("Export…"), height=34),
        )
        self.file.button.clicked.connect(self.export_wanted)
        close = Button(self.tr("Close"), height=34)
        close.clicked.connect(self.accept)
        body = (self.network, horizontal_line(), self.relay, horizontal_line(), self.file)
        dress(self, self.tr("Share “%1”").replace("%1", title), "", body, (None, close), width=540)
        self.show_room(RoomState())

    def _network(self) -> Way:
        self.code = QrCode(self.tr("Code to join the room"))
        self.room = label("", FontKind.H3)
        self.how = paragraph("", FontKind.SMALL)
        self.copy = Button(self.tr("Copy as text"), icon_name="copy")
        self.copy.clicked.connect(self._copy)
        self.renew = Button(self.tr("New code"), icon_name="refresh-cw")
        self.renew.clicked.connect(self.ticket_wanted)
        self.comparing = ComparingCard()
        self.comparing.answered.connect(self.answered)
        self._guests = column(spacing=6)
        self._inside = holder(self._guests)
        texts = column(self.room, self.how, None, row(self.copy, self.renew, None), spacing=6)
        self._open_room = holder(row(self.code, texts, spacing=16))
        self._problem = paragraph("", FontKind.SMALL, "danger")
        button = Button("", kind="primary", height=34)
        button.clicked.connect(self._pressed)
        return Way(
            "wifi",
            self.tr("This network"),
            self.tr("Only people whom you let in can read and draw. No server takes part."),
            button,
            self._problem,
            self.comparing,
            self._open_room,
            self._inside,
        )

    def show_room(self, state: RoomState) -> None:
        """Show what is true of the room in this network."""
        self._state = state
        button = self.network.button
        button.setText(self.tr("Stop sharing") if state.open else self.tr("Open a room"))
        button.set_kind("danger" if state.open else "primary")
        button.updateGeometry()
        self._problem.setText(state.problem)
        self._problem.setVisible(bool(state.problem))
        self.comparing.show_question(state.comparing)
        self._open_room.setVisible(state.open and state.comparing is None)
        self.code.set_text(state.ticket)
        self.room.setText(self.tr("Room %1").replace("%1", state.name))
        self.how.setText(
            self.tr(
                "On the other computer choose “Join…” and this room, then compare six digits on both screens. Or scan the code: it lets one person in."
            )
        )
        self._show_guests(state.guests)

    def _show_guests(self, guests: tuple[Guest, ...]) -> None:
        while (item := self._guests.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for guest in guests:
            self._guests.addWidget(_guest_row(guest, self._how_known(guest), self.tr("not here now")))
        self._inside.setVisible(bool(guests))

    def _how_known(self, guest: Guest) -> str:
        texts = {
            "digits": self.tr("Digits compared"),
            "code": self.tr("Came with your code"),
            "member": self.tr("Member of the workspace"),
        }
        return texts.get(guest.by, "")

    def _pressed(self) -> None:
        (self.stop_wanted if self._state.open else self.open_wanted).emit()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._state.ticket)
        self.copy.setText(self.tr("Copied"))
        QTimer.singleShot(COPIED_MS, self.copy, lambda: self.copy.setText(self.tr("Copy as text")))


def _guest_row(guest: Guest, known: str, away: str) -> QWidget:
    """Return a line with a tick, the name and how it is known who that is."""
    tick = QLabel()
    tick.setPixmap(icon("badge-check", "success").pixmap(QSize(18, 18), tick.devicePixelRatioF()))
    tick.setAccessibleName(known)
    note = known if guest.here else f"{known} · {away}"
    return holder(row(tick, label(guest.name), None, label(note, FontKind.SMALL, "muted"), spacing=8))
