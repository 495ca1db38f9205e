"""Opens the command palette over the window with everything that can be found now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.actions.catalogue import BY_ID
from app.palette.items import PaletteItem
from app.palette.palette import CommandPalette
from app.palette.sources import (
    MOST_RECENT,
    action_items,
    diagram_items,
    page_items,
    shape_items,
    suggested_actions,
)
from app.workbench.shape_library import categories, paint_preview

if TYPE_CHECKING:
    from app.main_window import MainWindow

_REMEMBERED = 4


class PaletteLink:
    """Knows what was run from the palette last."""

    def __init__(self, window: MainWindow) -> None:
        """Serve a window."""
        self._window = window
        self._used: tuple[str, ...] = ()

    def toggle(self) -> None:
        """Show the palette; one that is shown goes."""
        shown = [one for one in self._window.findChildren(CommandPalette) if one.isVisible()]
        for one in shown:
            one.close_palette()
        if not shown:
            self._open()

    def _open(self) -> None:
        window = self._window
        tab = window.front()
        actions = action_items(window.registry)
        diagrams = diagram_items(window.browser.entries, tab.id if tab is not None else "", window.open_diagram)
        found: list[PaletteItem] = [*actions, *diagrams]
        if tab is not None:
            found += page_items(tab.editor)
            found += shape_items(categories(), window.workbench.insert_shape)
        suggested = (
            (window.tr("Suggested"), suggested_actions(actions, self._used)),
            (window.tr("Recent diagrams"), diagrams[:MOST_RECENT]),
        )
        palette = CommandPalette(found, suggested, paint_preview, window)
        palette.ran.connect(self._remember)
        palette.show_over(window)

    def _remember(self, item: str) -> None:
        if item in BY_ID:
            self._used = tuple(dict.fromkeys((item, *self._used)))[:_REMEMBERED]
