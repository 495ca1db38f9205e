"""What is in a diagram, in numbers."""

from __future__ import annotations

from dataclasses import dataclass

from canvas.model.records import LayerRecord, PageRecord, Snapshot
from canvas.model.schema import PAGE_KEYS
from canvas.model.view import GraphView
from canvas.scene.structure import painted_of


@dataclass(frozen=True, slots=True)
class LayerSummary:
    """One layer of a page."""

    id: str
    name: str
    visible: bool
    locked: bool


@dataclass(frozen=True, slots=True)
class PageSummary:
    """One page.

    Attributes:
        id: id of the page.
        name: shown on its tab.
        width: of the paper, scene units.
        height: of the paper, scene units.
        layers: back to front.
        shapes: all shapes that are no connectors, hidden ones included.
        connectors: all connectors.
        painted: shapes and connectors that are painted: neither hidden, nor in a hidden layer or a shut container.
    """

    id: str
    name: str
    width: float
    height: float
    layers: tuple[LayerSummary, ...]
    shapes: int
    connectors: int
    painted: int

    @property
    def cells(self) -> int:
        """All shapes and connectors."""
        return self.shapes + self.connectors


def summarise(snapshot: Snapshot) -> tuple[PageSummary, ...]:
    """Return a summary of every page, in the order of the diagram."""
    view = GraphView(snapshot)
    return tuple(_page(snapshot, view, page) for page in view.pages())


def _page(snapshot: Snapshot, view: GraphView, page_id: str) -> PageSummary:
    page = snapshot.pages.get(page_id) or PageRecord(page_id)
    shapes = [snapshot.shapes[id_] for id_ in view.paint_order(page_id)]
    connectors = sum(shape.is_connector for shape in shapes)
    return PageSummary(
        page_id,
        page.name,
        float(page.get("width", PAGE_KEYS["width"].default)),
        float(page.get("height", PAGE_KEYS["height"].default)),
        tuple(_layer(snapshot.layers.get(id_) or LayerRecord(id_)) for id_ in view.layers(page_id)),
        len(shapes) - connectors,
        connectors,
        len(painted_of(snapshot, view, page_id)),
    )


def _layer(layer: LayerRecord) -> LayerSummary:
    return LayerSummary(layer.id, layer.name, layer.visible, layer.locked)
