"""One page as it is painted: absolute boxes, routes, display entries, bounds and the spatial index, kept up to date by changes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from canvas.drawing.display_list import DisplayEntry
from canvas.drawing.style import ColorScheme
from canvas.drawing.text import TextEngine
from canvas.geometry.box import Box
from canvas.geometry.spatial_index import SpatialIndex
from canvas.geometry.vec import Vec
from canvas.model.changes import Change
from canvas.model.records import CONNECTOR, ShapeRecord, Value
from canvas.scene.avoiding import Avoiding, Haste, Search, is_avoiding, obstacle_box
from canvas.scene.clipping import common
from canvas.scene.curves import is_curved
from canvas.scene.delta import EXACT_LIMIT, SceneDelta, dirty_of
from canvas.scene.entries import entry_of, rough_bounds
from canvas.scene.jumpers import Jumpers
from canvas.scene.kept_entries import KeptEntries
from canvas.scene.layout import Layout
from canvas.scene.line_style import far_orthogonal
from canvas.scene.outline_boxes import ROUGH, outline_box
from canvas.scene.outlines import Outlines
from canvas.scene.paint_ranks import PaintRanks
from canvas.scene.painted_ids import PaintedIds
from canvas.scene.previewing import Previewing
from canvas.scene.reach import reach_of
from canvas.scene.structure import Records, View, arranging, below, hanging_on
from canvas.scene.table_lines import tables_above
from canvas.scene.traits import Traits

_EVERYTHING_FROM = 4_000
"""With more shapes touched at once order and visibility are worked out for the whole page."""


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
        traits: what is painted and is more than a shape for itself.
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
        self._entries = KeptEntries()
        self._exact: set[str] = set()
        self.traits = Traits()
        self._outlines = Outlines(self.index, lambda i: () if is_curved(records.shapes[i]) else self.points(i))
        self._painted = PaintedIds(records, view, page_id)
        self._ranks = PaintRanks(self.index)
        self._ways = Avoiding(
            lambda: {i: box for i in self.order if (box := self._obstacle(i, self._layout)) is not None},
            lambda i: self._layout.ends_around(i),
        )
        self._layout = Layout(records.shapes, view, self.is_painted, ways=self._ways)
        self._jumpers = Jumpers(records.shapes, self.index, self.position)
        self._previewing = Previewing(self, self._layout, self._ways, self._jumpers.behind, self._obstacle)
        self._put_rough(self.order)
        self._ranks.number(self.order)

    @property
    def order(self) -> tuple[str, ...]:
        """Painted ids back to front."""
        return self._painted.order

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing is painted."""
        return not self._painted.ids

    def is_painted(self, shape_id: str) -> bool:
        """Tell whether a shape of this page is painted (not hidden, not in a hidden layer or a shut container)."""
        return shape_id in self._painted.ids

    def position(self, shape_id: str) -> int:
        """Return a number that is greater the further in front a painted id lies; holds until the next change.

        Raises:
            KeyError: the id is not painted.
        """
        return self._ranks.of(shape_id)

    def entry(self, shape_id: str) -> DisplayEntry:
        """Return what a painted id paints, made on demand and kept.

        Raises:
            KeyError: the id is not painted.
        """
        known = self._entries.get(shape_id)
        if known is not None:
            return known
        if shape_id not in self._painted.ids:
            raise KeyError(shape_id)
        record, before = self.records.shapes[shape_id], self._entries.before(shape_id)
        made = entry_of(record, self._layout, self.engine, self.scheme, self._jumpers.behind, before)
        self._entries.put(record, made)
        if shape_id not in self._exact:
            self._exact.add(shape_id)
            self.index.put(shape_id, made.bounds)
        return made

    def is_laid_out(self, shape_id: str) -> bool:
        """Tell whether `entry` has what a shape paints at hand."""
        return shape_id in self._entries

    def bounds(self, shape_id: str) -> Box:
        """Return the scene box of everything a painted id paints; exact once its entry has been made, else a little too large.

        Raises:
            KeyError: the id is not painted.
        """
        return self.index.box(shape_id)

    def box(self, shape_id: str) -> Box:
        """Return the absolute unrotated box of a shape, or the box around a connector's line."""
        return self._layout.box(shape_id)

    def are_plain(self, ids: Collection[str]) -> bool:
        """Tell whether all of many ids are painted and none is `traits.involved`."""
        return self.traits.are_plain(ids, self._painted.ids)

    def is_clipped(self, shape_id: str) -> bool:
        """Tell whether a container cuts off what lies beyond it."""
        return bool(self.traits.clipping) and any(True for _ in self._layout.clipping(shape_id))

    def seen_box(self, shape_id: str) -> Box:
        """Return what containers leave to be seen of the unrotated box of a shape."""
        box = self._layout.box(shape_id)
        for holder in self._layout.clipping(shape_id) if self.traits.clipping else ():
            box = common(box, self._layout.box(holder.id))
        return box

    def points(self, shape_id: str) -> tuple[Vec, ...]:
        """Return the routed line of a connector in scene space; empty for shapes and for lines that cannot be drawn."""
        return self._layout.points(shape_id)

    def plain_line(self, shape_id: str) -> tuple[int, int, bool] | None:
        """Return the rows of the shapes at both ends of a connector, and whether it is orthogonal instead of straight.

        None when that is not enough to draw it from afar.
        """
        orthogonal = far_orthogonal(self.records.shapes[shape_id].values)
        source, target = self._layout.visible_ends(shape_id)
        if orthogonal is None or source == target:
            return None
        if not all(i in self._painted.ids and not self.records.shapes[i].is_connector for i in (source, target)):
            return None
        return self.index.row(source), self.index.row(target), orthogonal

    def content_bounds(self) -> Box:
        """Return the exact scene box of everything painted; an empty box for an empty page.

        Only what may reach the border is painted for it.
        """
        while True:
            rough = [i for i in self.index.at_the_rim() if i not in self._exact]
            if not rough:
                return self.index.extent() or Box(0.0, 0.0, 0.0, 0.0)
            for i in rough:
                self.entry(i)

    def rows_in(self, box: Box) -> NDArray[np.intp]:
        """Return the rows of `index` whose bounds touch a box, back to front."""
        return self._ranks.back_to_front(self.index.query_rows(box))

    def query(self, box: Box) -> tuple[str, ...]:
        """Return the painted ids whose bounds touch a box, back to front."""
        return self.index.named(self.rows_in(box))

    def within(self, band: Box, contain: bool, is_selected: Callable[[str], bool]) -> tuple[str, ...]:
        """Return the painted ids whose own box or line lies inside a band or touches it, back to front.

        Args:
            band: scene space.
            contain: they must lie inside.
            is_selected: decides where boxes around the outlines do not tell.
        """
        return self.index.named(self._ranks.back_to_front(self._outlines.within(band, contain, is_selected)))

    def around(self, ids: Collection[str], outline: Callable[[str], Box]) -> Box | None:
        """Return the box around the outlines of painted ids, see `Outlines.around`."""
        return self._outlines.around(ids, outline)

    def apply(
        self,
        changes: Iterable[Change],
        touched: Collection[str],
        *,
        precise: bool = True,
        seen: Box | None = None,
        search: Search = Search.ALL,
    ) -> SceneDelta:
        """Take in changes of the records; `view.update` must have taken them in before.

        Args:
            changes: as the document told them; those of other pages are harmless.
            touched: what `view.update` returned.
            precise: tell exactly what is to be repainted; else a little more of it, at less cost, for pages seen from afar.
            seen: what of the page is looked at, None for all: what changed beyond is laid out when somebody looks.
            search: which lines that run around shapes look for their way at once; `settle` finds that of the others.
        """
        self._previewing.page_changed()
        reach = reach_of(changes, touched)
        moved_in_tree = reach.structural or bool(touched)
        seeds = reach.seeds | (reach.looks & self.traits.clipping)
        seeds |= arranging(seeds, self.records.shapes, self.view, self._layout.holder)
        # What hangs on it may be painted here though the shape itself has gone from here.
        changed = hanging_on((i for i in seeds if self._painted.may_be(i)), self.view)
        changed |= self._painted.ids & tables_above(seeds, self.records.shapes, self.view)
        everything = reach.sheets or (moved_in_tree and len(changed) > _EVERYTHING_FROM)
        if everything:
            gone, come = self._painted.work_out(changed)
        else:
            gone, come = self._painted.follow(changed) if moved_in_tree else (set[str](), set[str]())
        kept, old = self._replace(changed, gone, come, search)
        looks = (reach.looks & self._painted.ids) - kept - come
        if moved_in_tree or reach.sheets:
            self._rank(None if everything else come | below((i for i in touched if i in changed), self.view))
        hopping = self._hopping(kept | come, old)
        old |= self._look_again(looks)
        for i in hopping if precise else ():
            self.entry(i)  # Where they hop now nobody has told the index.
        return self._delta(kept | looks | hopping, gone, come, list(old.values()), precise=precise, seen=seen)

    def _rank(self, moved: set[str] | None) -> None:
        """Take over the paint order, for some ids or (None) for all."""
        here = [] if moved is None else [i for i in moved if i in self._painted.ids]
        if moved is None or not self._ranks.insert(here, self.view.behind):
            self._ranks.number(self.order)

    def _put_rough(self, ids: Collection[str]) -> None:
        """Set bounds of shapes that are to be painted anew, without painting them."""
        shapes, layout, outline = self.records.shapes, self._layout, self._outline
        traits, parent = self.traits, self.view.parent
        bounds: list[Box] = []
        outlines: list[Box] = []
        exactness: list[int] = []
        lines = {i for i in ids if shapes[i].values.get("kind") == CONNECTOR}
        for i in lines:  # All are known before any is routed: lines run side by side with those that are.
            self._jumpers.note(shapes[i])
            self._ways.note(i, is_avoiding(shapes[i]))
        for i in ids:
            record = shapes[i]
            traits.note(record, parent(i))
            rough = rough_bounds(record, layout, shapes)
            around, exact = (rough, ROUGH) if i in lines else outline(record, rough)
            bounds.append(rough)
            outlines.append(around)
            exactness.append(exact)
        rows = self.index.put_many(zip(ids, bounds, strict=True))
        self._outlines.put(rows, outlines, exactness)

    def _avoids(self, shape_id: str) -> bool:
        return shape_id in self._painted.ids and is_avoiding(self.records.shapes[shape_id])

    def _obstacle(self, shape_id: str, layout: Layout) -> Box | None:
        """Return the box that lines keep clear of, None for what does not stand in the way."""
        shapes = self.records.shapes
        return obstacle_box(shapes[shape_id], shapes, layout) if shape_id in self._painted.ids else None

    def _outline(self, record: ShapeRecord, rough: Box) -> tuple[Box, int]:
        # Lines are routed when somebody looks, and so are those that labels ride on.
        parent = self.view.parent(record.id)
        if parent and (holder := self.records.shapes.get(parent)) is not None and holder.is_connector:
            return rough, ROUGH
        return outline_box(record, self._layout.box(record.id))

    def _replace(
        self, changed: set[str], gone: set[str], come: set[str], search: Search
    ) -> tuple[set[str], dict[str, Box]]:
        """Forget what was known of shapes and say roughly where they are now; return what stays painted, and old bounds."""
        touched = (*changed, *gone, *come)
        self._forget(touched)
        self.traits.forget(touched)
        dragged = self._previewing.ways
        layout = self._layout
        shifted = self._ways.follow(touched, search, self._avoids, lambda i: self._obstacle(i, layout), dragged)
        around = hanging_on(shifted, self.view) - changed
        self._forget(around)
        kept = {i for i in changed | around if i in self._painted.ids and i not in come}
        old = {i: self.index.box(i) for i in (*gone, *kept)}
        for i in gone:
            self._outlines.free(self.index.row(i))
            self._jumpers.drop(i)
            self.index.remove(i)
        self._put_rough((*kept, *come))
        return kept, old

    def _look_again(self, ids: set[str]) -> dict[str, Box]:
        """Forget what shapes painted that are where they were; return their old bounds."""
        old = {i: self._outdated(i) for i in ids}
        self._put_rough(ids)
        return old

    def _hopping(self, fresh: set[str], old: dict[str, Box]) -> set[str]:
        """Return the lines that may hop elsewhere because others run elsewhere now."""
        found = self._jumpers.concerned(old.values(), fresh) - fresh
        old |= {i: self._outdated(i) for i in found}
        return found

    def _outdated(self, shape_id: str) -> Box:
        """Return the bounds of a painted shape, which holds them until it is painted anew."""
        self._entries.outdate(shape_id)
        self._exact.discard(shape_id)
        return self.index.box(shape_id)

    def _delta(
        self,
        kept: set[str],
        gone: set[str],
        come: set[str],
        old: list[Box],
        *,
        precise: bool = True,
        seen: Box | None = None,
    ) -> SceneDelta:
        fresh = (*kept, *come)
        new = [self.index.box(i) for i in fresh]
        if precise and len(fresh) <= EXACT_LIMIT:
            new = [
                self.entry(i).bounds if seen is None or rough.intersects(seen) else rough
                for i, rough in zip(fresh, new, strict=True)
            ]
        return SceneDelta(dirty_of(old, new), frozenset(kept), frozenset(gone), frozenset(come))

    def _forget(self, ids: Iterable[str]) -> None:
        for i in ids:
            self._layout.forget(i)
            self._entries.outdate(i)
            self._exact.discard(i)

    @property
    def is_settled(self) -> bool:
        """Tell whether all lines run as they do on a page that is opened anew."""
        return not self._ways.due

    @property
    def haste(self) -> Haste:
        """How soon lines that did not look for their way yet are to do so."""
        return self._ways.haste

    def settle(self, go_on: Callable[[], bool] | None = None) -> SceneDelta:
        """Find how lines run that did not look for their way yet, see `Avoiding.settle`."""
        self._ways.settle(go_on)
        kept, old = self._replace(set(), set(), set(), Search.NONE)
        kept |= self._hopping(kept, old)
        return self._delta(kept, set(), set(), list(old.values()))

    def preview(
        self,
        overrides: Mapping[str, Mapping[str, Value]],
        only: Collection[str] | None = None,
        *,
        settled: bool = False,
    ) -> tuple[DisplayEntry, ...]:
        """Return how shapes would be painted with other values, see `Previewing.entries`; the document is not touched."""
        return self._previewing.entries(overrides, only, settled=settled)

    def end_preview(self) -> None:
        """The gesture that was previewed is over: the next one begins from the lines as they are."""
        self._previewing.end()

    @property
    def fallbacks(self) -> frozenset[str]:
        """Lines that were to avoid shapes and could not, as far as they were asked for."""
        return self._ways.fallbacks

    def affected_by(self, shape_ids: Iterable[str]) -> frozenset[str]:
        """Return the ids with what hangs on them: children, and connectors glued to any of them."""
        return frozenset(hanging_on(shape_ids, self.view))
