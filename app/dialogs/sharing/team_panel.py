"""Who is in a team or sees one of its diagrams, how somebody else gets in, and which ways in are open."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QLineEdit, QScrollArea, QWidget

from app.collaboration.team_state import TeamPerson, TeamState, Waiting
from app.collaboration.team_words import role_name
from app.dialogs.sharing.team_rows import person_row, waiting_row
from app.theme.fonts import FontKind
from app.widgets.buttons import Button
from app.widgets.check_box import CheckBox
from app.widgets.combo_box import ComboBox
from app.widgets.labels import paragraph
from app.widgets.layout import clear, column, holder, row
from app.widgets.qr_code import QrCode
from sync.protocol.roles import DIAGRAM_ROLES, Role

COPIED_MS = 1500
MOST_HEIGHT = 190
"""Height of the list of people in pixels; more are reached by scrolling."""

MOST_EMAIL = 320


class TeamPanel(QWidget):
    """The panel; it changes nothing itself.

    Signals:
        invited(str, int, int): address ("" for a link), role, days.
        link_wanted(int): a read-only link that lasts so many days.
        ended(str, str): kind and id of a way in that is to be closed, or of a request that is declined.
        admitted(str): the request of somebody who is let in.
        role_given(str, int): user and role.
        removed(str): user.
    """

    invited = Signal(str, int, int)
    link_wanted = Signal(int)
    ended = Signal(str, str)
    admitted = Signal(str)
    role_given = Signal(str, int)
    removed = Signal(str)

    def __init__(self, *, diagram: bool, parent: QWidget | None = None) -> None:
        """Make an empty panel; ``diagram``: it is about one diagram, not about a whole team."""
        super().__init__(parent)
        self._diagram = diagram
        self._roles = sorted(DIAGRAM_ROLES if diagram else {*DIAGRAM_ROLES, Role.ADMIN}, reverse=True)
        self._shown: tuple[TeamPerson, ...] | None = None
        self._open: tuple[Waiting, ...] | None = None
        self._held: QWidget | None = None
        self._people, self._waiting = column(spacing=4), column(spacing=4)
        self.people, self.waiting = holder(self._people, "clear"), holder(self._waiting)
        self._list = _scrolling(self.people)
        self.problem = paragraph("", FontKind.SMALL, "danger")
        self.setLayout(
            column(self._list, self._build_invite(), self._build_made(), self.problem, self.waiting, spacing=8)
        )
        self._may_invite, self._mails = False, True
        self.show_state(TeamState())

    def _build_invite(self) -> QWidget:
        self.email = QLineEdit()
        self.email.setAccessibleName(self.tr("E-mail address"))
        self.email.setPlaceholderText(self.tr("E-mail, or empty for a link"))
        self.email.setMaxLength(MOST_EMAIL)
        self.email.setFixedHeight(34)
        self.role = ComboBox(self.tr("Role"), [(str(int(role)), role_name(role)) for role in self._roles])
        self.role.set_current(str(int(Role.EDITOR)))
        days = [("1", self.tr("1 day")), ("7", self.tr("7 days")), ("30", self.tr("30 days"))]
        self.days = ComboBox(self.tr("How long it can be used"), days)
        self.days.set_current("7")
        self.invite = Button(self.tr("Make a link"), kind="primary", icon_name="user-plus", height=34)
        self.invite.clicked.connect(self._invite)
        self.email.textChanged.connect(lambda _text: self._check())
        self.email.returnPressed.connect(self._invite)
        self.view_link = Button(self.tr("Read-only link"), icon_name="link", height=34)
        self.view_link.clicked.connect(lambda: self.link_wanted.emit(self._chosen_days()))
        self.view_link.setVisible(self._diagram)
        for box, width in ((self.role, 124), (self.days, 92)):
            box.setFixedWidth(width)
            box.setFixedHeight(34)
        self.newcomer = CheckBox(self.tr("They have no account at the relay yet: let it open one"))
        self.newcomer.setChecked(True)
        self.note = paragraph("", FontKind.SMALL)
        ways = row(self.invite, self.view_link, None)
        self._invite_rows = holder(
            column(row(self.email, self.role, self.days), self.newcomer, ways, self.note, spacing=8)
        )
        return self._invite_rows

    def _build_made(self) -> QWidget:
        self.code = QrCode(self.tr("The link as a code"), 132)
        self.made = QLineEdit()
        self.made.setReadOnly(True)
        self.made.setAccessibleName(self.tr("The link"))
        self.made.setFixedHeight(34)
        self.copy = Button(self.tr("Copy"), icon_name="copy", height=34)
        self.copy.clicked.connect(self._copy)
        text = paragraph(
            self.tr("Give this to the person it is for, by whatever way you trust. Whoever has it can use it."),
            FontKind.SMALL,
        )
        self._made_rows = holder(row(self.code, column(row(self.made, self.copy), text, None), spacing=12))
        return self._made_rows

    def show_state(self, state: TeamState) -> None:
        """Show what is true now."""
        if state.people != self._shown:
            self._shown = state.people
            self._fill_people(state.people)
        if state.waiting != self._open:
            self._open = state.waiting
            self._fill_waiting(state.waiting)
        self.problem.setText(state.problem)
        self.problem.setVisible(bool(state.problem))
        self._made_rows.setVisible(bool(state.made))
        is_new = self.made.text() != state.made
        if is_new:
            self.made.setText(state.made)
            self.made.setCursorPosition(0)
            self.code.set_text(state.made)
        invites = state.own_role in (Role.ADMIN, Role.OWNER)
        shares = invites or state.own_role is Role.EDITOR
        self._invite_rows.setVisible(invites or (shares and self._diagram))
        self._rest(resting=state.busy)
        self._may_invite, self._mails = invites, state.mails
        self.email.setVisible(invites)
        self.role.setVisible(invites)
        self.invite.setVisible(invites)
        self.newcomer.setVisible(invites and state.opens_accounts)
        self._check()
        if is_new and state.made:
            self.copy.setFocus(Qt.FocusReason.OtherFocusReason)

    def _rest(self, *, resting: bool) -> None:
        """Take no input while something is asked; who had the keyboard has it again afterwards, and nobody else gets it meanwhile."""
        parts = (self.email, self.role, self.days, self.newcomer, self.invite, self.view_link)
        if resting:
            self._held = next((part for part in parts if part is self.window().focusWidget()), self._held)
            if self._held is not None:
                self.setFocus(Qt.FocusReason.OtherFocusReason)
        for part in parts:
            part.setEnabled(not resting)
        if not resting and self._held is not None:
            if self.window().focusWidget() is self:
                self._held.setFocus(Qt.FocusReason.OtherFocusReason)
            self._held = None

    def _fill_people(self, people: tuple[TeamPerson, ...]) -> None:
        clear(self._people)
        for person in people:
            line = person_row(person, self._roles, diagram=self._diagram)
            line.role_given.connect(self.role_given)
            line.removed.connect(self.removed)
            self._people.addWidget(line)
        self._people.addStretch(1)
        self._list.setFixedHeight(min(MOST_HEIGHT, max(40, 40 * len(people))))

    def _fill_waiting(self, waiting: tuple[Waiting, ...]) -> None:
        clear(self._waiting)
        for one in waiting:
            line = waiting_row(one)
            line.ended.connect(self.ended)
            line.admitted.connect(self.admitted)
            self._waiting.addWidget(line)
        self.waiting.setVisible(bool(waiting))

    def _invite(self) -> None:
        if self.invite.isVisibleTo(self) and self.invite.isEnabled():
            self.invited.emit(self.email.text().strip(), int(self.role.current() or Role.EDITOR), self._chosen_days())

    def _chosen_days(self) -> int:
        return int(self.days.current() or 7)

    def _check(self) -> None:
        named = bool(self.email.text().strip())
        by_code = self.tr("Invite by mail") if self._mails else self.tr("Make a code")
        self.invite.setText(by_code if named else self.tr("Make a link"))
        self.invite.updateGeometry()
        texts = []
        if named and self._mails:
            texts.append(self.tr("The relay mails a code, good for 7 days. Nobody gets in before you say so here."))
        elif named:
            texts.append(
                self.tr(
                    "This relay has no mail server: it prints a code, good for 7 days, on its console. Ask whoever runs it to pass it on. "
                    "Nobody gets in before you say so here."
                )
            )
        elif self._may_invite:
            texts.append(
                self.tr("A link lets one person in, even while you are away. Whoever gets it first can use it.")
            )
        if self._diagram:
            texts.append(
                self.tr("A read-only link shows a copy as it is now; that it ends rests on the relay, and copies stay.")
            )
        self.note.setText(" ".join(texts))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.made.text())
        self.copy.setText(self.tr("Copied"))
        QTimer.singleShot(COPIED_MS, self.copy, lambda: self.copy.setText(self.tr("Copy")))


def _scrolling(content: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidget(content)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area
