"""Between the pages bar and an editor's pages."""

from __future__ import annotations

from collections.abc import Callable

from app.panels.pages_bar import PagesBar, PageTab
from canvas.commands import pages
from canvas.editor.editor import Editor


class PagesLink:
    """Shows the pages of the editor in front and carries out what the bar asks for."""

    def __init__(self, bar: PagesBar, editor: Callable[[], Editor | None]) -> None:
        """Connect the bar; what deletes pages is bound by `app.workbench.page_deletion`, which also offers to take that back.

        Args:
            bar: the view.
            editor: returns the editor in front, None while there is none.
        """
        self._bar = bar
        self._editor = editor
        self._shown: tuple[tuple[PageTab, ...], str] = ((), "")
        bar.selected.connect(self._with(lambda e, page: e.set_page(page)))
        bar.add_requested.connect(lambda: self._do(lambda e: pages.add(e)))
        bar.renamed.connect(lambda page, name: self._do(lambda e: pages.rename(e, page, name)))
        bar.duplicate_requested.connect(self._with(pages.duplicate))
        bar.reordered.connect(self._reorder)

    def _with(self, command: Callable[[Editor, str], object]) -> Callable[[str], None]:
        return lambda page: self._do(lambda editor: command(editor, page))

    def _do(self, command: Callable[[Editor], object]) -> None:
        editor = self._editor()
        if editor is not None:
            command(editor)
            self.refresh()

    def _reorder(self, ids: tuple[str, ...]) -> None:
        """Carry out a drag of one tab: the page that is out of place goes where the bar has it."""
        editor = self._editor()
        if editor is None:
            return
        before = [page for page in editor.view.pages() if page in ids]
        moved = next((p for p in ids if [x for x in before if x != p] == [x for x in ids if x != p]), None)
        if moved is not None:
            pages.move(editor, moved, ids.index(moved))

    def refresh(self) -> bool:
        """Show the pages as they are now; return whether the bar shows something else."""
        editor = self._editor()
        if editor is None:
            return False
        records = editor.records.pages
        ids = editor.view.pages()
        tabs = tuple(PageTab(i, records[i].name if i in records else self._bar.tr("Page")) for i in ids)
        if (tabs, editor.page) == self._shown:
            return False
        self._shown = (tabs, editor.page)
        self._bar.set_pages(tabs, editor.page)
        return True
