"""Binds what concerns the window as a whole: files, library, panels, theme, help."""

from __future__ import annotations

import platform
from typing import TYPE_CHECKING

from PySide6 import __version__ as pyside_version

from app.actions.registry import Binding
from app.cli.arguments import program_version
from app.dialogs.about import AboutDialog
from app.theme.theme import ThemeChoice
from app.theme.tokens import DARK
from app.workbench.precision_actions import bind_precision_actions
from app.workbench.share_link import bind_sharing

if TYPE_CHECKING:
    from app.main_window import MainWindow


def bind_window_actions(window: MainWindow) -> None:
    """Bind them on a window's registry."""
    _bind_files(window)
    _bind_panels(window)
    _bind_theme(window)
    _bind_switches(window)
    bind_precision_actions(window.registry, window.front)
    bind = window.registry.bind
    bind("help.shortcuts", Binding(window.show_shortcuts))
    bind("help.palette", Binding(window.show_palette))
    bind("help.about", Binding(lambda: _about(window)))


def _bind_files(window: MainWindow) -> None:
    bind = window.registry.bind

    def is_open() -> bool:
        return window.front() is not None

    bind("file.home", Binding(window.show_home, is_open))
    bind("file.new", Binding(window.browser.new_diagram))
    bind("file.open", Binding(window.browser.choose_and_open))
    bind("file.save", Binding(window.save_now, is_open))
    bind("file.save_as", Binding(window.files.save_copy, is_open))
    bind("file.export", Binding(window.files.export, is_open))
    bind_sharing(window)
    bind(
        "file.next_tab",
        Binding(lambda: _step_tab(window, 1), lambda: len(window.tabs) > 1, why=lambda: _one_tab(window)),
    )
    bind(
        "file.previous_tab",
        Binding(lambda: _step_tab(window, -1), lambda: len(window.tabs) > 1, why=lambda: _one_tab(window)),
    )
    bind("file.settings", Binding(window.show_settings))
    bind("file.close_tab", Binding(window.close_front_tab, is_open))
    bind("file.backup", Binding(window.back_up))
    bind("file.quit", Binding(lambda: _close(window)))


def _close(window: MainWindow) -> None:
    window.close()


def _one_tab(window: MainWindow) -> str:
    return window.tr("Only one diagram is open") if window.tabs else window.tr("No diagram is open")


def _step_tab(window: MainWindow, by: int) -> None:
    """Bring the next tab to the front, around the ends; from the home screen the one that was there last."""
    ids = list(window.tabs)
    front = window.front()
    if front is None:
        last = window.workbench.tab
        window.open_diagram(last.id if last is not None else ids[0])
    else:
        window.open_diagram(ids[(ids.index(front.id) + by) % len(ids)])


def _bind_panels(window: MainWindow) -> None:
    bind = window.registry.bind
    bench = window.workbench

    def is_open() -> bool:
        return window.front() is not None

    bind(
        "view.library",
        Binding(lambda: _toggle(window, "dock"), is_open, lambda: not bench.dock.isHidden()),
    )
    bind(
        "view.inspector",
        Binding(lambda: _toggle(window, "inspector"), is_open, lambda: not bench.inspector.isHidden()),
    )
    bind("view.rulers", Binding(lambda: bench.set_rulers(not bench.rulers), is_open, lambda: bench.rulers))
    for tab in ("comments", "history"):
        bind(f"view.{tab}", _tab_binding(window, tab))
    bind("view.outline", Binding(lambda: _show_outline(window), is_open))
    bind("page.rename", Binding(lambda: _rename_page(window), is_open))
    bind("view.focus", Binding(lambda: bench.set_focused(not bench.focused), is_open, lambda: bench.focused))


def _tab_binding(window: MainWindow, tab: str) -> Binding:
    """Return what shows a tab of the inspector, or goes back to the design."""
    inspector = window.workbench.inspector

    def shown() -> bool:
        return window.front() is not None and not inspector.isHidden() and inspector.tab == tab

    def show() -> None:
        inspector.show_tab("design" if shown() else tab)
        inspector.show()
        window.registry.refresh()

    return Binding(show, lambda: window.front() is not None, shown)


def _show_outline(window: MainWindow) -> None:
    """Bring the outline to the front and its search under the keyboard."""
    window.workbench.dock.setVisible(True)
    window.workbench.dock.show_tab("outline")
    window.workbench.outline.search.setFocus()
    window.registry.refresh()


def _rename_page(window: MainWindow) -> None:
    """Let the user type a name over the tab of the page in front."""
    bar = window.workbench.area.pages
    bar.edit_name(bar.tabs.currentIndex())


def _toggle(window: MainWindow, panel: str) -> None:
    widget = window.workbench.dock if panel == "dock" else window.workbench.inspector
    widget.setVisible(widget.isHidden())
    window.registry.refresh()


def _bind_theme(window: MainWindow) -> None:
    for choice in ThemeChoice:
        window.registry.bind(f"view.theme_{choice.value}", _theme_binding(window, choice))
    window.registry.bind("view.toggle_theme", Binding(lambda: _toggle_theme(window)))


def _theme_binding(window: MainWindow, choice: ThemeChoice) -> Binding:
    return Binding(lambda: window.settings.change(theme=choice.value), checked=lambda: window.theme.choice is choice)


def _toggle_theme(window: MainWindow) -> None:
    window.settings.change(theme="light" if window.theme.tokens is DARK else "dark")


def _bind_switches(window: MainWindow) -> None:
    """Bind what can be switched in the settings, too."""
    for action, name in (
        ("view.snap", "snap_grid"),
        ("view.snap_shapes", "snap_guides"),
        ("view.guides", "guides"),
        ("view.minimap", "minimap"),
    ):
        window.registry.bind(action, _switch(window, name))


def _switch(window: MainWindow, name: str) -> Binding:
    def on() -> bool:
        return bool(getattr(window.settings.settings, name))

    return Binding(lambda: window.settings.change(**{name: not on()}), checked=on)


def _about(window: MainWindow) -> None:
    versions = (
        ("AIO Canvas", program_version()),
        ("Python", platform.python_version()),
        ("Qt for Python", pyside_version),
        ("System", platform.platform(terse=True)),
    )
    AboutDialog(versions, window).exec()
