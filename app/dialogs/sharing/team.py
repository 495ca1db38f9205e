"""A team: its name, its people, ways in, and leaving or handing it over."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from app.collaboration.team_state import Reach, TeamState
from app.dialogs.frame import dress
from app.dialogs.sharing.team_panel import TeamPanel
from app.theme.fonts import FontKind
from app.widgets.buttons import Button
from app.widgets.combo_box import ComboBox
from app.widgets.labels import label, paragraph
from app.widgets.layout import column, holder, row
from app.widgets.separator import horizontal_line
from sync.protocol.roles import Role

MOST_NAME = 60


class TeamDialog(QDialog):
    """The dialog; open it with `open`, it does not block.

    Signals:
        renamed(str): the team has another name.
        given(str): this user becomes the owner.
        left(): the user leaves the team.
        home_wanted(): the team is to leave its relay.
    """

    renamed = Signal(str)
    given = Signal(str)
    left = Signal()
    home_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make a dialog that shows nothing yet."""
        super().__init__(parent)
        self._state = TeamState()
        self.name = QLineEdit()
        self.name.setAccessibleName(self.tr("Name of the team"))
        self.name.setMaxLength(MOST_NAME)
        self.name.setFixedHeight(34)
        self.name.editingFinished.connect(self._rename)
        self.relay = paragraph("", FontKind.SMALL)
        self.reason = paragraph("", FontKind.SMALL, "warning")
        self.panel = TeamPanel(diagram=False)
        self.heir = ComboBox(self.tr("New owner"))
        self.heir.setFixedHeight(34)
        self.give = Button(self.tr("Make the owner"), height=34)
        self.give.clicked.connect(self._give)
        self._hand_over = holder(
            column(label(self.tr("Hand the team over"), FontKind.STRONG), row(self.heir, self.give), spacing=6)
        )
        self.home = Button(self.tr("Take it off the relay…"), icon_name="wifi", height=34)
        self.home.clicked.connect(self.home_wanted)
        leave = Button(self.tr("Leave team"), kind="danger", height=34)
        leave.clicked.connect(self.left)
        self.leave = leave
        close = Button(self.tr("Close"), height=34)
        close.clicked.connect(self.accept)
        body = (self.name, self.relay, self.reason, 4, self.panel, horizontal_line(), self._hand_over)
        text = self.tr(
            "Everybody in a team can open all of its diagrams but restricted ones. Names are sealed: the relay sees none."
        )
        dress(self, self.tr("Team"), text, body, (leave, self.home, None, close), width=560)

    def show_state(self, state: TeamState) -> None:
        """Show what is true now."""
        self._state = state
        if not self.name.hasFocus() and self.name.text() != state.workspace:
            self.name.setText(state.workspace)
        self.name.setPlaceholderText(self.tr("Name of the team"))
        owner = state.own_role is Role.OWNER
        self.name.setReadOnly(not owner)
        self.relay.setText(self.tr("At the relay %1").replace("%1", state.relay))
        self.reason.setText(state.reason)
        self.reason.setVisible(bool(state.reason))
        heirs = [one for one in state.people if not one.own and not one.guest]
        if [one.user for one in heirs] != [self.heir.itemData(at) for at in range(self.heir.count())]:
            self.heir.set_entries([(one.user, one.name or one.user[:6]) for one in heirs])
        self._hand_over.setVisible(owner and bool(heirs))
        self.give.setEnabled(not state.busy)
        self.home.setVisible(owner and state.reach is Reach.SHARED)
        self.home.setEnabled(not state.busy)
        self.panel.setEnabled(state.reach is Reach.SHARED)
        last = owner and sum(one.role is Role.OWNER for one in state.people) == 1
        self.leave.set_reason(self.tr("You are its only owner: make somebody else the owner first") if last else "")
        self.panel.show_state(state)

    def _rename(self) -> None:
        name = self.name.text().strip()
        if name and name != self._state.workspace and not self.name.isReadOnly():
            self.renamed.emit(name)

    def _give(self) -> None:
        heir = self.heir.current()
        if heir is not None:
            self.given.emit(heir)
