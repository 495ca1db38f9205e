"""Binds what helps to place things exactly: snapping, and the lines across the page."""

from __future__ import annotations

from collections.abc import Callable

from app.actions.registry import ActionRegistry, Binding
from app.workbench.open_tab import OpenTab
from canvas.commands import guides

Front = Callable[[], OpenTab | None]


def bind_precision_actions(registry: ActionRegistry, front: Front) -> None:
    """Bind them.

    Args:
        registry: of the window.
        front: returns the tab in front, None on the home screen.
    """

    def is_open() -> bool:
        return front() is not None

    def toggling(name: str) -> Binding:
        return Binding(lambda: _toggle(registry, front(), name), is_open, lambda: _is_on(front(), name))

    registry.bind("view.snap_shapes", toggling("snap_guides"))
    registry.bind("view.guides", toggling("show_guides"))
    registry.bind("view.clear_guides", Binding(lambda: _clear(front()), lambda: _has_guides(front())))


def _toggle(registry: ActionRegistry, tab: OpenTab | None, name: str) -> None:
    if tab is not None:
        setattr(tab.editor, name, not getattr(tab.editor, name))
        tab.machine.cancel()
        registry.refresh()


def _is_on(tab: OpenTab | None, name: str) -> bool:
    return tab is not None and bool(getattr(tab.editor, name))


def _clear(tab: OpenTab | None) -> None:
    if tab is not None:
        guides.clear(tab.editor)


def _has_guides(tab: OpenTab | None) -> bool:
    return tab is not None and not tab.editor.read_only and bool(guides.guides_of(tab.editor))
