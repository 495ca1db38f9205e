"""Between the outline and the editor in front."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from app.panels.outline_panel import OutlinePanel
from canvas.commands import layers, locking, outline, pages, tags, text
from canvas.commands.outline import LAYER, PAGE, SHAPE, Node
from canvas.commands.revealing import go_to
from canvas.editor.editor import Editor

AGAIN_MS = 120
"""So long after a change the outline is made anew; typing makes many changes in a row."""


class OutlineLink(QObject):
    """Shows the outline while its panel is seen, and carries out what it asks for."""

    def __init__(self, panel: OutlinePanel, editor: Callable[[], Editor | None]) -> None:
        """Connect the panel.

        Args:
            panel: the view.
            editor: returns the editor in front, None while there is none.
        """
        super().__init__(panel)
        self._panel = panel
        self._editor = editor
        self._opened: set[str] = set()
        self._shown: tuple[Node, ...] = ()
        self._revision: tuple[object, ...] = ()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(AGAIN_MS)
        self._soon.timeout.connect(self.refresh)
        panel.asked.connect(self.refresh)
        panel.opened.connect(self._open)
        panel.chosen.connect(self._choose)
        panel.renamed.connect(self._rename)
        panel.visible_changed.connect(self._set_visible)
        panel.locked_changed.connect(self._set_locked)
        panel.tag_select_asked.connect(lambda tag: self._do(lambda e: tags.select_tagged(e, tag)))
        panel.tag_hide_asked.connect(
            lambda tag: self._do(lambda e: tags.set_hidden(e, tag, not tags.is_hidden(e, tag)))
        )

    def _do(self, command: Callable[[Editor], object]) -> None:
        editor = self._editor()
        if editor is not None:
            command(editor)
            self.refresh()

    def follow(self) -> None:
        """Take over changes soon; another page and the selection at once."""
        editor = self._editor()
        if editor is None or not self._panel.isVisible():
            return
        now = (id(editor), editor.page, editor.revision)
        if self._revision[:2] != now[:2]:
            self.refresh()
        elif self._revision != now:
            self._soon.start()
        else:
            self._panel.mark((SHAPE, s) for s in editor.selection)

    def refresh(self) -> None:
        """Show the outline as it is now."""
        editor = self._editor()
        if editor is None:
            return
        tag = self._panel.current_tag()
        self._revision = (id(editor), editor.page, editor.revision)
        self._panel.set_tags(tags.all_tags(editor), hidden=bool(tag) and tags.is_hidden(editor, tag))
        query = self._panel.search.text()
        searching = bool(query.strip() or tag)
        nodes = tuple(self._page(editor, page, query, tag, searching) for page in editor.view.pages())
        if searching:
            nodes = tuple(node for node in nodes if node.children)
        self._panel.show_nodes(nodes, everything_open=searching)
        self._panel.mark((SHAPE, s) for s in editor.selection)

    def _page(self, editor: Editor, page: str, query: str, tag: str, searching: bool) -> Node:
        record = editor.records.pages.get(page)
        name = record.name if record is not None else ""
        if not searching and page != editor.page and page not in self._opened:
            return Node(page, PAGE, name)
        found = outline.outline(editor, page)
        if searching:
            found = outline.filtered(found, query, tag)
        # A level that says nothing is left out.
        alone = len(editor.view.layers(page)) == 1 and len(found) == 1 and found[0].table == LAYER
        return Node(page, PAGE, name, children=found[0].children if alone else found)

    def _open(self, page: str) -> None:
        self._opened.add(page)
        self.refresh()

    def _choose(self, keys: tuple[tuple[str, str], ...]) -> None:
        editor = self._editor()
        if editor is None or not keys:
            return
        table, id_ = keys[-1]
        if table == PAGE:
            editor.set_page(id_)
        elif table == LAYER:
            record = editor.records.layers.get(id_)
            editor.set_page(record.page if record is not None else editor.page)
            editor.set_layer(id_)
        else:
            go_to(editor, id_)
            chosen = [i for kind, i in keys if kind == SHAPE]
            if len(chosen) > 1:
                editor.select(chosen)

    def _rename(self, table: str, id_: str, name: str) -> None:
        rename = {PAGE: pages.rename, LAYER: layers.rename}.get(table, text.rename)
        self._do(lambda editor: rename(editor, id_, name))

    def _set_visible(self, table: str, id_: str, visible: bool) -> None:
        if table == LAYER:
            self._do(lambda editor: layers.set_visible(editor, id_, visible))
        else:
            self._do(lambda editor: locking.hide(editor, not visible, (id_,)))

    def _set_locked(self, table: str, id_: str, locked: bool) -> None:
        if table == LAYER:
            self._do(lambda editor: layers.set_locked(editor, id_, locked))
        else:
            self._do(lambda editor: locking.set_locked(editor, locked, (id_,)))
