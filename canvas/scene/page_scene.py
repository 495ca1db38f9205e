"""One page as it is painted: absolute boxes, routes, display entries, bounds and the spatial index, kept up to date by changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from canvas.drawing.display_list import DisplayEntry
from canvas.drawing.style import ColorScheme
from canvas.drawing.text import TextEngine
from canvas.geometry.box import Box
from canvas.geometry.spatial_index import SpatialIndex
from canvas.geometry.vec import Vec
from canvas.model.changes import Change
from canvas.model.records import LayerRecord, PageRecord, ShapeRecord, Value


class Records(Protocol):
    """Where the scene reads records: a Snapshot or the live Projection."""

    @property
    def pages(self) -> Mapping[str, PageRecord]: ...
    @property
    def layers(self) -> Mapping[str, LayerRecord]: ...
    @property
    def shapes(self) -> Mapping[str, ShapeRecord]: ...


class View(Protocol):
    """What the scene asks of `canvas.model.view.GraphView`."""

    def parent(self, shape_id: str) -> str: ...
    def children(self, shape_id: str) -> tuple[str, ...]: ...
    def place(self, shape_id: str) -> tuple[str, str]: ...
    def ends(self, shape_id: str) -> tuple[str, str]: ...
    def connectors_of(self, shape_id: str) -> tuple[str, ...]: ...
    def paint_order(self, page_id: str) -> tuple[str, ...]: ...


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
    """

    index: SpatialIndex
    order: tuple[str, ...]

    def __init__(self, records: Records, view: View, page_id: str, engine: TextEngine, scheme: ColorScheme = ColorScheme.LIGHT) -> None: ...

    def entry(self, shape_id: str) -> DisplayEntry: ...
    def bounds(self, shape_id: str) -> Box: ...
    def box(self, shape_id: str) -> Box: ...
    def points(self, shape_id: str) -> tuple[Vec, ...]: ...
    def content_bounds(self) -> Box: ...
    def apply(self, changes: Iterable[Change], touched: Iterable[str] = ()) -> SceneDelta: ...
    def preview(self, overrides: Mapping[str, Mapping[str, Value]]) -> tuple[DisplayEntry, ...]: ...
    def query(self, box: Box) -> tuple[str, ...]: ...
