"""Binds what one does to looks and to text: on the words selected while a label is edited, else on whole shapes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QPoint
from PySide6.QtWidgets import QWidget

from app.actions.registry import ActionRegistry, Binding
from app.workbench.open_tab import OpenTab
from app.workbench.style_link import StyleLink
from canvas.commands import default_looks, style, text
from canvas.editor.editor import Editor
from canvas.kernels.looks import Look

Front = Callable[[], OpenTab | None]
FLAGS = {
    "style.bold": "bold",
    "style.italic": "italic",
    "style.underline": "underline",
    "style.strike": "strike",
}
"""Actions that are a yes-or-no style of shapes, and what the text field calls them."""
MARKS: dict[str, tuple[str, str, str | bool]] = {
    "style.superscript": ("sup", "script", "sup"),
    "style.subscript": ("sub", "script", "sub"),
    "style.code": ("code", "code", True),
    "style.bullets": ("bullet", "list", "bullet"),
    "style.numbers": ("ordered", "list", "ordered"),
}
"""Actions that give a mark to words: what the text field calls them, the mark and its value."""


class StyleActions:
    """Handlers that work on the tab in front."""

    def __init__(self, registry: ActionRegistry, front: Front, link: StyleLink, area: QWidget) -> None:
        """Bind all of them.

        Args:
            registry: of the window.
            front: returns the tab in front, None on the home screen.
            link: runs what asks for a name, and makes menus.
            area: where menus open that no button opens.
        """
        self._registry = registry
        self._front = front
        self._link = link
        self._area = area
        self._copied: Look | None = None
        for action, name in FLAGS.items():
            self._bind(action, self._flag(action, name))
        for action in MARKS:
            self._bind(action, self._mark(action), self._labelled, self._no_text)
        self._bind("style.copy", self._on_editor(self._copy))
        self._bind("style.paste", self._on_editor(self._paste), self._can_paste, self._nothing_copied)
        self._bind("style.save_named", link.save_named)
        self._bind("style.set_default", self._on_editor(default_looks.use_as_default))
        self._bind("style.reset_default", self._on_editor(default_looks.reset_default), self._has_default, self._usual)
        registry.bind("style.palette", Binding(self._choose_palette, lambda: front() is not None))

    def _bind(
        self,
        action: str,
        run: Callable[[], None],
        enabled: Callable[[], bool] | None = None,
        why: Callable[[], str] | None = None,
    ) -> None:
        """Bind an action that needs a selection, and perhaps something more that `why` explains."""

        def possible() -> bool:
            return self._selected() and (enabled is None or enabled())

        def reason() -> str:
            return why() if why is not None and self._selected() else ""

        self._registry.bind(action, Binding(run, possible, None, reason if why is not None else None))

    # ------------------------------------------------------------------ conditions

    def _editor(self) -> Editor | None:
        tab = self._front()
        return tab.editor if tab is not None else None

    def _selected(self) -> bool:
        editor = self._editor()
        return editor is not None and bool(editor.selection)

    def _labelled(self) -> bool:
        """Tell whether there are words: a label is being edited, or one of the selection has any."""
        tab = self._front()
        if tab is None:
            return False
        records = tab.editor.records.shapes
        return bool(tab.machine.editing) or any(records[s].label for s in style.styled(tab.editor))

    def _can_paste(self) -> bool:
        return self._copied is not None

    def _has_default(self) -> bool:
        editor = self._editor()
        return editor is not None and default_looks.has_default(editor)

    def _no_text(self) -> str:
        return QCoreApplication.translate("Styles", "There is no text yet.")

    def _nothing_copied(self) -> str:
        return QCoreApplication.translate("Styles", "No style has been copied yet.")

    def _usual(self) -> str:
        return QCoreApplication.translate("Styles", "New shapes look as usual.")

    # ------------------------------------------------------------------ handlers

    def _on_editor(self, command: Callable[[Editor], object]) -> Callable[[], None]:
        def run() -> None:
            editor = self._editor()
            if editor is not None:
                command(editor)

        return run

    def _flag(self, key: str, name: str) -> Callable[[], None]:
        return lambda: self._format(name, lambda editor: style.toggle(editor, key))

    def _mark(self, action: str) -> Callable[[], None]:
        name, mark, value = MARKS[action]
        return lambda: self._format(name, lambda editor: text.toggle_mark(editor, mark, value))

    def _format(self, name: str, whole: Callable[[Editor], object]) -> None:
        """Format the words selected in the text field, or whole labels when none is open."""
        tab = self._front()
        if tab is None:
            return
        if tab.machine.editing:
            tab.view.label_field.toggle(name)
            tab.view.label_field.setFocus()
        else:
            whole(tab.editor)

    def _copy(self, editor: Editor) -> None:
        self._copied = style.copy_style(editor)
        self._registry.refresh()

    def _paste(self, editor: Editor) -> None:
        style.paste_style(editor, self._copied)

    def _choose_palette(self) -> None:
        menu = self._link.palette_menu()
        corner = QPoint(max(0, (self._area.width() - menu.sizeHint().width()) // 2), 48)
        menu.popup(self._area.mapToGlobal(corner))
