"""The navigation at the side of the home screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QWidget

from app.home.account_button import AccountButton
from app.home.entries import HomeSection
from app.theme.fonts import FontKind
from app.theme.palette import color
from app.widgets.badge import Pill
from app.widgets.buttons import Button, ToolButton
from app.widgets.labels import ElidedLabel, label
from app.widgets.layout import clear, column, holder, row, set_surface

WIDTH = 228
_LEVELS = {"ok": "success", "busy": "text3", "warning": "warning", "danger": "danger"}


class Logo(QWidget):
    """The mark of the program: two joined shapes on a rounded ground."""

    def __init__(self) -> None:
        """Make the mark."""
        super().__init__()
        self.setFixedSize(QSize(26, 26))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the mark."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color("accent"))
        painter.drawRoundedRect(QRectF(self.rect()), 7, 7)
        painter.setPen(QPen(QColor("#FFFFFF"), 1.8))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(6, 6, 8, 7), 2, 2)
        painter.drawPolyline([QRectF(14, 9.5, 3.5, 4.5).topLeft(), QRectF(14, 9.5, 3.5, 4.5).topRight()])
        painter.drawPolyline([QRectF(14, 9.5, 3.5, 4.5).topRight(), QRectF(14, 9.5, 3.5, 4.5).bottomRight()])
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor("#FFFFFF"))
        painter.drawEllipse(QRectF(14.9, 14.4, 5.2, 5.2))


class _Dot(QWidget):
    """A small disc in the colour of a level."""

    def __init__(self) -> None:
        super().__init__()
        self.level = "busy"
        self.setFixedSize(QSize(8, 8))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color(_LEVELS[self.level]))
        painter.drawEllipse(QRectF(self.rect()))


class SideBar(QWidget):
    """Where the user can go; what is not there yet says so.

    Signals:
        section_chosen: the user went to this `HomeSection`.
        settings_requested: open the settings.
        account_requested: sign in, or look after the account.
        team_chosen: the user went to the team of this workspace.
        team_wanted: found a team.
    """

    section_chosen = Signal(str)
    settings_requested = Signal()
    account_requested = Signal()
    team_chosen = Signal(str)
    team_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make the bar with Recent in front."""
        super().__init__(parent)
        set_surface(self, "left")
        self.setFixedWidth(WIDTH)
        self.setAccessibleName(self.tr("Navigation"))
        self._group = QButtonGroup(self)
        self.buttons = {
            HomeSection.RECENT: self._button(self.tr("Recent"), "clock", HomeSection.RECENT),
            HomeSection.STARRED: self._button(self.tr("Starred"), "star", HomeSection.STARRED),
            HomeSection.SHARED: self._button(self.tr("Shared"), "users", HomeSection.SHARED),
            HomeSection.TEMPLATES: self._button(self.tr("Templates"), "layout-template", HomeSection.TEMPLATES),
            HomeSection.TRASH: self._button(self.tr("Trash"), "trash-2", HomeSection.TRASH),
            HomeSection.PERSONAL: self._button(self.tr("Personal"), "folder", HomeSection.PERSONAL),
        }
        self._dot = _Dot()
        self._relay = ElidedLabel(self.tr("No relay: this device only"), FontKind.SMALL, "faint")
        self.account = AccountButton()
        self.account.clicked.connect(lambda _checked=False: self.account_requested.emit())
        self.settings = ToolButton("settings", self.tr("Settings"), shortcut="Ctrl+,")
        self.settings.clicked.connect(lambda _checked=False: self.settings_requested.emit())
        self.new_workspace = Button(
            self.tr("New team…"), kind="ghost", icon_name="folder-plus", height=32, leading=True
        )
        self.new_workspace.set_reason(self.tr("Sign in to a relay to found a team"))
        self.new_workspace.clicked.connect(lambda _checked=False: self.team_wanted.emit())
        self.teams: dict[str, Button] = {}
        self.asking: dict[str, Pill] = {}
        self._teams = column(spacing=2)
        heading = holder(row(label(self.tr("Workspaces"), FontKind.CAPTION, "faint"), margins=(10, 0, 0, 0)))
        account = row(self.account, self.settings, spacing=6)
        account.setStretch(0, 1)
        self.setLayout(
            column(
                row(Logo(), label("AIO Canvas", FontKind.H3), None, spacing=10),
                10,
                self.buttons[HomeSection.RECENT],
                self.buttons[HomeSection.STARRED],
                self.buttons[HomeSection.SHARED],
                self.buttons[HomeSection.TEMPLATES],
                self.buttons[HomeSection.TRASH],
                14,
                heading,
                4,
                self.buttons[HomeSection.PERSONAL],
                holder(self._teams),
                self.new_workspace,
                None,
                row(self._dot, self._relay, margins=(10, 0, 0, 0), spacing=8),
                4,
                account,
                margins=(12, 14, 12, 14),
                spacing=2,
            )
        )
        self.show_section(HomeSection.RECENT)

    def _button(self, text: str, icon_name: str, section: HomeSection) -> Button:
        button = Button(text, kind="ghost", icon_name=icon_name, height=32, leading=True)
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: self.section_chosen.emit(str(section)))
        self._group.addButton(button)
        return button

    def show_section(self, section: HomeSection, team: str = "") -> None:
        """Mark where the user is; emits nothing."""
        self.teams.get(team, self.buttons[section]).setChecked(True)

    def show_teams(self, teams: Sequence[tuple[str, str]], why_none: str) -> None:
        """Show the teams (workspace and name), and why none can be founded now; "" when one can."""
        self.new_workspace.set_reason(why_none)
        if [*self.teams] == [workspace for workspace, _ in teams]:
            for workspace, name in teams:
                self.teams[workspace].setText(name)
                self.teams[workspace].setToolTip(name)
            return
        clear(self._teams)
        self.teams, self.asking = {}, {}
        for workspace, name in teams:
            button = Button(name, kind="ghost", icon_name="users", height=32, leading=True)
            button.setCheckable(True)
            button.setToolTip(name)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda _checked=False, chosen=workspace: self.team_chosen.emit(chosen))
            self._group.addButton(button)
            asking = self.asking[workspace] = Pill(level="accent")
            asking.hide()
            line = row(button, asking, margins=(0, 0, 8, 0), spacing=6)
            line.setStretch(0, 1)
            self._teams.addWidget(holder(line))
            self.teams[workspace] = button

    def show_asking(self, counts: Mapping[str, int]) -> None:
        """Show beside each team (workspace) how many people ask to be let in."""
        for workspace, pill in self.asking.items():
            count = counts.get(workspace, 0)
            text = self.tr("One person asks to be let in") if count == 1 else self.tr("%1 people ask to be let in")
            text = text.replace("%1", str(count)) if count else ""
            pill.setText(str(count))
            pill.setToolTip(text)
            pill.setVisible(count > 0)
            self.teams[workspace].setAccessibleDescription(text)

    def show_relay(self, text: str, level: str) -> None:
        """Show what is true about the relay; the level is ok, busy, warning or danger."""
        self._relay.setText(text)
        self._dot.level = level
        self._dot.update()

    def show_account(
        self, name: str, email: str, person_id: str, action: str, color: str = "", picture: bytes = b""
    ) -> None:
        """Show who is signed in.

        Args:
            name: how the person is called; "" while nobody is signed in.
            email: the address of the account.
            person_id: whose colour it is.
            action: what the button says while nobody is signed in.
            color: "#rrggbb"; "" for the one that follows from the id.
            picture: of the card; empty for initials.
        """
        self.account.show_person(name, email, person_id, action, color, picture)
