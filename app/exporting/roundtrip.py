"""What differs between two diagrams that should be the same, such as a file before and after it was written."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from canvas.model.records import Snapshot, Value
from canvas.model.view import GraphView

_ORDER = "order"
_LABEL = "label"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not the same.

    Attributes:
        table: "page", "layer", "shape" or "diagram".
        id: of the record; "" for the diagram itself.
        key: document key, "label", "order", or "" when the whole record is only on one side.
        before: value, None when absent.
        after: value, None when absent.
    """

    table: str
    id: str
    key: str
    before: Value
    after: Value

    def __str__(self) -> str:
        """Describe it in one line."""
        where = f"{self.table} {self.id}".strip()
        if not self.key:
            return f"{where} is lost" if self.after is None else f"{where} was not there before"
        return f"{where}: {self.key} was {_short(self.before)}, becomes {_short(self.after)}"


def differences(before: Snapshot, after: Snapshot) -> tuple[Difference, ...]:
    """Return what differs; the spelling of order keys does not count, only the order they mean."""
    return tuple(_differences(before, after))


def _differences(before: Snapshot, after: Snapshot) -> Iterator[Difference]:
    yield from _values("diagram", "", before.meta, after.meta)
    one, other = _ranked(before, after), _ranked(after, before)
    yield from _table("page", one.pages, other.pages)
    yield from _table("layer", one.layers, other.layers)
    yield from _table("shape", one.shapes, other.shapes)


Table = Mapping[str, Mapping[str, Value]]


@dataclass(frozen=True, slots=True)
class _Ranked:
    """The records of a diagram as plain values, with their rank among siblings in place of the order key."""

    pages: Table
    layers: Table
    shapes: Table


def _ranked(snapshot: Snapshot, other: Snapshot) -> _Ranked:
    """Return the records by rank; only siblings that `other` has too count, or one lost shape would move all others."""
    view = GraphView(snapshot)
    pages = view.pages()
    layers = [layer for page in pages for layer in view.layers(page)]
    shapes = [shape for page in pages for shape in view.paint_order(page)]
    page_ranks = _ranks((id_, "") for id_ in pages if id_ in other.pages)
    layer_ranks = _ranks(
        (id_, snapshot.layers[id_].page) for id_ in layers if id_ in snapshot.layers and id_ in other.layers
    )
    shape_ranks = _ranks((id_, (view.parent(id_), view.place(id_)[1])) for id_ in shapes if id_ in other.shapes)
    return _Ranked(
        {id_: dict(page.values) | {_ORDER: page_ranks.get(id_)} for id_, page in snapshot.pages.items()},
        {id_: dict(layer.values) | {_ORDER: layer_ranks.get(id_)} for id_, layer in snapshot.layers.items()},
        {
            id_: dict(shape.values) | {_ORDER: shape_ranks.get(id_), _LABEL: shape.label}
            for id_, shape in snapshot.shapes.items()
        },
    )


def _ranks(members: Iterable[tuple[str, Hashable]]) -> dict[str, int]:
    """Return the place of every id among those of the same family, which comes with it."""
    counts: dict[Hashable, int] = {}
    ranks: dict[str, int] = {}
    for id_, family in members:
        ranks[id_] = counts.get(family, 0)
        counts[family] = ranks[id_] + 1
    return ranks


def _table(name: str, before: Table, after: Table) -> Iterator[Difference]:
    for id_, values in before.items():
        if id_ in after:
            yield from _values(name, id_, values, after[id_])
        else:
            yield Difference(name, id_, "", True, None)
    for id_ in after:
        if id_ not in before:
            yield Difference(name, id_, "", None, True)


def _values(name: str, id_: str, before: Mapping[str, Value], after: Mapping[str, Value]) -> Iterator[Difference]:
    for key in sorted(before.keys() | after.keys()):
        if before.get(key) != after.get(key):
            yield Difference(name, id_, key, before.get(key), after.get(key))


def _short(value: Value) -> str:
    """Return a value as a few characters."""
    if value is None:
        return "absent"
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."
