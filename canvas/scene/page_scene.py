"""One page as it is painted: absolute boxes, routes, display entries, bounds and the spatial index, kept up to date by changes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from canvas.drawing.display_list import DisplayEntry
from canvas.drawing.style import ColorScheme
from canvas.drawing.text import TextEngine
from canvas.geometry.box import Box, union
from canvas.geometry.spatial_index import SpatialIndex
from canvas.geometry.vec import Vec
from canvas.model.changes import Change, KeyChange
from canvas.model.plan import META, SHAPES
from canvas.model.records import ShapeRecord, Value
from canvas.scene.entries import entry_of, rough_bounds
from canvas.scene.layout import Layout
from canvas.scene.overlay_graph import Overlaid, OverlayGraph, overlaid
from canvas.scene.structure import Records, Structure, View, reordered, structure_of

_ENTRY_LIMIT = 30_000
"""Display entries kept; a page rarely shows more at once."""
_EXACT_LIMIT = 2_000
"""With more shapes changed at once the whole page is repainted instead of each shape's place."""
_STRUCTURAL = frozenset(
    {
        "kind",
        "page",
        "layer",
        "parent",
        "order",
        "hidden",
        "collapsed",
        "source",
        "target",
        "source.point",
        "target.point",
    }
)


@dataclass(frozen=True, slots=True)
class SceneDelta:
    """What a change did to the page.

    Attributes:
        dirty: scene-space boxes to repaint (old and new places).
        changed: ids whose entry is a new one.
        removed: ids no longer painted.
        added: ids newly painted.
    """

    dirty: tuple[Box, ...] = ()
    changed: frozenset[str] = frozenset()
    removed: frozenset[str] = frozenset()
    added: frozenset[str] = frozenset()


class PageScene:
    """The painted state of one page.

    Args:
        records: where records are read; its mappings may be live.
        view: the repaired graph of the same records. Whoever owns it calls `view.update(changes)` before `apply(changes)`.
        page_id: the page.
        engine: lays out text.
        scheme: light or dark colours.

    Attributes:
        index: bounds of all painted ids, scene space. Rough (too large) until an entry has been made, exact from then on.
        page_id: the page.
        engine: as given.
        scheme: as given.
        records: as given.
        view: as given.
    """

    def __init__(
        self,
        records: Records,
        view: View,
        page_id: str,
        engine: TextEngine,
        scheme: ColorScheme = ColorScheme.LIGHT,
    ) -> None:
        self.records = records
        self.view = view
        self.page_id = page_id
        self.engine = engine
        self.scheme = scheme
        self.index = SpatialIndex()
        self._entries: OrderedDict[str, DisplayEntry] = OrderedDict()
        self._exact: set[str] = set()
        self._structure = Structure()
        self._position: dict[str, int] = {}
        self._layout = Layout(records.shapes, view, self.is_painted)
        self._restructure()
        self.index.put_many((i, self._rough(i)) for i in self.order)

    @property
    def order(self) -> tuple[str, ...]:
        """Painted ids back to front."""
        return self._structure.order

    def is_painted(self, shape_id: str) -> bool:
        """Tell whether a shape of this page is painted (not hidden, not in a hidden layer or a shut container)."""
        return shape_id in self._structure.painted

    def position(self, shape_id: str) -> int:
        """Return the place of a painted id in `order`.

        Raises:
            KeyError: the id is not painted.
        """
        return self._position[shape_id]

    def entry(self, shape_id: str) -> DisplayEntry:
        """Return what a painted id paints, made on demand and kept.

        Raises:
            KeyError: the id is not painted.
        """
        known = self._entries.get(shape_id)
        if known is not None:
            self._entries.move_to_end(shape_id)
            return known
        if shape_id not in self._position:
            raise KeyError(shape_id)
        made = entry_of(self.records.shapes[shape_id], self._layout, self.engine, self.scheme)
        self._entries[shape_id] = made
        if len(self._entries) > _ENTRY_LIMIT:
            self._entries.popitem(last=False)
        if shape_id not in self._exact:
            self._exact.add(shape_id)
            self.index.put(shape_id, made.bounds)
        return made

    def bounds(self, shape_id: str) -> Box:
        """Return the scene box of everything a painted id paints; exact once its entry has been made, else a little too large.

        Raises:
            KeyError: the id is not painted.
        """
        return self.index.box(shape_id)

    def box(self, shape_id: str) -> Box:
        """Return the absolute unrotated box of a shape, or the box around a connector's line."""
        return self._layout.box(shape_id)

    def points(self, shape_id: str) -> tuple[Vec, ...]:
        """Return the routed line of a connector in scene space; empty for shapes and for lines that cannot be drawn."""
        return self._layout.points(shape_id)

    def content_bounds(self) -> Box:
        """Return the exact scene box of everything painted; an empty box for an empty page.

        Only what may reach the border is painted for it.
        """
        if not self.order:
            return Box(0.0, 0.0, 0.0, 0.0)
        while True:
            around = self.index.extent()
            if around is None:
                return Box(0.0, 0.0, 0.0, 0.0)
            inner = around.inflated(-1e-9)
            left, top, right, bottom = self.index.columns()
            touching = (left <= inner.x) | (top <= inner.y) | (right >= inner.right) | (bottom >= inner.bottom)
            ids = [self.index.id_at(int(row)) for row in touching.nonzero()[0]]
            rough = [i for i in ids if i is not None and i not in self._exact]
            if not rough:
                return around
            for i in rough:
                self.entry(i)

    def query(self, box: Box) -> tuple[str, ...]:
        """Return the painted ids whose bounds touch a box, back to front."""
        return tuple(sorted(self.index.query(box), key=self._position.__getitem__))

    def apply(self, changes: Iterable[Change], touched: Iterable[str] = ()) -> SceneDelta:
        """Take in changes of the records; `view.update` must have taken them in before.

        Args:
            changes: as the document told them; those of other pages are harmless.
            touched: what `view.update` returned, if at hand; found out otherwise.
        """
        seeds, structural = _seeds(changes)
        seeds.update(touched)
        before = self._structure
        if structural or touched:
            self._restructure()
        after = self._structure
        gone: frozenset[str] = frozenset()
        come: frozenset[str] = frozenset()
        if after is not before:
            seeds |= _moved_in_graph(before, after)
            gone, come = before.painted - after.painted, after.painted - before.painted
        seeds = {i for i in seeds if i in before.parents or i in after.parents}
        changed = self._closure(seeds, self.view)
        if after is not before:
            changed |= reordered(before.order, after.order, changed)
        return self._repaint({i for i in changed if i not in come}, gone, come)

    def _repaint(self, changed: set[str], gone: frozenset[str], come: frozenset[str]) -> SceneDelta:
        painted = self._structure.painted
        kept = {i for i in changed if i in painted}
        old = [self.index.box(i) for i in (*gone, *kept) if i in self.index]
        for i in (*changed, *gone, *come):
            self._layout.forget(i)
            self._entries.pop(i, None)
            self._exact.discard(i)
        for i in gone:
            self.index.remove(i)
        self.index.put_many([(i, self._rough(i)) for i in (*kept, *come)])
        if len(kept) + len(come) <= _EXACT_LIMIT:
            new = [self.entry(i).bounds for i in (*kept, *come)]
        else:
            new = [self.index.box(i) for i in (*kept, *come)]
            whole = union((*old, *new))
            old, new = [], [whole] if whole else []
        return SceneDelta(tuple(dict.fromkeys((*old, *new))), frozenset(kept), frozenset(gone), frozenset(come))

    def preview(
        self, overrides: Mapping[str, Mapping[str, Value]], only: Collection[str] | None = None
    ) -> tuple[DisplayEntry, ...]:
        """Return how shapes would be painted with other values, with what hangs on them; the document is not touched.

        Args:
            overrides: document values by id, laid over the records' own. An unknown id is a shape that is about to be made.
            only: make entries of these ids alone, for example of the connectors that bend while a large selection is dragged.

        Returns:
            Entries of the shapes, their children and connectors, back to front; new shapes last.
        """
        shapes = self.records.shapes
        changed: dict[str, ShapeRecord] = {i: overlaid(i, shapes.get(i), values) for i, values in overrides.items()}
        graph = OverlayGraph(self.view, changed, shapes)
        affected = self._closure(set(changed), graph)
        layout = Layout(
            Overlaid(changed, shapes),
            graph,
            lambda i: i in self._structure.painted or (i in changed and i not in shapes),
            self._layout,
            frozenset(affected),
        )
        known = sorted((i for i in affected if i in self._position), key=self._position.__getitem__)
        fresh = [i for i in changed if i not in shapes]
        entries = []
        for i in (*known, *fresh):
            if only is not None and i not in only:
                continue
            record = changed.get(i) or shapes[i]
            if record.is_connector and not layout.points(i):
                continue
            entries.append(entry_of(record, layout, self.engine, self.scheme))
        return tuple(entries)

    def affected_by(self, shape_ids: Iterable[str]) -> frozenset[str]:
        """Return the ids with what hangs on them: children, and connectors glued to any of them."""
        return frozenset(self._closure(set(shape_ids), self.view))

    def _closure(self, seeds: set[str], graph: View | OverlayGraph) -> set[str]:
        found = set(seeds)
        waiting = list(seeds)
        while waiting:
            current = waiting.pop()
            for other in (*graph.children(current), *graph.connectors_of(current)):
                if other not in found:
                    found.add(other)
                    waiting.append(other)
        return found

    def _restructure(self) -> None:
        self._structure = structure_of(self.records, self.view, self.page_id)
        self._position = {i: n for n, i in enumerate(self._structure.order)}

    def _rough(self, shape_id: str) -> Box:
        return rough_bounds(self.records.shapes[shape_id], self._layout, self.records.shapes)


def _seeds(changes: Iterable[Change]) -> tuple[set[str], bool]:
    """Return the shapes named by changes, and whether order, visibility or connections may have changed."""
    seeds: set[str] = set()
    structural = False
    for change in changes:
        table = getattr(change, "table", SHAPES)
        if table == SHAPES:
            seeds.add(change.id)
            if isinstance(change, KeyChange):
                structural = structural or change.key in _STRUCTURAL
            else:
                structural = structural or hasattr(change, "present")
        elif table != META:
            structural = True
    return seeds, structural


def _moved_in_graph(before: Structure, after: Structure) -> set[str]:
    """Return ids whose visibility, parent or ends differ."""
    moved = set(before.painted ^ after.painted)
    moved.update(i for i, parent in after.parents.items() if before.parents.get(i) != parent)
    moved.update(i for i, ends in after.ends.items() if before.ends.get(i) != ends)
    return moved
