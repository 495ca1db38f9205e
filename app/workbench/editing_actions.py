"""Binds everything one does to the diagram in front: edit, arrange, style, view, pages, tools."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication

from app.actions.registry import ActionRegistry, Binding
from app.workbench.clipboard import Clipboard, pointed_at
from app.workbench.open_tab import OpenTab
from canvas.commands import arrange, delete, duplicate, group, locking, pages, selecting, zooming
from canvas.editor.editor import Editor

Front = Callable[[], OpenTab | None]
Command = Callable[[Editor], object]
_TOOLS = (
    "select",
    "hand",
    "rect",
    "ellipse",
    "diamond",
    "connector",
    "line",
    "text",
    "note",
    "frame",
    "pen",
    "eraser",
    "laser",
)


class EditingActions:
    """Handlers that work on the tab in front."""

    def __init__(self, registry: ActionRegistry, front: Front, clipboard: Clipboard) -> None:
        """Bind all of them.

        Args:
            registry: of the window.
            front: returns the tab in front, None on the home screen.
            clipboard: of the window.
        """
        self._registry = registry
        self._front = front
        self._clipboard = clipboard
        self._bind_edit()
        self._bind_arrange()
        self._bind_view()
        self._bind_pages()
        self._bind_tools()

    # ------------------------------------------------------------------ conditions

    def _editor(self) -> Editor | None:
        tab = self._front()
        return tab.editor if tab is not None else None

    def open(self) -> bool:
        """Tell whether a diagram is in front."""
        return self._front() is not None

    def selected(self, least: int = 1) -> bool:
        """Tell whether at least so many shapes are selected."""
        editor = self._editor()
        return editor is not None and len(editor.selection) >= least

    def _on(self, action: str, command: Command, least: int = 0) -> None:
        """Bind a command that needs `least` selected shapes."""

        def run() -> None:
            editor = self._editor()
            if editor is not None:
                command(editor)

        enabled = self.open if least == 0 else lambda: self.selected(least)
        self._registry.bind(action, Binding(run, enabled))

    # ------------------------------------------------------------------ bindings

    def _bind_edit(self) -> None:
        bind = self._registry.bind
        undo, redo = partial(self._step, Editor.undo), partial(self._step, Editor.redo)
        bind("edit.undo", Binding(undo, lambda: self._can("can_undo"), why=lambda: self._nothing("undo")))
        bind("edit.redo", Binding(redo, lambda: self._can("can_redo"), why=lambda: self._nothing("redo")))
        self._on("edit.cut", lambda e: self._clipboard.copy(e, cut=True), 1)
        self._on("edit.copy", self._clipboard.copy, 1)
        bind("edit.paste", Binding(self._paste, self.open))
        bind("edit.paste_here", Binding(self._paste_here, self.open))
        self._on("edit.duplicate", duplicate.duplicate, 1)
        self._on("edit.delete", delete.delete, 1)
        self._on("edit.select_all", selecting.select_all)
        self._on("edit.select_none", selecting.select_none, 1)
        self._on("edit.select_next", selecting.select_next)
        self._on("edit.select_previous", lambda e: selecting.select_next(e, -1))
        bind("edit.text", Binding(self._edit_text, self._can_edit_text))

    def _bind_arrange(self) -> None:
        self._on("arrange.group", group.group, 2)
        for way in ("front", "forward", "backward", "back"):
            self._on(f"arrange.{way}", _ordering(way), 1)
        for edge in ("left", "center", "right", "top", "middle", "bottom"):
            self._on(f"arrange.align_{edge}", _aligning(edge), 2)
        self._on("arrange.distribute_h", lambda e: arrange.distribute(e, horizontal=True), 3)
        self._on("arrange.distribute_v", lambda e: arrange.distribute(e, horizontal=False), 3)
        self._on("arrange.same_width", lambda e: arrange.same_size(e, height=False), 2)
        self._on("arrange.same_height", lambda e: arrange.same_size(e, width=False), 2)
        self._on("arrange.same_size", arrange.same_size, 2)
        self._on("arrange.turn_right", lambda e: arrange.rotate(e, 90.0), 1)
        self._on("arrange.turn_left", lambda e: arrange.rotate(e, -90.0), 1)
        self._on("arrange.flip_h", lambda e: arrange.flip(e, horizontal=True), 1)
        self._on("arrange.flip_v", lambda e: arrange.flip(e, horizontal=False), 1)
        self._on("arrange.lock", locking.toggle_locked, 1)

    def _bind_view(self) -> None:
        self._on("view.zoom_in", lambda e: zooming.zoom_step(e, closer=True))
        self._on("view.zoom_out", lambda e: zooming.zoom_step(e, closer=False))
        self._on("view.zoom_100", lambda e: zooming.zoom_to(e, 1.0))
        self._on("view.fit", zooming.fit_page)
        self._on("view.fit_selection", zooming.fit_selection, 1)
        self._registry.bind("view.grid", Binding(self._toggle_grid, self.open, self._grid_shown))

    def _bind_pages(self) -> None:
        self._on("page.add", pages.add)
        self._on("page.duplicate", lambda e: pages.duplicate(e, e.page))
        self._on("page.next", lambda e: pages.step(e, 1))
        self._on("page.previous", lambda e: pages.step(e, -1))

    def _bind_tools(self) -> None:
        for tool in _TOOLS:
            self._registry.bind(f"tool.{tool}", self._tool_binding(tool))
        self._registry.bind("tool.comment", Binding(self._comments, lambda: False, why=_why_no_comments))
        self._registry.bind("tool.keep", Binding(self._toggle_keep, self.open, self._keeps))

    def _tool_binding(self, tool: str) -> Binding:
        return Binding(lambda: self._choose(tool), self.open, lambda: self._tool() == tool)

    def _comments(self) -> None:
        self._registry.action("view.comments").trigger()

    # ------------------------------------------------------------------ handlers

    def _step(self, step: Callable[[Editor], object]) -> None:
        editor = self._editor()
        if editor is not None:
            step(editor)

    def _can(self, name: str) -> bool:
        editor = self._editor()
        return editor is not None and not editor.read_only and bool(getattr(editor.history, name))

    def _nothing(self, what: str) -> str:
        """Say that there is no step to take back, or to make again; "" where no diagram is in front."""
        texts = {
            "undo": QCoreApplication.translate("Workbench", "There is nothing to undo"),
            "redo": QCoreApplication.translate("Workbench", "There is nothing to redo"),
        }
        return texts[what] if self._editor() is not None else ""

    def _paste(self) -> None:
        """Paste where pasting usually goes; what another program copied, under the pointer."""
        tab = self._front()
        if tab is not None:
            self._clipboard.paste(tab.editor, foreign_at=pointed_at(tab.view))

    def _paste_here(self) -> None:
        """Paste where the menu was asked for; without such a place where pasting usually goes."""
        tab = self._front()
        if tab is not None:
            self._clipboard.paste(tab.editor, tab.view.menu_place)

    def _can_edit_text(self) -> bool:
        """Tell whether Return edits a label; while a tool is in hand it is the tool's."""
        return self.selected() and not self.selected(2) and self._tool() == "select"

    def _edit_text(self) -> None:
        tab = self._front()
        if tab is not None:
            tab.machine.edit_text()

    def _choose(self, tool: str) -> None:
        editor = self._editor()
        if editor is not None:
            editor.set_tool(tool)

    def _tool(self) -> str:
        editor = self._editor()
        return editor.tool if editor is not None else ""

    def _toggle_keep(self) -> None:
        editor = self._editor()
        if editor is not None:
            editor.set_tool(editor.tool, keep=not editor.keep_tool)

    def _keeps(self) -> bool:
        editor = self._editor()
        return editor is not None and editor.keep_tool

    def _toggle_grid(self) -> None:
        editor = self._editor()
        if editor is not None:
            pages.set_value(editor, editor.page, "grid", not self._grid_shown())

    def _grid_shown(self) -> bool:
        editor = self._editor()
        record = editor.records.pages.get(editor.page) if editor is not None else None
        return record is None or bool(record.get("grid", True))


def _why_no_comments() -> str:
    return QCoreApplication.translate("Workbench", "Comments come with shared diagrams")


def _ordering(way: str) -> Command:
    return lambda editor: arrange.arrange(editor, way)


def _aligning(edge: str) -> Command:
    return lambda editor: arrange.align(editor, edge)
