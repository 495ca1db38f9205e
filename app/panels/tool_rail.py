"""The narrow column of tools at the side of the canvas."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QWidget

from app.theme.tokens import ICON_LARGE, RAIL_BUTTON
from app.widgets.buttons import ToolButton
from app.widgets.layout import Item, column, holder, row, set_surface
from app.widgets.menu import Menu
from app.widgets.separator import horizontal_line

WIDTH = 48
_TOP, _GAP, _LINE = 8, 2, 9
"""Margin, space between buttons and height of a separator, pixels."""


@dataclass(frozen=True, slots=True)
class RailEntry:
    """One button of the rail.

    Attributes:
        id: what the signal says.
        name: what the button does.
        icon: Lucide name.
        shortcut: key in portable notation, or "".
        group: a line separates entries of different groups.
        spare: where the window is low, entries with greater numbers go into the menu "More tools" first; 0 stays.
        reason: why the button cannot be used now; "" when it can.
        acts: the action that the button triggers at once instead of being a tool that is in hand, or "".
    """

    id: str
    name: str
    icon: str
    shortcut: str = ""
    group: int = 0
    spare: int = 0
    reason: str = ""
    acts: str = ""


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
        self._tools = tuple(tools)
        self._foot = len(actions)
        self._current = ""
        self._group = QButtonGroup(self)
        self.buttons: dict[str, ToolButton] = {}
        self._lines: dict[int, QWidget] = {}
        items: list[Item] = []
        for index, entry in enumerate(tools):
            if index and entry.group != tools[index - 1].group:
                self._lines[entry.group] = holder(row(horizontal_line(), margins=(6, 4, 6, 4)))
                items.append(self._lines[entry.group])
            items.append(self._tool(entry))
        self.more = ToolButton(
            "ellipsis", self.tr("More tools"), size=RAIL_BUTTON, icon_size=ICON_LARGE, checkable=True
        )
        self.more.clicked.connect(self._open_more)
        foot = [self._action(entry) for entry in actions]
        self.setLayout(column(*items, self.more, None, *foot, margins=(6, _TOP, 5, _TOP), spacing=_GAP))
        self._fit()

    def _tool(self, entry: RailEntry) -> ToolButton:
        button = ToolButton(
            entry.icon,
            entry.name,
            shortcut=entry.shortcut,
            size=RAIL_BUTTON,
            icon_size=ICON_LARGE,
            checkable=not entry.acts,
        )
        button.clicked.connect(lambda _checked=False: self._chosen(entry))
        if entry.reason:
            button.set_reason(entry.reason)
        if not entry.acts:
            self._group.addButton(button)
        self.buttons[entry.id] = button
        return button

    def _chosen(self, entry: RailEntry) -> None:
        if entry.acts:
            self.action_triggered.emit(entry.acts)
        else:
            self.tool_chosen.emit(entry.id)

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
            self._current = id_
        self.more.setChecked(self._current in self._hidden())

    # ------------------------------------------------------------------ low windows

    def _hidden(self) -> tuple[str, ...]:
        return tuple(entry.id for entry in self._tools if self.buttons[entry.id].isHidden())

    def _fit(self) -> None:
        """Show as many tools as there is room for, and the others in a menu."""
        room = self.height() - 2 * _TOP - self._foot * (RAIL_BUTTON + _GAP)
        kept = list(self._tools)
        while _height(kept, more=len(kept) < len(self._tools)) > room:
            spare = max(kept, key=lambda entry: entry.spare, default=None)
            if spare is None or not spare.spare:
                break
            kept.remove(spare)
        for entry in self._tools:
            self.buttons[entry.id].setVisible(entry in kept)
        for group, line in self._lines.items():
            line.setVisible(any(entry.group == group for entry in kept))
        self.more.setVisible(len(kept) < len(self._tools))
        self.more.setChecked(self._current in self._hidden())

    def _open_more(self) -> None:
        """Show the menu; the button goes on telling whether one of its tools is in hand."""
        self.more.setChecked(self._current in self._hidden())
        self.menu().popup(self.more.menu_point())

    def menu(self) -> Menu:
        """Return a menu of the tools that have no room."""
        menu = Menu(self.tr("More tools"), self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, True)
        hidden = self._hidden()
        for entry in self._tools:
            if entry.id in hidden:
                text = f"{entry.name} – {entry.reason}" if entry.reason else entry.name
                menu.add(text, partial(self._chosen, entry), entry.icon, not entry.reason)
        return menu

    def minimumSizeHint(self) -> QSize:
        """Return the height of the tools that always stay: the others have their menu."""
        kept = [entry for entry in self._tools if not entry.spare]
        return QSize(WIDTH, _height(kept, more=True) + 2 * _TOP + self._foot * (RAIL_BUTTON + _GAP))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use the room there is."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Count again when the style changes the sizes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()


def _height(entries: Sequence[RailEntry], *, more: bool) -> int:
    lines = len({entry.group for entry in entries}) - 1
    return (len(entries) + more) * (RAIL_BUTTON + _GAP) + max(0, lines) * (_LINE + _GAP)
