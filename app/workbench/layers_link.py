"""Between the layers panel and an editor's layers."""

from __future__ import annotations

from collections.abc import Callable

from app.panels.layers_panel import LayerItem, LayersPanel
from canvas.commands import layers
from canvas.editor.editor import Editor


class LayersLink:
    """Shows the layers of the page in front, topmost first, and carries out what the panel asks for."""

    def __init__(self, panel: LayersPanel, editor: Callable[[], Editor | None]) -> None:
        """Connect the panel.

        Args:
            panel: the view.
            editor: returns the editor in front, None while there is none.
        """
        self._panel = panel
        self._editor = editor
        self._shown: tuple[LayerItem, ...] = ()
        panel.activated.connect(lambda layer: self._do(lambda e: e.set_layer(layer)))
        panel.visible_changed.connect(lambda layer, on: self._do(lambda e: layers.set_visible(e, layer, on)))
        panel.locked_changed.connect(lambda layer, on: self._do(lambda e: layers.set_locked(e, layer, on)))
        panel.renamed.connect(lambda layer, name: self._do(lambda e: layers.rename(e, layer, name)))
        panel.add_requested.connect(lambda: self._do(lambda e: layers.add(e)))
        panel.delete_requested.connect(lambda layer: self._do(lambda e: layers.delete(e, layer)))
        panel.move_requested.connect(lambda layer: self._do(lambda e: layers.move_selection_to(e, layer)))
        panel.reordered.connect(self._reorder)

    def _do(self, command: Callable[[Editor], object]) -> None:
        editor = self._editor()
        if editor is not None:
            command(editor)
            self.refresh()

    def _reorder(self, ids: tuple[str, ...]) -> None:
        editor = self._editor()
        if editor is None:
            return
        wanted = ids[::-1]
        before = [layer for layer in editor.view.layers(editor.page) if layer in wanted]
        moved = next((i for i in wanted if [x for x in before if x != i] == [x for x in wanted if x != i]), None)
        if moved is not None:
            layers.move(editor, moved, wanted.index(moved))

    def refresh(self) -> None:
        """Show the layers as they are now."""
        editor = self._editor()
        self._panel.set_movable(editor is not None and bool(editor.selection) and not editor.read_only)
        items = () if editor is None else _items(editor, self._panel.tr("Layer"))
        if items != self._shown:
            self._shown = items
            self._panel.set_layers(items)


def _items(editor: Editor, unnamed: str) -> tuple[LayerItem, ...]:
    records = editor.records.layers
    shown = []
    for layer in reversed(editor.view.layers(editor.page)):
        record = records.get(layer)
        name = record.name if record is not None and record.name else unnamed
        visible, locked = (True, False) if record is None else (record.visible, record.locked)
        shown.append(LayerItem(layer, name, visible, locked, active=layer == editor.layer))
    return tuple(shown)
