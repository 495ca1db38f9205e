"""Sharing a diagram: three ways in the order of their reach, each with one sentence on who can read it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QWidget

from app.collaboration.room_state import Guest, RoomState
from app.collaboration.team_state import Reach, TeamState
from app.dialogs.frame import dress
from app.dialogs.sharing.comparing import ComparingCard
from app.dialogs.sharing.team_panel import TeamPanel
from app.dialogs.sharing.way import Way
from app.theme.fonts import FontKind
from app.theme.icons import icon
from app.widgets.buttons import Button
from app.widgets.combo_box import ComboBox
from app.widgets.labels import label, paragraph
from app.widgets.layout import clear, column, holder, row
from app.widgets.qr_code import QrCode
from app.widgets.separator import horizontal_line

COPIED_MS = 1500
MOST_NAME = 60


class ShareDialog(QDialog):
    """The dialog; open it with `open`, it does not block.

    Signals:
        open_wanted(): open a room in this network.
        stop_wanted(): close it.
        answered(str, bool): the user has compared digits.
        ticket_wanted(): show another code.
        export_wanted(): send a file.
        bundle_wanted(): send a file for another computer with AIO Canvas, with everything that was ever drawn.
        sign_in_wanted(): sign in to a relay.
        relay_wanted(str, str): share through the relay: the workspace to put it into, or "" and the name of a new one.
        team_wanted(): show the whole team.
    """

    open_wanted = Signal()
    stop_wanted = Signal()
    answered = Signal(str, bool)
    ticket_wanted = Signal()
    export_wanted = Signal()
    bundle_wanted = Signal()
    sign_in_wanted = Signal()
    relay_wanted = Signal(str, str)
    team_wanted = Signal()

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        """Make the dialog.

        Args:
            title: of the diagram.
            parent: owner.
        """
        super().__init__(parent)
        self._state, self._team, self._moves = RoomState(), TeamState(), False
        self.network = self._network()
        self.relay = self._relay()
        self.bundle = Button(self.tr("For another computer…"), height=34)
        self.bundle.clicked.connect(self.bundle_wanted)
        bundle_text = self.tr("For another computer of the same people: everything, sealed; only members can open it.")
        self.bundle_row = holder(row(paragraph(bundle_text, FontKind.SMALL), self.bundle, margins=(32, 0, 0, 0)))
        self.file = Way(
            "file-output",
            self.tr("Send a file"),
            self.tr("Whoever gets the file can read it, as it is now. It cannot be taken back."),
            Button(self.tr("Export…"), height=34),
            self.bundle_row,
        )
        self.bundle_row.hide()
        self.file.button.clicked.connect(self.export_wanted)
        close = Button(self.tr("Close"), height=34)
        close.clicked.connect(self.accept)
        body = (self.network, horizontal_line(), self.relay, horizontal_line(), self.file)
        dress(self, self.tr("Share “%1”").replace("%1", title), "", body, (None, close), width=540)
        self.show_room(RoomState())
        self.show_team(TeamState())

    def _relay(self) -> Way:
        self.target = ComboBox(self.tr("Team"))
        self.target.setFixedHeight(34)
        self.target.chosen.connect(lambda _chosen: self._check_target())
        self.team_name = QLineEdit()
        self.team_name.setAccessibleName(self.tr("Name of the new team"))
        self.team_name.setPlaceholderText(self.tr("My team"))
        self.team_name.setFixedHeight(34)
        self.team_name.setMaxLength(MOST_NAME)
        self.where = holder(row(self.target, self.team_name, margins=(32, 0, 0, 0)))
        self.panel = TeamPanel(diagram=True)
        self._inside_team = holder(column(self.panel, margins=(32, 0, 0, 0)))
        button = Button("", height=34)
        button.clicked.connect(self._relay_pressed)
        return Way(
            "server",
            self.tr("Through our relay"),
            self.tr(
                "Members and people with a link can read it, even while you are away. The relay sees that they do, never what."
            ),
            button,
            self.where,
            self._inside_team,
        )

    def show_team(self, state: TeamState) -> None:
        """Show what is true of the diagram at the relay."""
        before, self._team = self._team, state
        button, reach = self.relay.button, state.reach
        texts = {
            Reach.SIGNED_OUT: self.tr("Sign in…"),
            Reach.ALONE: self.tr("Share"),
            Reach.WORKING: self.tr("Share"),
            Reach.SHARED: self.tr("Team…"),
            Reach.AWAY: self.tr("Share"),
        }
        button.setText(texts[reach])
        button.set_kind("primary" if reach is Reach.ALONE else "secondary")
        button.updateGeometry()
        self.relay.set_reason(state.reason if reach is Reach.AWAY else "")
        button.setEnabled(reach is not Reach.AWAY and not (state.busy and reach is Reach.ALONE))
        self._fill_targets(before, state)
        self.where.setVisible(reach is Reach.ALONE and not state.busy and not self._moves)
        self._inside_team.setVisible(bool(state.people) or bool(state.problem))
        self.panel.show_state(state)
        self.bundle_row.setVisible(reach in (Reach.SHARED, Reach.AWAY) and bool(state.people))
        if before.busy and reach is Reach.SHARED and before.reach is not Reach.SHARED:
            self.panel.invite.setFocus(Qt.FocusReason.OtherFocusReason)  # What comes next is letting somebody in.

    def set_moves(self, moves: bool) -> None:
        """Say that the diagram is in a workspace already, which moves to the relay as it is."""
        self._moves = moves
        self.show_team(self._team)

    def _fill_targets(self, before: TeamState, state: TeamState) -> None:
        if before.targets != state.targets or not self.target.count():
            new = ("", self.tr("A new team…"))
            self.target.set_entries([*state.targets, new])
            self.target.set_current(state.targets[0][0] if state.targets else "")
        self._check_target()

    def _check_target(self) -> None:
        self.team_name.setVisible(not self.target.current())

    def _relay_pressed(self) -> None:
        if self._team.reach is Reach.SIGNED_OUT:
            self.sign_in_wanted.emit()
        elif self._team.reach is Reach.SHARED:
            self.team_wanted.emit()
        else:
            name = self.team_name.text().strip() or self.tr("My team")
            self.relay_wanted.emit(self.target.current() or "", name)

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
        clear(self._guests)
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
