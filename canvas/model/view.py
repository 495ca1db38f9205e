"""The repaired graph: what a merged document means when its references no longer fit together. Never written.

The rules are VIEW-n in docs/spec/document.md. All are decided by content only, so that equal documents give equal views
at every replica, whatever way they got there.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable

from canvas.model.changes import Change, KeyChange, RecordChange
from canvas.model.forest import Forest
from canvas.model.plan import LAYERS, PAGES, SHAPES
from canvas.model.view_ends import Ends
from canvas.model.view_facts import STRUCTURE, Facts, GraphRecords, Sheets, Spot, facts_of

_Siblings = list[tuple[str, str]]
"""Order key and id, sorted."""
_MANY = 64
"""From here on sorting the siblings once is cheaper than inserting each where it belongs."""


class GraphView:
    """The repaired view of live records; call `update` with every batch of changes.

    Args:
        records: a Snapshot, or the live Projection of a document.
    """

    def __init__(self, records: GraphRecords) -> None:
        self._records = records
        self._rebuild()

    def update(self, changes: Iterable[Change]) -> frozenset[str]:
        """Take in changes; return ids of shapes whose place, order, parent or ends changed, came or went."""
        touched: dict[str, None] = {}
        for change in changes:
            if _moves_sheets(change):
                return self._renewed()
            if _moves_shape(change):
                touched[change.id] = None
        return frozenset(self._take_in(touched)) if touched else frozenset()

    def parent(self, shape_id: str) -> str:
        """Return the parent shape's id or ""."""
        return self._forest.parent[shape_id]

    def children(self, shape_id: str) -> tuple[str, ...]:
        """Return the children back to front."""
        return tuple(child for _, child in self._children.get(shape_id, ()))

    def place(self, shape_id: str) -> tuple[str, str]:
        """Return the ids of page and layer."""
        page, layer, _ = self._spots[shape_id]
        return page, layer

    def ends(self, shape_id: str) -> tuple[str, str]:
        """Return the ids of the shapes at source and target; "" for a free end, and for what is no connector."""
        return self._ends.of(shape_id)

    def connectors_of(self, shape_id: str) -> tuple[str, ...]:
        """Return the connectors glued to a shape, in the order of their ids."""
        return self._ends.connectors_of(shape_id)

    def pages(self) -> tuple[str, ...]:
        """Return all pages in order; never empty."""
        return self._sheets.pages

    def layers(self, page_id: str) -> tuple[str, ...]:
        """Return the layers of a page back to front; never empty for a page of `pages`."""
        return self._sheets.layers.get(page_id, ())

    def tops(self, page_id: str, layer_id: str) -> tuple[str, ...]:
        """Return the shapes of a layer that lie in no other one, back to front."""
        return tuple(shape_id for _, shape_id in self._roots.get((page_id, layer_id), ()))

    def paint_order(self, page_id: str) -> tuple[str, ...]:
        """Return the shapes of a page back to front, parents before children, hidden ones included."""
        painted = self._painted.get(page_id)
        if painted is None:
            painted = self._painted[page_id] = tuple(self._walk(page_id))
        return painted

    def behind(self, shape_id: str) -> str:
        """Return the shape that comes just before one in the paint order of their page, or ""."""
        siblings = self._homes[shape_id]
        place = bisect_left(siblings, self._keys[shape_id])
        if place:
            return self._last_below(siblings[place - 1][1])
        if parent := self._forest.parent[shape_id]:
            return parent
        page, layer, _ = self._spots[shape_id]
        layers = self.layers(page)
        for lower in reversed(layers[: layers.index(layer)]):
            if roots := self._roots.get((page, lower)):
                return self._last_below(roots[-1][1])
        return ""

    def _last_below(self, shape_id: str) -> str:
        while below := self._children.get(shape_id):
            shape_id = below[-1][1]
        return shape_id

    def _walk(self, page_id: str) -> list[str]:
        painted: list[str] = []
        for layer in self.layers(page_id):
            stack = [shape_id for _, shape_id in reversed(self._roots.get((page_id, layer), ()))]
            while stack:
                shape_id = stack.pop()
                painted.append(shape_id)
                if below := self._children.get(shape_id):
                    stack += [child for _, child in reversed(below)]
        return painted

    # The whole

    def _rebuild(self) -> None:
        self._sheets = Sheets(self._records)
        self._facts: dict[str, Facts] = {}
        self._stated_children: dict[str, set[str]] = defaultdict(set)
        self._forest = Forest()
        self._children: dict[str, _Siblings] = {}
        self._roots: dict[tuple[str, str], _Siblings] = {}
        self._homes: dict[str, _Siblings] = {}
        self._keys: dict[str, tuple[str, str]] = {}
        self._spots: dict[str, Spot] = {}
        self._painted: dict[str, tuple[str, ...]] = {}
        self._ends = Ends(self._facts, self._spots)
        self._take_in_all()

    def _take_in_all(self) -> None:
        """Read all shapes, as `_take_in` would one by one; each step is done for all before the next."""
        facts, stating = self._facts, self._stated_children
        facts.update((shape_id, facts_of(record)) for shape_id, record in self._records.shapes.items())
        stated = dict.fromkeys(facts, "")
        for shape_id, own in facts.items():
            if own.parent:
                stating[own.parent].add(shape_id)
                stated[shape_id] = self._usable_parent(shape_id) or ""
        self._forest.fill(stated)
        self._link_all()
        self._ends.settle_all()

    def _link_all(self) -> None:
        """Sort all shapes in where they belong."""
        parents, spots, keys, homes = self._forest.parent, self._spots, self._keys, self._homes
        layers: dict[Spot, _Siblings] = {}
        for shape_id, own in self._facts.items():
            if parent := parents[shape_id]:
                self._find_spot(shape_id, spots)
                siblings = self._children.setdefault(parent, [])
            else:
                spot = spots[shape_id] = self._sheets.spot(own)
                if spot not in layers:
                    layers[spot] = self._roots.setdefault(spot[:2], [])
                siblings = layers[spot]
            key = keys[shape_id] = own.order, shape_id
            homes[shape_id] = siblings
            siblings.append(key)
        for siblings in (*self._children.values(), *self._roots.values()):
            siblings.sort()

    def _renewed(self) -> frozenset[str]:
        """Rebuild all; pages and layers change rarely."""
        spots, facts, parent, ends = self._spots, self._facts, self._forest.parent, self._ends
        self._rebuild()
        return frozenset(
            shape_id
            for shape_id in spots.keys() | self._spots.keys()
            if shape_id not in spots
            or shape_id not in self._spots
            or spots[shape_id][:2] != self._spots[shape_id][:2]
            or facts[shape_id].order != self._facts[shape_id].order
            or parent[shape_id] != self._forest.parent[shape_id]
            or ends.of(shape_id) != self.ends(shape_id)
        )

    # The difference

    def _take_in(self, touched: Iterable[str]) -> set[str]:
        """Read some shapes anew and mend everything that hangs on them; return what looks different now."""
        old = {shape_id: self._facts.get(shape_id) for shape_id in touched}
        for shape_id, before in old.items():
            self._read(shape_id, before)
        moved = self._forest.change(self._stated_parents(old))
        changed = set(moved)
        moved.update(i for i, before in old.items() if before is not None and before[:5] != self._facts.get(i, ())[:5])
        changed |= {i for i, before in old.items() if _order(before) != _order(self._facts.get(i))}
        self._unlink(moved)
        placed = self._link(moved)
        changed |= {shape_id for shape_id, elsewhere in placed.items() if elsewhere}
        changed |= self._ends.settle(moved | placed.keys(), old, self._children)
        return changed

    def _read(self, shape_id: str, before: Facts | None) -> None:
        record = self._records.shapes.get(shape_id)
        if before is not None and before.parent:
            self._stated_children[before.parent].discard(shape_id)
        if record is None:
            self._facts.pop(shape_id, None)
            return
        facts = self._facts[shape_id] = facts_of(record)
        if facts.parent:
            self._stated_children[facts.parent].add(shape_id)

    def _stated_parents(self, old: dict[str, Facts | None]) -> dict[str, str | None]:
        """Return the usable parents of shapes that were read anew, and of those that state one of them as parent."""
        stated: dict[str, str | None] = {}
        for shape_id, before in old.items():
            stated[shape_id] = self._usable_parent(shape_id)
            after = self._facts.get(shape_id)
            if before is None or after is None or before.connector != after.connector:
                for child in self._stated_children.get(shape_id, ()):
                    stated[child] = self._usable_parent(child)
        return stated

    def _usable_parent(self, shape_id: str) -> str | None:
        facts = self._facts.get(shape_id)
        if facts is None:
            return None
        parent = self._facts.get(facts.parent)
        if parent is None or facts.parent == shape_id or (facts.connector and parent.connector):
            return ""
        return facts.parent

    def _unlink(self, moved: Iterable[str]) -> None:
        """Take shapes out of the siblings that they were sorted into."""
        for shape_id in moved:
            siblings = self._homes.pop(shape_id, None)
            if siblings is not None:
                del siblings[bisect_left(siblings, self._keys.pop(shape_id))]
                self._painted.pop(self._spots[shape_id][0], None)
                if shape_id not in self._facts:
                    del self._spots[shape_id]

    def _link(self, moved: Iterable[str]) -> dict[str, bool]:
        """Sort shapes in where they belong; return where spots changed, and whether page or layer did."""
        present = [shape_id for shape_id in moved if shape_id in self._facts]
        spots: dict[str, Spot] = {}
        unsorted: dict[int, _Siblings] = {}
        for shape_id in present:
            spot, parent = self._find_spot(shape_id, spots), self._forest.parent[shape_id]
            siblings = self._children.setdefault(parent, []) if parent else self._roots.setdefault(spot[:2], [])
            key = self._keys[shape_id] = self._facts[shape_id].order, shape_id
            self._homes[shape_id] = siblings
            if len(present) > _MANY:
                siblings.append(key)
                unsorted[id(siblings)] = siblings
            else:
                insort(siblings, key)
            self._painted.pop(spot[0], None)
        for siblings in unsorted.values():
            siblings.sort()
        placed: dict[str, bool] = {}
        for shape_id in present:
            self._settle_spot(shape_id, spots[shape_id], placed)
            if shape_id in self._children:
                self._spread(shape_id, placed)
        return placed

    def _find_spot(self, shape_id: str, spots: dict[str, Spot]) -> Spot:
        """Return a shape's spot by way of its ancestors, all of whose spots are left in `spots`."""
        node = self._forest.parent[shape_id]
        path = [shape_id]
        while node and node not in spots:
            path.append(node)
            node = self._forest.parent[node]
        for node in reversed(path):
            parent = self._forest.parent[node]
            spots[node] = self._below(parent, spots[parent]) if parent else self._sheets.spot(self._facts[node])
        return spots[shape_id]

    def _below(self, shape_id: str, spot: Spot) -> Spot:
        """Return the spot of the children of a shape."""
        return (spot[0], spot[1], shape_id) if self._facts[shape_id].connector else spot

    def _settle_spot(self, shape_id: str, spot: Spot, placed: dict[str, bool]) -> bool:
        old = self._spots.get(shape_id)
        if old == spot:
            return False
        self._spots[shape_id] = spot
        elsewhere = old is None or old[:2] != spot[:2]
        placed[shape_id] = placed.get(shape_id, False) or elsewhere
        if old is not None and elsewhere:
            self._painted.pop(old[0], None)
            self._painted.pop(spot[0], None)
        return True

    def _spread(self, top: str, placed: dict[str, bool]) -> None:
        """Pass a shape's spot on to its descendants, as far down as that changes anything."""
        stack = [top]
        while stack:
            shape_id = stack.pop()
            if below := self._children.get(shape_id):
                spot = self._below(shape_id, self._spots[shape_id])
                stack += [child for _, child in below if self._settle_spot(child, spot, placed)]


def _order(facts: Facts | None) -> str | None:
    return None if facts is None else facts.order


def moves_anything(change: Change) -> bool:
    """Tell whether something may have come or gone with a change, or be on another page or layer, in another shape or at another end."""
    return _moves_shape(change) or _moves_sheets(change)


def _moves_shape(change: Change) -> bool:
    if isinstance(change, RecordChange):
        return change.table == SHAPES
    return isinstance(change, KeyChange) and change.table == SHAPES and change.key in STRUCTURE


def _moves_sheets(change: Change) -> bool:
    if isinstance(change, RecordChange):
        return change.table in (PAGES, LAYERS)
    return isinstance(change, KeyChange) and change.table in (PAGES, LAYERS) and change.key in ("order", "page")
