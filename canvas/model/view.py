"""The repaired graph: what a merged document means when its references no longer fit together. Never written.

Rules (docs/spec/document.md, VIEW-n), all decided by content only, so that equal documents give equal views:
a shape lives on the page and layer of its outermost parent; a missing page means the first page, a missing layer the
page's first layer; a document without pages has one virtual page, a page without layers one virtual layer; a missing
parent means none; a parent cycle is cut at its smallest id; a connector end whose shape is missing, on another page or
that would make its route depend on itself is free.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

from canvas.model.changes import Change
from canvas.model.records import LayerRecord, PageRecord, ShapeRecord

VIRTUAL_PAGE = "virtual-page"
VIRTUAL_LAYER = "virtual-layer"
"""Ids without a record: use `.get(id)` on records.pages and records.layers."""


class GraphRecords(Protocol):
    """Where the view reads records: a Snapshot or the live Projection."""

    @property
    def pages(self) -> Mapping[str, PageRecord]: ...
    @property
    def layers(self) -> Mapping[str, LayerRecord]: ...
    @property
    def shapes(self) -> Mapping[str, ShapeRecord]: ...


class GraphView:
    """The repaired view of live records; call `update` with every batch of changes."""

    def __init__(self, records: GraphRecords) -> None: ...

    def update(self, changes: Iterable[Change]) -> frozenset[str]:
        """Take in changes; return ids of shapes whose place, order, parent or ends changed, came or went."""
        ...

    def parent(self, shape_id: str) -> str:
        """Return the parent shape's id or ""."""
        ...

    def children(self, shape_id: str) -> tuple[str, ...]:
        """Return the children back to front."""
        ...

    def place(self, shape_id: str) -> tuple[str, str]:
        """Return the ids of page and layer."""
        ...

    def ends(self, shape_id: str) -> tuple[str, str]:
        """Return the ids of the shapes at source and target; "" for a free end, and for what is no connector."""
        ...

    def connectors_of(self, shape_id: str) -> tuple[str, ...]:
        """Return the connectors glued to a shape, in the order of their ids."""
        ...

    def pages(self) -> tuple[str, ...]:
        """Return all pages in order; never empty."""
        ...

    def layers(self, page_id: str) -> tuple[str, ...]:
        """Return the layers of a page back to front; never empty."""
        ...

    def paint_order(self, page_id: str) -> tuple[str, ...]:
        """Return the shapes of a page back to front, parents before children, hidden ones included."""
        ...
