"""Which shapes of a page are painted, and what hangs on what."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Set
from typing import Protocol

from canvas.kernels.arrangement import Tree, holder_of
from canvas.model.records import CONNECTOR, LayerRecord, PageRecord, ShapeRecord


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

    def behind(self, shape_id: str) -> str:
        """Return the shape that comes just before one in the paint order, or ""."""
        ...


class Links(Protocol):
    """Who hangs on whom."""

    def children(self, shape_id: str) -> tuple[str, ...]:
        """Return the children back to front."""
        ...

    def connectors_of(self, shape_id: str) -> tuple[str, ...]:
        """Return the connectors glued to a shape."""
        ...


def painted_of(records: Records, view: View, page_id: str) -> tuple[str, ...]:
    """Return the painted ids of a page back to front."""
    everything = [i for i in view.paint_order(page_id) if i in records.shapes]
    shown = shown_of(everything, records, view, lambda _: False)
    return tuple(i for i in everything if i in shown)


def shown_of(ids: Collection[str], records: Records, view: View, outside: Callable[[str], bool]) -> set[str]:
    """Return which of some shapes are painted.

    Args:
        ids: parents before their children; with a shape also all that hangs on it.
        records: of the document.
        view: of the same records.
        outside: tells whether a shape that is not among the ids is painted.
    """
    among = ids if isinstance(ids, Set) else frozenset(ids)
    shown = _open_ones(ids, among, records, view, outside)
    lines = {i: view.ends(i) for i in shown if records.shapes[i].values.get("kind") == CONNECTOR}

    def is_shown(i: str) -> bool:
        return i in shown if i in among else outside(i)

    def is_lost(i: str) -> bool:
        source, target = lines[i]
        if source in shown and target in shown:
            return False
        return i in shown and not _has_places(i, records.shapes[i], view, is_shown)

    while lost := {i for i in lines if is_lost(i)}:
        # What rides on a line that cannot be drawn goes with it, and so may lines to that.
        shown -= below(lost, view)
    return shown


def _open_ones(
    ids: Iterable[str], among: Set[str], records: Records, view: View, outside: Callable[[str], bool]
) -> set[str]:
    """Return what is painted as far as layers, hidden shapes and shut containers go."""
    shapes = records.shapes
    open_layers: dict[str, bool] = {}
    shown: set[str] = set()
    for i in ids:
        if shapes[i].values.get("hidden"):
            continue
        parent = view.parent(i)
        if parent:
            held = parent in shown if parent in among else outside(parent)
            if not held or shapes[parent].values.get("collapsed"):
                continue
        else:
            layer = view.place(i)[1]
            if layer not in open_layers:
                found = records.layers.get(layer)
                open_layers[layer] = found is None or found.visible
            if not open_layers[layer]:
                continue
        shown.add(i)
    return shown


def _has_places(shape_id: str, record: ShapeRecord, view: View, is_shown: Callable[[str], bool]) -> bool:
    """Tell whether both ends of a line are somewhere: at something painted, or at a point when they are free."""
    source, target = view.ends(shape_id)
    return _has_place(record, "source.point", source, view, is_shown) and _has_place(
        record, "target.point", target, view, is_shown
    )


def _has_place(record: ShapeRecord, key: str, glued: str, view: View, is_shown: Callable[[str], bool]) -> bool:
    if not glued:
        return record.values.get(key) is not None
    while glued and not is_shown(glued):
        glued = view.parent(glued)
    return bool(glued)


def below(tops: Iterable[str], links: Links) -> set[str]:
    """Return some shapes with all they hold."""
    found = set(tops)
    waiting = list(found)
    while waiting:
        for child in links.children(waiting.pop()):
            if child not in found:
                found.add(child)
                waiting.append(child)
    return found


def hanging_on(seeds: Iterable[str], links: Links) -> set[str]:
    """Return some shapes with all that follows when they change: what they hold, and connectors glued to any of it."""
    found = set(seeds)
    waiting = list(found)
    while waiting:
        current = waiting.pop()
        for other in (*links.children(current), *links.connectors_of(current)):
            if other not in found:
                found.add(other)
                waiting.append(other)
    return found


def arranging(
    ids: Collection[str],
    shapes: Mapping[str, ShapeRecord],
    tree: Tree,
    former: Callable[[str], str] = lambda _: "",
) -> set[str]:
    """Return the containers that place some shapes, so that all they hold moves when one of them changes.

    Args:
        ids: shapes; they may be gone.
        shapes: records as they are now.
        tree: the graph as it is now.
        former: returns the container that placed a shape before.
    """
    now = {holder for i in ids if i in shapes and (holder := holder_of(i, shapes, tree))}
    return now | {holder for i in ids if (holder := former(i)) in shapes}


def settled(
    changed: Set[str], painted: Set[str], records: Records, view: View, page_id: str
) -> tuple[set[str], set[str]]:
    """Return what of some changed shapes is painted no more, and what is painted now; with a shape also all that hangs on it changed."""
    here = [i for i in changed if i in records.shapes and view.place(i)[0] == page_id]
    now = shown_of(parents_first(here, view), records, view, lambda i: i in painted)
    was = set(changed & painted)
    return was - now, now - was


def parents_first(ids: Iterable[str], view: View) -> list[str]:
    """Return shapes so that parents come before what they hold."""

    def depth(shape_id: str) -> int:
        count = 0
        while shape_id := view.parent(shape_id):
            count += 1
        return count

    return sorted(ids, key=depth)


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
