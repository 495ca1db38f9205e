"""How a page would look with other values while a gesture lasts: nothing of the page itself is changed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Protocol

from canvas.drawing.display_list import DisplayEntry, Placement
from canvas.drawing.style import ColorScheme
from canvas.drawing.text import TextEngine
from canvas.geometry.box import Box
from canvas.geometry.vec import Vec
from canvas.model.records import ShapeRecord, Value
from canvas.scene.avoiding import Avoiding, is_avoiding
from canvas.scene.clipping import CLIP
from canvas.scene.entries import LinesBehind, entry_of
from canvas.scene.layout import Layout
from canvas.scene.live_avoiding import MOST_MOVED, LiveAvoiding
from canvas.scene.overlay_graph import Overlaid, OverlayGraph, overlaid
from canvas.scene.structure import Records, View, arranging, hanging_on
from canvas.scene.table_lines import TABLE, tables_above

_PLACE = frozenset({"x", "y"})


class Page(Protocol):
    """The page as it is, see `PageScene`."""

    records: Records
    view: View
    engine: TextEngine
    scheme: ColorScheme

    def is_painted(self, shape_id: str) -> bool:
        """Tell whether a shape of this page is painted."""
        ...

    def is_clipped(self, shape_id: str) -> bool:
        """Tell whether a container cuts off what lies beyond it."""
        ...

    def entry(self, shape_id: str) -> DisplayEntry:
        """Return what a painted id paints."""
        ...

    def position(self, shape_id: str) -> int:
        """Return a number that is greater the further in front a painted id lies."""
        ...


class Previewing:
    """Makes the display entries of a gesture.

    Args:
        page: the page as it is; may change afterwards.
        layout: where everything of it lies.
        ways: its lines that keep clear of shapes.
        behind: what its lines hop over.
        obstacle: the box of a shape that lines keep clear of in a layout, None for none.
    """

    def __init__(
        self,
        page: Page,
        layout: Layout,
        ways: Avoiding,
        behind: LinesBehind,
        obstacle: Callable[[str, Layout], Box | None],
    ) -> None:
        self._page, self._layout, self._ways, self._behind, self._obstacle = page, layout, ways, behind, obstacle
        self._live = LiveAvoiding(ways)
        self._moved: frozenset[str] = frozenset()
        self._hung: frozenset[str] = frozenset()

    def entries(
        self,
        overrides: Mapping[str, Mapping[str, Value]],
        only: Collection[str] | None = None,
        *,
        settled: bool = False,
    ) -> tuple[DisplayEntry, ...]:
        """Return how shapes would be painted with other values, with what hangs on them.

        Args:
            overrides: document values by id, laid over the records' own. An unknown id is a shape that is about to be made.
            only: make entries of these ids alone, for example of the connectors that bend while a large selection is dragged.
            settled: lines keep clear of shapes however many of these are moved, which takes longer than a picture may.

        Returns:
            Entries of the shapes, their children and connectors, back to front; new shapes last.
        """
        page = self._page
        shapes = page.records.shapes
        changed = {i: overlaid(i, shapes.get(i), values) for i, values in overrides.items()}
        graph = OverlayGraph(page.view, changed, shapes)
        affected = self._affected(changed, graph, overrides)
        layout = self._laid_over(Overlaid(changed, shapes), graph, affected, settled=settled)
        wanted = affected if only is None else affected.intersection(only)
        known = sorted((i for i in wanted if page.is_painted(i)), key=page.position)
        fresh = [i for i in changed if i not in shapes and (only is None or i in only)]
        opened = not any(record.values.get(CLIP) for record in changed.values())
        entries = []
        for i in (*known, *fresh):
            record = changed.get(i) or shapes[i]
            if record.is_connector and not layout.points(i):
                continue
            carried = self._carried(record, layout) if opened and i not in changed else None
            entries.append(carried or entry_of(record, layout, page.engine, page.scheme, self._behind))
        return tuple(entries)

    def _carried(self, record: ShapeRecord, layout: Layout) -> DisplayEntry | None:
        """Return what a shape paints on the page, where it is now; None for one that does not only move."""
        old, new = self._layout.box(record.id), layout.box(record.id)
        if record.is_connector or record.kind == TABLE or old[2:] != new[2:] or self._page.is_clipped(record.id):
            return None
        entry = self._page.entry(record.id)
        if old == new:
            return entry
        at, bounds = entry.placement, entry.bounds.translated(new.x - old.x, new.y - old.y)
        # Written out, for it runs for each of hundreds of shapes in each picture.
        placement = Placement(new, at.rotation, at.flip_h, at.flip_v)
        return DisplayEntry(entry.id, entry.kind, placement, entry.items, bounds, entry.opacity)

    def _affected(
        self, changed: Mapping[str, ShapeRecord], graph: OverlayGraph, overrides: Mapping[str, Mapping[str, Value]]
    ) -> set[str]:
        """Return what changes with some shapes; the same from frame to frame as long as they only move."""
        only_moved = all(values.keys() <= _PLACE for values in overrides.values())
        if only_moved and self._moved == overrides.keys():
            return set(self._hung)
        page = self._page
        shapes = page.records.shapes
        affected = hanging_on({*changed, *arranging(changed, shapes, graph)}, graph)
        affected |= {i for i in tables_above(changed, shapes, graph) if page.is_painted(i)}
        if only_moved:
            self._moved, self._hung = frozenset(overrides), frozenset(affected)
        return affected

    def _laid_over(self, shapes: Overlaid, graph: OverlayGraph, affected: set[str], *, settled: bool) -> Layout:
        """Return the layout of a preview; add to what is affected the lines that what moves runs into."""
        page = self._page

        def is_shown(i: str) -> bool:
            return page.is_painted(i) or (i in shapes and i not in page.records.shapes)

        plain = Layout(shapes, graph, is_shown, self._layout, frozenset(affected))
        if not self._ways.in_use and not any(is_avoiding(shapes[i]) for i in affected if i in shapes):
            return plain
        boxes = {i: self._obstacle(i, plain) for i in affected if i in self._ways.obstacles}
        self._live.begin(boxes, rough=len(boxes) > MOST_MOVED and not settled)
        affected |= hanging_on(self._live.run_into, graph)
        return Layout(shapes, graph, is_shown, self._layout, frozenset(affected), self._live)

    @property
    def ways(self) -> Mapping[str, tuple[Vec, ...]]:
        """How lines that keep clear of shapes ran last while something was dragged, from box to box."""
        return self._live.ways

    def page_changed(self) -> None:
        """Take in that the page is another one now."""
        self._moved = self._hung = frozenset()
        self._live.page_changed()

    def end(self) -> None:
        """The gesture is over: the next one begins from the lines as they are."""
        self._live.end()
