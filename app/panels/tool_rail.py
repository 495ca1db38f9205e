"""The narrow column of tools at the side of the canvas."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from app.theme.tokens import ICON_LARGE, RAIL_BUTTON
from app.widgets.buttons import ToolButton
from app.widgets.layout import Item, column, holder, row, set_surface
from app.widgets.separator import horizontal_line

WIDTH = 48


@dataclass(frozen=True, slots=True)
class RailEntry:
    """One button of the rail.

    Attributes:
        id: what the signal says.
        name: what the button does.
        icon: Lucide name.
        shortcut: key in portable notation, or "".
        group: a line separates entries of different groups.
    """

    id: str
    name: str
    icon: str
    shortcut: str = ""
    group: int = 0


class ToolRail(QWidget):
    """One button for each tool, exactly one of them pressed; at the foot, buttons that do something at once.

    Signals:
        tool_chosen: the user picked the tool with this id.
        action_triggered: the user pressed the button with this id at the foot.
    """

    tool_chosen = Signal(str)
    action_triggered = Signal(str)

    def __init__(
        self, tools: Sequence[RailEntry], actions: Sequence[RailEntry] = (), parent: QWidget | None = None
    ) -> None:
        """Make the rail."""
        super().__init__(parent)
        set_surface(self, "left")
        self.setFixedWidth(WIDTH)
        self.setAccessibleName(self.tr("Tools"))
        self._group = QButtonGroup(self)
        self.buttons: dict[str, ToolButton] = {}
        items: list[Item] = []
        for index, entry in enumerate(tools):
            if index and entry.group != tools[index - 1].group:
                items.append(holder(row(horizontal_line(), margins=(6, 4, 6, 4))))
            items.append(self._tool(entry))
        foot = [self._action(entry) for entry in actions]
        self.setLayout(column(*items, None, *foot, margins=(6, 8, 5, 8), spacing=2))

    def _tool(self, entry: RailEntry) -> ToolButton:
        button = ToolButton(
            entry.icon, entry.name, shortcut=entry.shortcut, size=RAIL_BUTTON, icon_size=ICON_LARGE, checkable=True
        )
        button.clicked.connect(lambda _checked=False, chosen=entry.id: self.tool_chosen.emit(chosen))
        self._group.addButton(button)
        self.buttons[entry.id] = button
        return button

    def _action(self, entry: RailEntry) -> ToolButton:
        button = ToolButton(entry.icon, entry.name, shortcut=entry.shortcut, size=RAIL_BUTTON, icon_size=ICON_LARGE)
        button.clicked.connect(lambda _checked=False, chosen=entry.id: self.action_triggered.emit(chosen))
        self.buttons[entry.id] = button
        return button

    def set_current(self, id_: str) -> None:
        """Show a tool as the one in hand; emits nothing."""
        button = self.buttons.get(id_)
        if button is not None:
            button.setChecked(True)
