"""Deletes a page and offers, in passing, to take that back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.actions.registry import Binding
from app.widgets.toast import Message
from canvas.commands import pages

if TYPE_CHECKING:
    from app.main_window import MainWindow


def bind_page_deletion(window: MainWindow) -> None:
    """Bind the action, and serve the bar of pages."""

    def can() -> bool:
        tab = window.front()
        return tab is not None and not tab.editor.read_only and len(tab.editor.view.pages()) > 1

    def why() -> str:
        tab = window.front()
        alone = tab is not None and not tab.editor.read_only
        return window.tr("A diagram keeps one page at least") if alone else ""

    window.registry.bind("page.delete", Binding(lambda: delete_page(window), can, why=why))
    window.workbench.area.pages.delete_requested.connect(lambda page: delete_page(window, page))


def delete_page(window: MainWindow, page: str = "") -> None:
    """Delete a page of the diagram in front, by default the one that is seen."""
    tab = window.front()
    if tab is None:
        return
    editor = tab.editor
    page = page or editor.page
    record = editor.records.pages.get(page)
    if record is None or not pages.delete(editor, page):
        return
    at = editor.revision

    def undo() -> None:
        # After another edit the last step is another one: that is for the user to undo.
        if editor.revision == at:
            editor.undo()
        else:
            window.say(window.tr("You have gone on since then; undo steps back to it"))

    text = window.tr("“%1” is deleted").replace("%1", record.name)
    window.tell(Message(text, "info", window.tr("Undo"), undo))
