"""Binds what helps to place things exactly: the lines across the page, cropping."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from app.actions.registry import ActionRegistry, Binding
from app.workbench.open_tab import OpenTab
from canvas.commands import cropping, guides

Front = Callable[[], OpenTab | None]


def bind_precision_actions(registry: ActionRegistry, front: Front) -> None:
    """Bind them.

    Args:
        registry: of the window.
        front: returns the tab in front, None on the home screen.
    """
    translate = QCoreApplication.translate

    registry.bind(
        "arrange.crop",
        Binding(
            lambda: _crop(front()),
            lambda: _can_crop(front()),
            why=lambda: translate("PrecisionActions", "Select one picture that is not locked"),
        ),
    )
    registry.bind(
        "arrange.uncrop",
        Binding(
            lambda: _uncrop(front()),
            lambda: _is_cropped(front()),
            why=lambda: translate("PrecisionActions", "Select a picture that is cropped"),
        ),
    )
    registry.bind(
        "view.clear_guides",
        Binding(
            lambda: _clear(front()),
            lambda: _has_guides(front()),
            why=lambda: translate("PrecisionActions", "There are no guides on this page"),
        ),
    )


def _clear(tab: OpenTab | None) -> None:
    if tab is not None:
        guides.clear(tab.editor)


def _has_guides(tab: OpenTab | None) -> bool:
    return tab is not None and not tab.editor.read_only and bool(guides.guides_of(tab.editor))


def _can_crop(tab: OpenTab | None) -> bool:
    chosen = tab.editor.selection if tab is not None else ()
    return tab is not None and len(chosen) == 1 and cropping.croppable(tab.editor, chosen[0])


def _crop(tab: OpenTab | None) -> None:
    if tab is not None:
        tab.machine.begin_crop()


def _is_cropped(tab: OpenTab | None) -> bool:
    return tab is not None and bool(cropping.cropped(tab.editor))


def _uncrop(tab: OpenTab | None) -> None:
    if tab is not None:
        cropping.uncrop(tab.editor)
