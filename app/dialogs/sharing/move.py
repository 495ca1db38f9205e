"""Moving a diagram between one's own, this network and teams: where to, and what becomes of the original and of the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QWidget

from app.dialogs.frame import dress
from app.widgets.buttons import Button
from app.widgets.check_box import CheckBox
from app.widgets.combo_box import ComboBox
from app.widgets.labels import paragraph

PERSONAL, NETWORK = "personal", "network"
"""Targets that are no team."""


@dataclass(frozen=True, slots=True)
class MoveFacts:
    """What is to be moved.

    Attributes:
        title: of the diagram.
        place: name of the workspace in which it is shared; "" for one of the user's own.
        targets: ids and names of where it can go: PERSONAL, NETWORK, or the id of a team.
        why_stays: why it cannot be taken out of where it is; "" when it can.
    """

    title: str
    place: str
    targets: Sequence[tuple[str, str]]
    why_stays: str = ""


class MoveDialog(QDialog):
    """The dialog; open it with `open`, it does not block.

    Signals:
        chosen(str, bool): move it there; whether the original is taken out of where it is.
    """

    chosen = Signal(str, bool)

    def __init__(self, facts: MoveFacts, parent: QWidget | None = None) -> None:
        """Make the dialog."""
        super().__init__(parent)
        self._facts = facts
        self.target = ComboBox(self.tr("Where to"), facts.targets)
        self.target.setFixedHeight(34)
        self.target.chosen.connect(lambda _target: self._explain())
        self.becomes = paragraph("")
        self.take_out = CheckBox(self.tr("Take it out of “%1”").replace("%1", facts.place))
        self.take_out.setChecked(not facts.why_stays)
        self.take_out.setEnabled(not facts.why_stays)
        self.take_out.setToolTip(facts.why_stays)
        self.take_out.toggled.connect(lambda _on: self._explain())
        self.take_out.setVisible(bool(facts.place))
        self.stays = paragraph("")
        self.stays.setVisible(bool(facts.place))
        self.confirm = Button("", kind="primary", height=34)
        self.confirm.setDefault(True)
        self.confirm.clicked.connect(self._done)
        cancel = Button(self.tr("Cancel"), height=34)
        cancel.clicked.connect(self.reject)
        text = (
            self.tr("It is in “%1” now.").replace("%1", facts.place) if facts.place else self.tr("It is yours alone.")
        )
        body = (self.target, self.becomes, 4, self.take_out, self.stays)
        dress(
            self, self.tr("Move “%1”").replace("%1", facts.title), text, body, (None, cancel, self.confirm), width=500
        )
        self._explain()

    def _explain(self) -> None:
        target, place = self.target.current() or "", self._facts.place
        if target == PERSONAL:
            text = self.tr("Nobody else sees what you draw from then on.")
        elif target == NETWORK:
            text = self.tr(
                "Only people whom you let into its room in this network can read it and draw. No server takes part."
            )
        else:
            text = self.tr("Everybody in that team can open it, and draw as far as their role allows.")
        if place:
            text += " " + self.tr(
                "It begins anew there: with what it shows now, without who drew it, when, and what was there before."
            )
        else:
            text += " " + self.tr("What you deleted or changed before does not go along.")
        self.becomes.setText(text)
        removed = self.take_out.isChecked()
        if self._facts.why_stays:
            self.stays.setText(self._facts.why_stays)
        elif removed:
            self.stays.setText(
                self.tr(
                    "The original goes into the team's bin, from where an admin can bring it back. Others keep what they have."
                )
            )
        else:
            self.stays.setText(self.tr("The original stays for the others. The two are not kept in step."))
        self.confirm.setText(self.tr("Move it") if removed or not place else self.tr("Copy it"))
        self.confirm.updateGeometry()

    def _done(self) -> None:
        target = self.target.current()
        if target:
            self.accept()
            self.chosen.emit(target, bool(self._facts.place) and self.take_out.isChecked())
