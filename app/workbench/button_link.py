"""Buttons of bars that stand for actions of the menus: they run them, and show their keys, their state, and why they cannot be used."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from app.actions.registry import ActionRegistry
from app.widgets.buttons import Button, ToolButton

if TYPE_CHECKING:
    from app.main_window import MainWindow


class ButtonLink:
    """Keeps buttons and actions the same for as long as the window lives."""

    def __init__(
        self, registry: ActionRegistry, buttons: Mapping[str, ToolButton | Button], *, state: bool = True
    ) -> None:
        """Join them.

        Args:
            registry: of the window.
            buttons: by action id; ids that nothing is bound to are left alone.
            state: whether buttons are faded and pressed as their actions are; without it only keys are told and nothing is run.
        """
        self._registry = registry
        self._buttons = {id_: button for id_, button in buttons.items() if registry.has(id_)}
        registry.keys_changed.connect(self._show_keys)
        if state:
            registry.keep_in_sight(self._buttons)
            registry.refreshed.connect(self._show_state)
            for action_id, button in self._buttons.items():
                button.clicked.connect(registry.action(action_id).trigger)
        self._show_keys()

    def _show_keys(self) -> None:
        for action_id, button in self._buttons.items():
            keys = self._registry.keys(action_id)
            button.set_shortcut(keys[0] if keys else "")

    def _show_state(self) -> None:
        for action_id, button in self._buttons.items():
            button.set_reason(self._registry.reason(action_id))
            if button.isCheckable():
                button.setChecked(self._registry.action(action_id).isChecked())


def button_links(window: MainWindow) -> tuple[ButtonLink, ...]:
    """Join all bars of a window with its actions."""
    bench, registry = window.workbench, window.registry
    zoom = bench.area.zoom
    told: dict[str, ToolButton | Button] = {
        **{f"tool.{tool}": button for tool, button in bench.rail.buttons.items()},
        **bench.rail.buttons,
        **window.context_bar.bar.buttons,
        "view.zoom_in": zoom.larger,
        "view.zoom_out": zoom.smaller,
        "view.fit": zoom.fit,
    }
    run: dict[str, ToolButton | Button] = {**bench.top.buttons(), "view.minimap": zoom.map}
    return (ButtonLink(registry, told, state=False), ButtonLink(registry, run))
