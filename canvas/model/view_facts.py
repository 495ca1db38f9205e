"""What the repaired view reads of the records: where a shape says it belongs, and the pages and layers there are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, Protocol

from canvas.model.records import CONNECTOR, LayerRecord, PageRecord, ShapeRecord

VIRTUAL_PAGE = "virtual-page"
VIRTUAL_LAYER = "virtual-layer"
"""Ids without a record: use `.get(id)` on records.pages and records.layers."""

Spot = tuple[str, str, str]
"""Page, layer and the nearest connector strictly above a shape ("" for none)."""

STRUCTURE = frozenset({"kind", "order", "parent", "page", "layer", "source", "target"})
"""Keys of a shape that the view depends on."""


class GraphRecords(Protocol):
    """Where the view reads records: a Snapshot or the live Projection."""

    @property
    def pages(self) -> Mapping[str, PageRecord]:
        """Pages by id."""

    @property
    def layers(self) -> Mapping[str, LayerRecord]:
        """Layers by id."""

    @property
    def shapes(self) -> Mapping[str, ShapeRecord]:
        """Shapes by id."""


class Facts(NamedTuple):
    """What one shape says of itself; ends are "" for what is no connector."""

    connector: bool
    order: str
    parent: str
    page: str
    layer: str
    source: str
    target: str


def facts_of(record: ShapeRecord) -> Facts:
    """Return what a shape says of itself."""
    get = record.values.get
    connector = get("kind") == CONNECTOR
    return Facts(
        connector,
        get("order", ""),
        get("parent", ""),
        get("page", ""),
        get("layer", ""),
        get("source", "") if connector else "",
        get("target", "") if connector else "",
    )


class Sheets:
    """The pages in order and the layers of each, with virtual ones where there are none."""

    def __init__(self, records: GraphRecords) -> None:
        ordered = sorted((page.order, page_id) for page_id, page in records.pages.items())
        self.pages = tuple(page_id for _, page_id in ordered) or (VIRTUAL_PAGE,)
        layers: dict[str, list[tuple[str, str]]] = {page_id: [] for page_id in self.pages}
        for layer_id, layer in records.layers.items():
            if layer.page in layers:
                layers[layer.page].append((layer.order, layer_id))
        self.layers = {
            page_id: tuple(layer_id for _, layer_id in sorted(found)) or (VIRTUAL_LAYER,)
            for page_id, found in layers.items()
        }

        self._spots: dict[tuple[str, str], Spot] = {}

    def spot(self, facts: Facts) -> Spot:
        """Return the spot of a shape without a parent; equal spots are one object, since most shapes share a few."""
        stated = facts.page, facts.layer
        spot = self._spots.get(stated)
        if spot is None:
            page = facts.page if facts.page in self.layers else self.pages[0]
            layers = self.layers[page]
            spot = self._spots[stated] = (page, facts.layer if facts.layer in layers else layers[0], "")
        return spot
