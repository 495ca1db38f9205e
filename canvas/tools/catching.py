"""What a rubber band selects: whole groups, no locked shapes, no labels on lines, containers only when they lie wholly inside.

A table is taken whole; its cells are only by a band that lies wholly in it.

A band over ten thousand shapes catches almost the same with every movement of the pointer. Most shapes stand for themselves
(`PageScene.traits` knows the others); what the others stand for is found out once while the band is drawn.
"""

from __future__ import annotations

from canvas.editor.editor import Editor
from canvas.geometry.box import Box
from canvas.kernels.tables import is_cell, is_row, table_of
from canvas.scene.hit_test import within
from canvas.tools.picking import entered_by, outermost_group

_NOTHING = ""


class Catch:
    """What bands of one gesture select.

    Args:
        editor: where.
    """

    def __init__(self, editor: Editor) -> None:
        self._editor = editor
        self._entered: frozenset[str] = frozenset()
        self._revision = -1
        self._meant: dict[str, str] = {}
        self._tables: dict[str, str] = {}
        self._ancestors: dict[str, tuple[str, ...]] = {}

    def caught(self, box: Box, contain: bool) -> tuple[str, ...]:
        """Return what a band selects, back to front.

        A container is selected only when it lies wholly inside, so that a band can be drawn among its children.

        Args:
            box: the band, scene space.
            contain: shapes must lie wholly inside; else it is enough that the band touches them.
        """
        touched = self._touched(box, contain)
        involved = self._editor.scene.traits.involved.intersection(touched)
        if not involved:
            return touched
        self._renew()
        for shape_id in involved - self._meant.keys():
            self._meant[shape_id] = self._what(shape_id)
        beyond = {s for s in involved if self._reaches_beyond(s, box)}
        tables = self._whole_tables(box, contain)
        meant = [self._meant.get(s, s) for s in touched if s not in beyond]
        found = dict.fromkeys([tables.get(s, s) for s in meant] if tables else meant)
        found.pop(_NOTHING, None)
        held = [s for s, around in self._ancestors.items() if s in found and any(a in found for a in around)]
        for shape_id in held:
            del found[shape_id]
        return tuple(found)

    def _touched(self, box: Box, contain: bool) -> tuple[str, ...]:
        """Return what lies in a band on layers that are not locked, back to front."""
        editor = self._editor
        touched, locked = within(editor.scene, box, contain), editor.locked_layers
        return tuple(s for s in touched if editor.view.place(s)[1] not in locked) if locked else touched

    def _renew(self) -> None:
        """Forget what shapes stood for when the document is another or other groups are entered."""
        entered = entered_by(self._editor, self._editor.selection)
        if (self._editor.revision, entered) != (self._revision, self._entered):
            self._revision, self._entered = self._editor.revision, entered
            self._meant, self._tables, self._ancestors = {}, {}, {}

    def _what(self, shape_id: str) -> str:
        """Return what a shape stands for: itself, a group around it, or nothing."""
        editor, graph = self._editor, self._editor.graph
        ancestors = graph.ancestors(shape_id)
        if graph.is_label(shape_id) or any(editor.records.shapes[s].get("locked") for s in (shape_id, *ancestors)):
            return _NOTHING
        meant = outermost_group(editor, shape_id, ancestors, self._entered)
        if meant not in self._ancestors and (around := graph.ancestors(meant)):
            self._ancestors[meant] = around
        if is_cell(graph, meant) or is_row(graph, meant):
            self._tables[meant] = table_of(graph, meant)
        return meant

    def _whole_tables(self, box: Box, contain: bool) -> dict[str, str]:
        """Return, for rows and cells of tables from which the band sticks out, what is selected instead of them."""
        graph = self._editor.graph
        out = {t for t in set(self._tables.values()) if not graph.bounds(t).contains_box(box)}
        # A table that must lie wholly inside is found by itself.
        return {s: _NOTHING if contain else t for s, t in self._tables.items() if t in out}

    def _reaches_beyond(self, shape_id: str, box: Box) -> bool:
        graph = self._editor.graph
        return graph.is_container(graph.records[shape_id]) and not box.contains_box(graph.bounds(shape_id))
