"""Pools and their lanes: adding, moving and resizing lanes. Removing one is deleting a shape, the others close up by themselves."""

from __future__ import annotations

from collections.abc import Sequence

from canvas.kernels.arrangement import KEY, LANE, STACK, head, lanes, size_of, stacks_sideways
from canvas.kernels.edits import Edits, merged, tidy
from canvas.kernels.graph import Graph
from canvas.kernels.order import reordered
from canvas.model.ordering import many_between
from canvas.model.plan import Create
from canvas.model.records import ShapeRecord, Value

LEAST = 20.0
"""Least breadth of a lane, scene units."""
NEW = 120.0
"""Breadth of a first lane."""
HEAD = 30.0
_PLACE = ("page", "layer", "parent", "order", "x", "y", "collapsed", "folded_w", "folded_h", "hidden", "locked", KEY)


def is_pool(graph: Graph, shape_id: str) -> bool:
    """Tell whether a shape is a pool: a swimlane that arranges lanes, or that holds some."""
    record = graph.records.get(shape_id)
    if record is None or record.kind != LANE:
        return False
    return record.get(KEY) == STACK or bool(lanes(shape_id, graph.records, graph.links))


def pool_of(graph: Graph, shape_id: str) -> str:
    """Return the pool that a shape is a lane of, or "" when it is none."""
    record = graph.records.get(shape_id)
    if record is None or record.kind != LANE:
        return ""
    parent = graph.links.parent(shape_id)
    return parent if parent and graph.records[parent].kind == LANE else ""


def breadth(graph: Graph, pool: str, lane: str) -> float:
    """Return how much of the pool's length a lane takes, scene units."""
    w, h = size_of(graph.records[lane].values)
    return w if runs_sideways(graph, pool) else h


def adopted(graph: Graph, pool: str) -> Edits:
    """Return the edits that make a pool arrange its lanes from now on; nothing for one that does already.

    The lanes keep the sequence in which they lie, which in a foreign file need not be that of their order keys.
    """
    record = graph.records[pool]
    if record.get(KEY) == STACK:
        return {}
    sideways = _sideways(graph, pool)
    held = lanes(pool, graph.records, graph.links)
    seen = sorted(
        held, key=lambda lane: (graph.box(lane.id).x if sideways else graph.box(lane.id).y, lane.order, lane.id)
    )
    edits: Edits = {pool: {KEY: STACK, "param.horizontal_stack": 1.0 if sideways else 0.0}}
    if [lane.id for lane in seen] != [lane.id for lane in held]:
        orders = sorted(lane.order for lane in held)
        for lane, order in zip(seen, orders, strict=True):
            edits[lane.id] = {"order": order}
    return edits


def _sideways(graph: Graph, pool: str) -> bool:
    """Tell which way lanes lie that nobody has arranged yet: as stated, or as their boxes say."""
    values = graph.records[pool].values
    held = [graph.box(lane.id) for lane in lanes(pool, graph.records, graph.links)]
    if "param.horizontal_stack" in values or len(held) < 2:
        return (
            stacks_sideways(values)
            if "param.horizontal_stack" in values
            else bool(values.get("style.horizontal", True))
        )
    return abs(held[0].x - held[1].x) > abs(held[0].y - held[1].y)


def new_lane(graph: Graph, pool: str, lane_id: str, after: str = "") -> tuple[Create, Edits]:
    """Return a new lane that looks like its neighbour, and the edits that go with it.

    Args:
        graph: the page.
        pool: where.
        lane_id: its id.
        after: the lane that it follows; "" for the end.
    """
    held = list(lanes(pool, graph.records, graph.links))
    edits = adopted(graph, pool)
    orders = {lane.id: str(edits.get(lane.id, {}).get("order", lane.order)) for lane in held}
    held.sort(key=lambda lane: (orders[lane.id], lane.id))
    at = next((i for i, lane in enumerate(held) if lane.id == after), len(held) - 1)
    before = orders[held[at].id] if held else None
    behind = next((orders[lane.id] for lane in held[at + 1 :] if orders[lane.id] > (before or "")), None)
    place = graph.links.place(pool)
    values: dict[str, Value] = {
        **(_like(held[at]) if held else first_lane(graph, pool)),
        "page": place[0],
        "layer": place[1],
        "parent": pool,
        "order": many_between(before or None, behind, 1)[0],
    }
    return Create(lane_id, values), edits


def _like(lane: ShapeRecord) -> dict[str, Value]:
    return {key: v for key, v in lane.values.items() if key not in _PLACE and not key.startswith("x.")}


def first_lane(graph: Graph, pool: str) -> dict[str, Value]:
    """Return the values of the first lane of a pool: its colours, and a head along the pool's own."""
    record = graph.records[pool]
    box = graph.box(pool)
    left, top = head(record.values)
    looks = {key: v for key, v in record.values.items() if key.startswith("style.") or key == "kind"}
    return {**looks, "param.start_size": HEAD, "w": max(NEW, box.w - left), "h": max(NEW, box.h - top)}


def moved(graph: Graph, pool: str, lane: str, index: int) -> Edits:
    """Return the edits that put a lane at a position among the lanes of its pool, 0 first."""
    edits = adopted(graph, pool)
    ids = [held.id for held in lanes(pool, graph.records, graph.links)]
    orders = {i: str(edits.get(i, {}).get("order", graph.records[i].order)) for i in ids}
    ids.sort(key=lambda i: (orders[i], i))
    wanted = [i for i in ids if i != lane]
    wanted.insert(max(0, min(index, len(wanted))), lane)
    if wanted == ids:
        return {}
    new = reordered(wanted, [orders[i] for i in wanted], {lane})
    return merged(edits, {i: {"order": order} for i, order in new.items()})


def divided(graph: Graph, pool: str, lane: str, by: float, *, shared: bool = False) -> Edits:
    """Return the edits of dragging the far side of a lane.

    Args:
        graph: the page.
        pool: where.
        lane: whose side.
        by: how far along the pool, scene units.
        shared: the next lane gives or takes, so that the pool stays as it is; else the pool grows or shrinks.
    """
    key = _key(graph, pool, lane)
    by = max(by, LEAST - breadth(graph, pool, lane))
    ids = [held.id for held in ordered(graph, pool)]
    following = ids[ids.index(lane) + 1 :][:1] if shared else []
    for other in following:
        by = min(by, breadth(graph, pool, other) - LEAST)
    edits: Edits = {lane: {key: breadth(graph, pool, lane) + by}}
    for other in following:
        edits[other] = {_key(graph, pool, other): breadth(graph, pool, other) - by}
    return merged(adopted(graph, pool), edits)


def ordered(graph: Graph, pool: str) -> Sequence[ShapeRecord]:
    """Return the lanes of a pool as they are seen, also of a pool that does not arrange them yet."""
    edits = adopted(graph, pool)
    held = lanes(pool, graph.records, graph.links)
    return sorted(held, key=lambda lane: (str(edits.get(lane.id, {}).get("order", lane.order)), lane.id))


def _key(graph: Graph, pool: str, lane: str) -> str:
    record = graph.records[lane]
    folded = bool(record.get("collapsed")) and record.get("folded_w") is not None
    side = "w" if runs_sideways(graph, pool) else "h"
    return f"folded_{side}" if folded else side


def runs_sideways(graph: Graph, pool: str) -> bool:
    """Tell whether the lanes of a pool stand side by side, also of one that does not arrange them yet."""
    if graph.records[pool].get(KEY) == STACK:
        return stacks_sideways(graph.records[pool].values)
    return _sideways(graph, pool)


def stretched(graph: Graph, pool: str, w: float, h: float) -> Edits:
    """Return the edits that give an arranging pool another size: its lanes share the new length as they shared the old."""
    record = graph.records[pool]
    left, top = head(record.values)
    sideways = stacks_sideways(record.values)
    held = lanes(pool, graph.records, graph.links)
    room = (w - left) if sideways else (h - top)
    total = sum(breadth(graph, pool, lane.id) for lane in held)
    edits: Edits = {pool: {"w": w, "h": h}}
    if total > 0:
        for lane in held:
            share = max(LEAST, breadth(graph, pool, lane.id) * max(room, 0.0) / total)
            edits[lane.id] = {_key(graph, pool, lane.id): tidy(share)}
    return edits
