"""Adding a further device: the old computer shows a room and a code, and the digits that both screens compare."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QWidget

from app.account.device_lines import short
from app.collaboration.room_state import RoomState
from app.dialogs.frame import dress
from app.dialogs.sharing.comparing import ComparingCard
from app.theme.fonts import FontKind
from app.widgets.buttons import Button
from app.widgets.labels import label, paragraph
from app.widgets.layout import column, holder, row
from app.widgets.qr_code import QrCode

_COPIED_MS = 1500


class AddDeviceDialog(QDialog):
    """The dialog; open it with `open`, it does not block.

    Signals:
        answered(str, bool): the person has compared digits.
    """

    answered = Signal(str, bool)

    def __init__(self, parent: QWidget | None = None, relay: str = "") -> None:
        """Make a dialog whose room is not open yet; `relay` is where the person is signed in, "" for nowhere."""
        super().__init__(parent)
        self._ticket, self._relay = "", relay
        self.code = QrCode(self.tr("Code for the other computer"))
        self.room = label("", FontKind.H3)
        self.copy = Button(self.tr("Copy as text"), icon_name="copy")
        self.copy.clicked.connect(self._copy)
        self.comparing = ComparingCard()
        self.comparing.answered.connect(self.answered)
        self.problem = paragraph("", FontKind.SMALL, "danger")
        self.added = paragraph("", tone="success")
        how = paragraph(
            self.tr("In this network: choose this room there. Or hand the code over: it works once."), FontKind.SMALL
        )
        self.far = paragraph("")
        texts = column(self.room, how, None, row(self.copy, None), spacing=6)
        self._open = holder(row(self.code, texts, spacing=16))
        self.close_button = Button(self.tr("Cancel"), height=34)
        self.close_button.clicked.connect(self.reject)
        text = self.tr(
            "The other computer gets keys of its own and enters all your workspaces. There: Settings > Devices > “Join my other "
            "computer…”. Both screens then show six digits, which you compare."
        )
        if not relay:
            text += " " + self.tr("Both have to be in one network, as you are not signed in to a relay.")
        body = (self._open, self.far, self.comparing, self.added, self.problem)
        dress(self, self.tr("Add a device"), text, body, (None, self.close_button), width=500)
        self.show_room(RoomState())

    def show_room(self, state: RoomState) -> None:
        """Show what is true now."""
        self._ticket = state.ticket
        self.code.set_text(state.ticket)
        self.room.setText(self.tr("Room %1").replace("%1", state.name))
        self._open.setVisible(state.open and state.comparing is None and not state.guests)
        far = self.tr("In another network: sign in to %1 there, then choose room %2, which is over your relay.")
        self.far.setText(far.replace("%1", self._relay).replace("%2", state.far))
        self.far.setVisible(bool(state.far) and state.comparing is None and not state.guests)
        self.comparing.show_question(state.comparing)
        self.problem.setText(state.problem)
        self.problem.setVisible(bool(state.problem))
        self.added.setVisible(bool(state.guests))
        if state.guests:
            number = short(state.guests[-1].device)
            self.added.setText(self.tr("Device %1 is one of yours now.").replace("%1", number))
            self.close_button.setText(self.tr("Done"))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._ticket)
        self.copy.setText(self.tr("Copied"))
        QTimer.singleShot(_COPIED_MS, self.copy, lambda: self.copy.setText(self.tr("Copy as text")))
