"""Binds what one does to connectors: how they run, direction, labels, walking along them, connection points of shapes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from app.actions.registry import ActionRegistry, Binding
from app.workbench.open_tab import OpenTab
from canvas.commands import connectors, ports
from canvas.commands.connector_labels import add_label
from canvas.commands.connector_reading import style_of
from canvas.editor.editor import SELECT, Editor

Front = Callable[[], OpenTab | None]
SIDES = {"right": "e", "left": "w", "up": "n", "down": "s"}


class ConnectorActions:
    """Handlers that work on the connectors of the tab in front."""

    def __init__(self, registry: ActionRegistry, front: Front) -> None:
        """Bind all of them.

        Args:
            registry: of the window.
            front: returns the tab in front, None on the home screen.
        """
        self._registry = registry
        self._front = front
        for style in connectors.STYLES:
            self._bind_style(style)
        self._bind("connector.swap", connectors.swap, self._any_line, self._no_line)
        self._bind("connector.straighten", connectors.straighten, self._any_bent, self._no_bends)
        self._bind("connector.add_label", self._add_label, self._one_line, self._not_one_line)
        for name, side in SIDES.items():
            self._bind(f"connector.add_{name}", _adding(side), self._one_shape, self._not_one_shape)
            self._bind(f"connector.walk_{name}", _walking(side), self._one, self._not_one)
        self._bind("connector.reset_ports", ports.reset_ports, self._own_ports, self._no_own_ports)
        registry.bind("tool.ports", Binding(self._toggle_ports, self._is_open, self._edits_ports))

    def _bind(
        self, action: str, command: Callable[[Editor], object], enabled: Callable[[], bool], why: Callable[[], str]
    ) -> None:
        def run() -> None:
            editor = self._editor()
            if editor is not None:
                command(editor)

        self._registry.bind(action, Binding(run, enabled, None, why))

    def _bind_style(self, style: str) -> None:
        def run() -> None:
            editor = self._editor()
            if editor is not None:
                connectors.set_routing(editor, style)

        def chosen() -> bool:
            lines = self._lines()
            editor = self._editor()
            return (
                editor is not None and bool(lines) and all(style_of(editor.records.shapes[i]) == style for i in lines)
            )

        self._registry.bind(f"connector.{style}", Binding(run, self._any_line, chosen, self._no_line))

    # ------------------------------------------------------------------ conditions and their reasons

    def _editor(self) -> Editor | None:
        tab = self._front()
        return tab.editor if tab is not None else None

    def _is_open(self) -> bool:
        return self._front() is not None

    def _lines(self) -> tuple[str, ...]:
        editor = self._editor()
        if editor is None:
            return ()
        return editor.of_selection(_selected_lines)

    def _any_line(self) -> bool:
        return bool(self._lines())

    def _no_line(self) -> str:
        return QCoreApplication.translate("Connectors", "Select a connector first")

    def _one_line(self) -> bool:
        return len(self._lines()) == 1

    def _not_one_line(self) -> str:
        return QCoreApplication.translate("Connectors", "Select one connector first")

    def _any_bent(self) -> bool:
        editor = self._editor()
        return editor is not None and any(editor.records.shapes[i].get("waypoints") for i in self._lines())

    def _no_bends(self) -> str:
        return QCoreApplication.translate("Connectors", "No selected connector has bends of its own")

    def _one(self) -> bool:
        editor = self._editor()
        return editor is not None and len(editor.selection) == 1

    def _not_one(self) -> str:
        return QCoreApplication.translate("Connectors", "Select one shape or connector first")

    def _one_shape(self) -> bool:
        return self._one() and not self._lines()

    def _not_one_shape(self) -> str:
        return QCoreApplication.translate("Connectors", "Select one shape first")

    def _own_ports(self) -> bool:
        editor = self._editor()
        return editor is not None and any(editor.records.shapes[i].get(ports.KEY) for i in editor.selection)

    def _no_own_ports(self) -> str:
        return QCoreApplication.translate("Connectors", "No selected shape has connection points of its own")

    # ------------------------------------------------------------------ handlers

    def _add_label(self, editor: Editor) -> None:
        tab = self._front()
        label = add_label(editor, self._lines()[0])
        if tab is not None and label:
            tab.machine.edit_text(label)

    def _toggle_ports(self) -> None:
        editor = self._editor()
        if editor is not None:
            editor.set_tool(SELECT if self._edits_ports() else "ports")

    def _edits_ports(self) -> bool:
        editor = self._editor()
        return editor is not None and editor.tool == "ports"


def _selected_lines(editor: Editor) -> tuple[str, ...]:
    return tuple(i for i in editor.selection if editor.records.shapes[i].is_connector)


def _adding(side: str) -> Callable[[Editor], object]:
    return lambda editor: connectors.clone_and_connect(editor, editor.selection[0], side)


def _walking(side: str) -> Callable[[Editor], object]:
    return lambda editor: connectors.walk(editor, side)
