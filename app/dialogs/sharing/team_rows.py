"""Lines of the team panel: a person with a role, a way in that is open."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QSize, Signal
from PySide6.QtWidgets import QLabel, QWidget

from app.account.wording import moment_text
from app.collaboration.team_state import TeamPerson, Waiting
from app.collaboration.team_words import role_name
from app.theme.fonts import FontKind
from app.theme.icons import icon
from app.widgets.avatar import Avatar
from app.widgets.buttons import Button, ToolButton
from app.widgets.combo_box import ComboBox
from app.widgets.labels import ElidedLabel, label, paragraph
from app.widgets.layout import column, holder, row
from sync.protocol.roles import Role

_ICONS = {"link": "link", "mail": "mail", "request": "user-plus", "view": "eye"}


_OTHER = "other"
"""Stands in a list of roles for a role that is not given there."""


class PersonRow(QWidget):
    """One person.

    Signals:
        role_given(str, int): user and role.
        removed(str): user.
    """

    role_given = Signal(str, int)
    removed = Signal(str)

    def __init__(self, person: TeamPerson, roles: Sequence[Role], *, diagram: bool) -> None:
        """Make a line; of a diagram only what guests have can be taken away there."""
        super().__init__()
        name = person.name or _tr("Somebody (%1)").replace("%1", person.user[:6])
        shown = ElidedLabel(_tr("%1 (you)").replace("%1", name) if person.own else name)
        note = label(_tr("only this diagram") if person.guest and diagram else "", FontKind.SMALL, "muted")
        parts: list[QWidget | None] = [Avatar(name, person.user, 26, person.color, person.picture), shown, note, None]
        if person.may_change:
            self.role = ComboBox(_tr("Role of %1").replace("%1", name), [(str(int(r)), role_name(r)) for r in roles])
            if person.gone or person.role not in roles:
                self.role.addItem(_tr("Removed") if person.gone else role_name(person.role), _OTHER)
            self.role.set_current(_OTHER if person.gone or person.role not in roles else str(int(person.role)))
            self.role.setFixedWidth(124)
            self.role.chosen.connect(lambda chosen: self._give(person.user, chosen))
            parts.append(self.role)
        else:
            parts.append(label(role_name(person.role), FontKind.SMALL, "muted"))
        if person.may_change and not person.gone and (person.guest or not diagram):
            self.remove = ToolButton("x", _tr("Take %1’s access").replace("%1", name))
            self.remove.clicked.connect(lambda _checked=False: self.removed.emit(person.user))
            parts.append(self.remove)
        if person.safety:
            tip = _tr("Safety number with %1: compare it, and nobody stands between you.\n%2")
            shown.setToolTip(tip.replace("%1", name).replace("%2", person.safety))
        layout = row(*parts, margins=(0, 3, 6, 3), spacing=8)
        layout.setStretch(1, 1)
        self.setLayout(layout)

    def _give(self, user: str, chosen: str) -> None:
        if chosen != _OTHER:
            self.role_given.emit(user, int(chosen))


class WaitingRow(QWidget):
    """One open way in.

    Signals:
        ended(str, str): kind and id: close it, or decline.
        admitted(str): let this one in.
    """

    ended = Signal(str, str)
    admitted = Signal(str)

    def __init__(self, one: Waiting) -> None:
        """Make a line."""
        super().__init__()
        mark = QLabel()
        mark.setPixmap(icon(_ICONS[one.kind], "text2").pixmap(QSize(18, 18), self.devicePixelRatioF()))
        text = ElidedLabel(_title(one))
        note = label(_note(one), FontKind.SMALL, "muted")
        end = Button(_tr("Decline") if one.kind == "request" else _tr("End"), height=30)
        end.clicked.connect(lambda: self.ended.emit(one.kind, one.id))
        end.setVisible(one.mine)
        parts: list[QWidget | None] = [mark, text, note, end]
        if one.kind == "request":
            self.admit = Button(_tr("Let in"), kind="primary", height=30)
            self.admit.clicked.connect(lambda: self.admitted.emit(one.id))
            parts.append(self.admit)
        head = row(*parts, spacing=8)
        head.setStretch(1, 1)
        body: list[QWidget] = [holder(head)]
        if one.safety:
            words = _tr("Safety number, the same on both screens if nobody stands between you: %1")
            body.append(paragraph(words.replace("%1", one.safety), FontKind.SMALL))
        self.setLayout(column(*body, margins=(4, 3, 0, 3), spacing=4))


def person_row(person: TeamPerson, roles: Sequence[Role], *, diagram: bool) -> PersonRow:
    """Return the line of a person."""
    return PersonRow(person, roles, diagram=diagram)


def waiting_row(one: Waiting) -> WaitingRow:
    """Return the line of a way in."""
    return WaitingRow(one)


def _title(one: Waiting) -> str:
    if one.kind == "link":
        return _tr("Invite link for one person")
    if one.kind == "view":
        return _tr("Read-only link")
    return one.title


def _note(one: Waiting) -> str:
    if one.kind == "view":
        return _tr("until %1").replace("%1", moment_text(one.expires_ms))
    if one.kind == "request":
        return _tr("asks for: %1").replace("%1", role_name(one.role))
    return _tr("%1 · until %2").replace("%1", role_name(one.role)).replace("%2", moment_text(one.expires_ms))


def _tr(text: str) -> str:
    return QCoreApplication.translate("Team", text)
