"""Painting order among siblings, kept as fractional index strings so that two people's changes merge."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from itertools import pairwise

from canvas.kernels.edits import Edits
from canvas.kernels.graph import Graph
from canvas.model.ordering import many_between

Arrangement = Callable[[Sequence[str], frozenset[str]], list[str]]


def to_front(siblings: Sequence[str], chosen: frozenset[str]) -> list[str]:
    """Return siblings back to front with the chosen ones in front of all others."""
    return [s for s in siblings if s not in chosen] + [s for s in siblings if s in chosen]


def to_back(siblings: Sequence[str], chosen: frozenset[str]) -> list[str]:
    """Return siblings back to front with the chosen ones behind all others."""
    return [s for s in siblings if s in chosen] + [s for s in siblings if s not in chosen]


def forward(siblings: Sequence[str], chosen: frozenset[str]) -> list[str]:
    """Return siblings with each chosen one a step to the front; chosen ones do not overtake each other."""
    return backward(siblings[::-1], chosen)[::-1]


def backward(siblings: Sequence[str], chosen: frozenset[str]) -> list[str]:
    """Return siblings with each chosen one a step to the back; chosen ones do not overtake each other."""
    result = list(siblings)
    for i in range(1, len(result)):
        if result[i] in chosen and result[i - 1] not in chosen:
            result[i - 1], result[i] = result[i], result[i - 1]
    return result


ARRANGEMENTS: dict[str, Arrangement] = {
    "front": to_front, "back": to_back, "forward": forward, "backward": backward,
}  # fmt: skip


def arrange(graph: Graph, ids: Collection[str], way: str) -> Edits:
    """Return the edits that change the painting order of shapes among their siblings.

    Args:
        graph: the page.
        ids: shapes.
        way: key of ARRANGEMENTS.
    """
    edits: Edits = {}
    waiting = set(graph.roots(ids))
    while waiting:
        siblings = graph.siblings(min(waiting))
        chosen = frozenset(waiting.intersection(siblings)) or frozenset({min(waiting)})
        waiting -= chosen
        wanted = ARRANGEMENTS[way](siblings, chosen)
        if wanted != list(siblings):
            orders = [graph.records[s].order for s in wanted]
            for shape_id, order in reordered(wanted, orders, chosen).items():
                edits[shape_id] = {"order": order}
    return edits


def reordered(wanted: Sequence[str], orders: Sequence[str], moved: Collection[str]) -> dict[str, str]:
    """Return new order strings for the moved records so that all stand in the wanted sequence.

    When the ones that stay have equal or unsorted strings, as two merged copies may, all get new ones.

    Args:
        wanted: ids back to front.
        orders: their present order strings, same positions.
        moved: ids that may get a new string.
    """
    kept = [order for shape_id, order in zip(wanted, orders, strict=True) if shape_id not in moved]
    if any(not low < high for low, high in pairwise(kept)) or "" in kept:
        return dict(zip(wanted, many_between(None, None, len(wanted)), strict=True))
    result: dict[str, str] = {}
    run: list[str] = []
    before: str | None = None
    for shape_id, order in zip(wanted, orders, strict=True):
        if shape_id in moved:
            run.append(shape_id)
            continue
        result.update(zip(run, many_between(before, order, len(run)), strict=True))
        run, before = [], order
    result.update(zip(run, many_between(before, None, len(run)), strict=True))
    return result


def orders_on_top(graph: Graph, siblings: Sequence[str], count: int) -> list[str]:
    """Return order strings in front of all siblings, given back to front."""
    top = graph.records[siblings[-1]].order if siblings else ""
    return many_between(top or None, None, count)
