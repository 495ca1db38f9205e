"""Which shapes of a page are painted, in which order, and how they hang together: a snapshot of the view to compare with the next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from canvas.model.records import LayerRecord, PageRecord, ShapeRecord


class Records(Protocol):
    """Where the scene reads records: a Snapshot or the live Projection."""

    @property
    def pages(self) -> Mapping[str, PageRecord]:
        """Pages by id."""
        ...

    @property
    def layers(self) -> Mapping[str, LayerRecord]:
        """Layers by id."""
        ...

    @property
    def shapes(self) -> Mapping[str, ShapeRecord]:
        """Shapes and connectors by id."""
        ...


class View(Protocol):
    """What the scene asks of `canvas.model.view.GraphView`."""

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
        """Return the ids of the shapes at source and target, "" for free ends."""
        ...

    def connectors_of(self, shape_id: str) -> tuple[str, ...]:
        """Return the connectors glued to a shape."""
        ...

    def paint_order(self, page_id: str) -> tuple[str, ...]:
        """Return the shapes of a page back to front, parents before children."""
        ...


@dataclass(frozen=True, slots=True)
class Structure:
    """How a page hangs together.

    Attributes:
        order: painted ids, back to front.
        painted: the same as a set.
        parents: parent of every shape on the page, "" for none.
        ends: ends of every connector on the page.
    """

    order: tuple[str, ...] = ()
    painted: frozenset[str] = frozenset()
    parents: Mapping[str, str] = field(default_factory=dict)
    ends: Mapping[str, tuple[str, str]] = field(default_factory=dict)


def structure_of(records: Records, view: View, page_id: str) -> Structure:
    """Return the structure of a page as it is now."""
    shapes = records.shapes
    everything = [(i, shapes[i]) for i in view.paint_order(page_id) if i in shapes]
    parents = {i: view.parent(i) for i, _ in everything}
    ends = {i: view.ends(i) for i, record in everything if record.values.get("kind") == "connector"}
    shown = _shown(everything, parents, records, view)
    lost = _undrawable(ends, shown, parents, shapes)
    while lost:
        shown = _without(shown, lost, parents, [i for i, _ in everything])
        lost = _undrawable(ends, shown, parents, shapes)
    order = tuple(i for i, _ in everything if i in shown)
    return Structure(order, frozenset(shown), parents, ends)


def _shown(
    everything: Iterable[tuple[str, ShapeRecord]], parents: Mapping[str, str], records: Records, view: View
) -> set[str]:
    """Return what is painted as far as layers, hidden shapes and shut containers go."""
    open_layers: dict[str, bool] = {}
    opened: set[str] = set()
    shown: set[str] = set()
    for i, record in everything:
        values = record.values
        parent = parents[i]
        if (parent and parent not in opened) or values.get("hidden"):
            continue
        if not parent:
            layer = view.place(i)[1]
            if layer not in open_layers:
                found = records.layers.get(layer)
                open_layers[layer] = found is None or found.visible
            if not open_layers[layer]:
                continue
        shown.add(i)
        if not values.get("collapsed"):
            opened.add(i)
    return shown


def _undrawable(
    ends: Mapping[str, tuple[str, str]],
    shown: set[str],
    parents: Mapping[str, str],
    shapes: Mapping[str, ShapeRecord],
) -> set[str]:
    """Return the connectors among the shown that have an end nowhere: hidden with all its holders, or free without a point."""
    return {
        i
        for i, glued in ends.items()
        if not (glued[0] in shown and glued[1] in shown)
        and i in shown
        and not all(_has_place(shapes[i], e, g, shown, parents) for e, g in zip(_ENDS, glued, strict=True))
    }


_ENDS = ("source.point", "target.point")


def _has_place(record: ShapeRecord, key: str, glued: str, shown: set[str], parents: Mapping[str, str]) -> bool:
    if not glued:
        return record.values.get(key) is not None
    while glued and glued not in shown:
        glued = parents.get(glued, "")
    return bool(glued)


def _without(shown: set[str], lost: set[str], parents: Mapping[str, str], order: Iterable[str]) -> set[str]:
    """Return the shown ids without the lost ones and what they hold."""
    gone = set(lost)
    for i in order:
        if parents[i] in gone:
            gone.add(i)
    return shown - gone


def reordered(before: tuple[str, ...], after: tuple[str, ...], known: set[str]) -> set[str]:
    """Return ids whose place among the others changed, beside those that are known to have changed.

    Args:
        before: painted ids before.
        after: painted ids now.
        known: ids repainted anyway.
    """
    old, new = set(before), set(after)
    a = [i for i in before if i in new and i not in known]
    b = [i for i in after if i in old and i not in known]
    if a == b:
        return set()
    return {i for pair in zip(a, b, strict=True) for i in pair if pair[0] != pair[1]}
