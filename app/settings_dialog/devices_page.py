"""The devices' page: which of them are one's own, the recovery code, and the keys of workspaces."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal

from app.account.device_lines import DeviceLine, short
from app.settings_dialog.facts_page import FactsPage
from app.settings_dialog.rows import SettingRow, SettingsPage
from app.widgets.buttons import Button
from app.widgets.labels import label
from app.widgets.layout import holder, row


@dataclass(frozen=True, slots=True)
class KeyLine:
    """A workspace and its key: id, what it is called, number of the present key, and why there can be no new one now ("")."""

    workspace: str
    name: str
    epoch: int
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class DevicesFacts:
    """What the page shows.

    Attributes:
        devices: this one first.
        workspaces: how many workspaces this library has.
        code_made: when the recovery code was made, in words; "" for none.
        code_tried: when it was tried last, in words; "" for never.
        keys: the workspaces with their keys.
        signed_in: whether the relay can be asked.
    """

    devices: tuple[DeviceLine, ...] = ()
    workspaces: int = 0
    code_made: str = ""
    code_tried: str = ""
    keys: tuple[KeyLine, ...] = ()
    signed_in: bool = False


class DevicesPage(FactsPage):
    """Shows devices; what is to be done is asked for by `wanted`.

    Signals:
        wanted(str, str): do this (see the names below), to the device or workspace of this id where one is meant.
    """

    wanted = Signal(str, str)

    ADD, JOIN, MAKE, DRILL, RESTORE, ENTER = "add", "join", "make", "drill", "restore", "enter"
    REVOKE, ROTATE = "revoke", "rotate"

    def __init__(self, facts: DevicesFacts) -> None:
        """Make the page."""
        super().__init__(self.tr("Devices"))
        self._query = ""
        self.show_facts(facts)

    def show_facts(self, facts: DevicesFacts) -> None:
        """Show what is true now."""
        self.buttons = {}
        self._inner = SettingsPage(self.title, self._sections(facts))
        self.show_content(self._inner)
        self._inner.narrow(self._query)

    def narrow(self, query: str) -> int:
        """Show only the rows that answer a query, all for ""; return how many are shown."""
        self._query = query
        return self._inner.narrow(query)

    def _sections(self, facts: DevicesFacts) -> Sequence[tuple[str, Sequence[SettingRow]]]:
        sections = [
            (self.tr("Your devices"), [*(self._device(each, facts) for each in facts.devices), *self._adding(facts)]),
            (self.tr("Recovery code"), self._code(facts)),
        ]
        keys = [self._key(each) for each in facts.keys]
        return [*sections, (self.tr("Keys of workspaces"), keys)] if keys else sections

    def _device(self, line: DeviceLine, facts: DevicesFacts) -> SettingRow:
        number = short(line.device)
        if line.here:
            title = self.tr("This computer, %1").replace("%1", number)
        elif line.paper:
            title = self.tr("Paper (recovery code), %1").replace("%1", number)
        else:
            title = self.tr("Device %1").replace("%1", number)
        text = self._where(line, facts)
        if line.here or line.revoked:
            said = self.tr("Here") if line.here else self.tr("Revoked")
            return SettingRow(title, text, holder(row(None, label(said, tone="muted"))), "device")
        name = self.tr("Revoke device %1…").replace("%1", number)
        return SettingRow(
            title, text, self._button(self.tr("Revoke…"), self.REVOKE, name, line.device, "danger"), "device"
        )

    def _where(self, line: DeviceLine, facts: DevicesFacts) -> str:
        if line.revoked:
            return self.tr("It reads nothing new, and nothing it writes counts.")
        if not facts.workspaces and not line.here:
            return self.tr("Which workspaces it is in is not known here: this computer is in none yet.")
        if not facts.workspaces:
            return self.tr("There is no workspace yet.")
        text = self.tr("In %1 of %2 workspaces").replace("%1", str(line.workspaces))
        return text.replace("%2", str(facts.workspaces))

    def _adding(self, facts: DevicesFacts) -> list[SettingRow]:
        add = self._button(self.tr("Add…"), self.ADD, self.tr("Add a device…"))
        text = self.tr(
            "Another computer of yours enters all your workspaces: compare six digits, or copy a code to it."
        )
        if not facts.workspaces:
            text = self.tr("Share a diagram first: without a workspace there is nothing another computer could enter.")
            add.set_reason(text)
        there = self.tr("This computer enters the workspaces of another one of yours, where “Add a device” is open.")
        join = self._button(self.tr("Join…"), self.JOIN, self.tr("Join my other computer…"))
        return [
            SettingRow(self.tr("Add a device"), text, add, "pair"),
            SettingRow(self.tr("Join my other computer"), there, join, "pair"),
        ]

    def _code(self, facts: DevicesFacts) -> list[SettingRow]:
        rows = []
        if facts.code_made:
            tried = facts.code_tried or self.tr("never")
            text = self.tr("Made %1, tried %2. Trying it now and then shows that the paper is still there.")
            text = text.replace("%1", facts.code_made).replace("%2", tried)
            rows.append(
                SettingRow(self.tr("Try the code"), text, self._button(self.tr("Try it…"), self.DRILL), "drill")
            )
            rows += self._missing(facts)
            text = self.tr("The old code stops working in every workspace.")
            again = self._button(self.tr("New code…"), self.MAKE)
            rows.append(SettingRow(self.tr("Make another code"), text, again, "paper"))
        else:
            text = self.tr("A code on paper opens your workspaces when all your computers are lost. You have none yet.")
            if not facts.workspaces and any(not line.here for line in facts.devices):
                text = self.tr("None was made on this computer. If you have one from another computer, use it below.")
            make = self._button(self.tr("Make one…"), self.MAKE, self.tr("Make a recovery code…"), kind="primary")
            rows.append(SettingRow(self.tr("No recovery code"), text, make, "paper recovery"))
        text = self.tr("On a new computer: the code from your paper lets it into all your workspaces.")
        button = self._button(self.tr("Use a code…"), self.RESTORE, self.tr("Use a recovery code…"))
        if not facts.signed_in:
            text = self.tr("Sign in to your relay first. Then the code from your paper opens all your workspaces here.")
            button.set_reason(text)
        rows.append(SettingRow(self.tr("I have a code"), text, button, "restore recovery new computer"))
        return rows

    def _missing(self, facts: DevicesFacts) -> list[SettingRow]:
        """Offer to enter the paper device where it is not in yet: workspaces that were entered after the code was made."""
        paper = next((line for line in facts.devices if line.paper and not line.revoked), None)
        if paper is None or paper.workspaces >= facts.workspaces:
            return []
        text = self.tr("The code opens %1 of %2 workspaces.").replace("%1", str(paper.workspaces))
        button = self._button(self.tr("Enter it everywhere"), self.ENTER, kind="primary")
        title = self.tr("Not everywhere yet")
        return [SettingRow(title, text.replace("%2", str(facts.workspaces)), button, "paper")]

    def _key(self, line: KeyLine) -> SettingRow:
        text = self.tr("Key number %1. A new one shuts out whoever may have got hold of this one; what was written before stays as it is.")  # fmt: skip
        name = self.tr("Give %1 a new key").replace("%1", line.name)
        button = self._button(self.tr("New key"), self.ROTATE, name, line.workspace)
        button.set_reason(line.why_not)
        said = line.why_not or text.replace("%1", str(line.epoch))
        return SettingRow(line.name, said, button, "rotate key workspace")

    def _button(self, text: str, wish: str, name: str = "", target: str = "", kind: str = "secondary") -> Button:
        button = Button(text, kind=kind)
        button.setAccessibleName(name or text)
        button.clicked.connect(lambda _checked=False: self.wanted.emit(wish, target))
        self.buttons[wish + (f" {target}" if target else "")] = button
        return button
