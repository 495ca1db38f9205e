"""What of a window is kept for the next start, and bringing it back: place, panels, tabs and where each of them looked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QGuiApplication

from app.session_state import TabState, WindowGeometry, WindowState
from app.workbench.open_tab import OpenTab
from canvas.editor.camera import Camera, clamped_zoom
from canvas.geometry.vec import Vec

if TYPE_CHECKING:
    from app.main_window import MainWindow

_LEAST_SEEN_PX = 80
"""A window of which less lies on a screen could not be moved back."""


def state_of(window: MainWindow) -> WindowState:
    """Return what the next start is to restore."""
    front = window.front()
    place = window.normalGeometry() if window.isMaximized() else window.geometry()
    panels = {"library": window.workbench.dock, "inspector": window.workbench.inspector}
    return WindowState(
        geometry=WindowGeometry(place.x(), place.y(), place.width(), place.height()),
        maximised=window.isMaximized(),
        tabs=tuple(_tab_state(tab) for tab in window.tabs.values()),
        active=list(window.tabs).index(front.id) if front is not None else -1,
        panels=(
            *(name for name, panel in panels.items() if window.workbench.is_wanted(panel)),
            *(("rulers",) if window.workbench.rulers else ()),
        ),
    )


def restore(window: MainWindow, state: WindowState) -> None:
    """Open what was open, where it was; a diagram that cannot be opened is told and skipped."""
    if state.geometry is not None:
        place = state.geometry
        screens = [screen.availableGeometry() for screen in QGuiApplication.screens()]
        window.setGeometry(reachable(QRect(place.x, place.y, place.width, place.height), screens))
    if state.maximised:
        window.setWindowState(Qt.WindowState.WindowMaximized)
    if state.panels is not None:
        window.workbench.dock.setVisible("library" in state.panels)
        window.workbench.inspector.setVisible("inspector" in state.panels)
        window.workbench.set_rulers("rulers" in state.panels)
    for tab in state.tabs:
        window.open_diagram(tab.document, tab)
    front = state.tabs[state.active].document if 0 <= state.active < len(state.tabs) else ""
    if front in window.tabs:
        window.open_diagram(front)
    else:
        window.show_home()


def reachable(place: QRect, screens: list[QRect]) -> QRect:
    """Return a window's place, moved onto a screen when it would lie beside all of them, for one was unplugged meanwhile.

    Args:
        place: where the window was, pixels of the desktop.
        screens: what of each screen windows may use; the main one comes first.
    """
    bar = QRect(place.x(), place.y(), place.width(), min(place.height(), _LEAST_SEEN_PX))
    seen = [screen.intersected(bar) for screen in screens]
    if not screens or any(part.width() >= _LEAST_SEEN_PX and part.height() > 0 for part in seen):
        return place
    main = screens[0]
    moved = QRect(0, 0, min(place.width(), main.width()), min(place.height(), main.height()))
    moved.moveCenter(main.center())
    return moved


def look(tab: OpenTab, state: TabState | None) -> None:
    """Show a freshly opened tab where it was left, or all of its page."""
    editor = tab.editor
    size = tab.view.size()
    editor.set_camera(Camera(width=size.width(), height=size.height()))
    if state is not None:
        editor.set_page(state.page)
        editor.select(state.selection)
    if state is None or state.origin is None:
        tab.view.follow_page()
    else:
        editor.set_camera(Camera(clamped_zoom(state.zoom), Vec(*state.origin), size.width(), size.height()))


def reopen(window: MainWindow, document: str) -> None:
    """Load a diagram again and show it where it was; the tabs keep their order, and what is in front stays there."""
    tab = window.tabs.get(document)
    if tab is None:
        return
    state, order, front = _tab_state(tab), list(window.tabs), window.workbench.tab
    was_front = front is tab
    window.close_tab(document)
    if window.open_diagram(document, state):
        window.tabs = {i: window.tabs[i] for i in order if i in window.tabs}
        if front is not None and not was_front:
            window.open_diagram(front.id)


def _tab_state(tab: OpenTab) -> TabState:
    camera = tab.editor.camera
    return TabState(
        tab.id, tab.editor.page, camera.zoom, (camera.origin.x, camera.origin.y), tuple(tab.editor.selection)
    )
