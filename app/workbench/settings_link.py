"""Puts the settings into force: on the window once, and on every open diagram."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from app.actions.registry import ActionRegistry
from app.settings.keeper import SettingsKeeper
from app.settings.values import Settings
from app.theme.motion import allow_motion
from app.theme.theme import ThemeChoice, ThemeController
from app.workbench.open_tab import OpenTab
from app.workbench.workbench import Workbench
from canvas.model.records import Value

_ROUTINGS: dict[str, dict[str, Value]] = {
    "avoid": {"routing": "avoid", "style.rounded": True},
    "orthogonal": {"routing": "orthogonal", "style.rounded": True},
    "straight": {"routing": "straight", "style.rounded": False},
    "curved": {"routing": "orthogonal", "style.curved": True},
}


class SettingsLink:
    """Follows the settings for as long as the window lives."""

    def __init__(
        self,
        keeper: SettingsKeeper,
        theme: ThemeController,
        registry: ActionRegistry,
        bench: Workbench,
        tabs: Callable[[], Iterable[OpenTab]],
    ) -> None:
        """Put the settings into force now, and again whenever they change.

        Args:
            keeper: of the profile.
            theme: of the application.
            registry: of the window.
            bench: the editor screen.
            tabs: returns the open diagrams.
        """
        self._keeper = keeper
        self._theme = theme
        self._registry = registry
        self._bench = bench
        self._tabs = tabs
        keeper.changed.connect(self._apply)
        bench.begun.connect(lambda: keeper.change(hints=False))
        bench.picking.recent.remember(keeper.settings.recent_colors, lambda colors: keeper.change(recent_colors=colors))
        self._apply(keeper.settings)

    def _apply(self, settings: Settings) -> None:
        self._theme.choose(ThemeChoice(settings.theme))
        allow_motion(settings.motion == "full")
        self._registry.set_keymap(settings.keys)
        self._bench.hints = settings.hints
        self._bench.show_map(settings.minimap)
        for tab in self._tabs():
            self.prepare(tab)
        self._bench.refresh()
        self._registry.refresh()

    def prepare(self, tab: OpenTab) -> None:
        """Put what concerns drawing into force on a diagram."""
        settings = self._keeper.settings
        tab.machine.wheel_zooms = settings.wheel_zooms
        tab.editor.snap_grid = settings.snap_grid
        tab.editor.snap_guides = settings.snap_guides
        if tab.editor.show_guides != settings.guides:
            tab.editor.show_guides = settings.guides
            tab.machine.cancel()  # What the tool shows holds the guides.
        tab.editor.prefer("connector", _ROUTINGS[settings.connector])
