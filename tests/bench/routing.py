"""Measures the routing of connectors around 1,000 obstacles: sparse, random, dense, in a grid, in a maze; and a live drag."""

from __future__ import annotations

import random
import time
from collections.abc import Callable

from app.collecting import collect_again, uncollected
from canvas.geometry.box import Box
from canvas.kernels.routing.avoiding.obstacles import Obstacles, obstacles_of
from canvas.kernels.routing.avoiding.router import route_around
from canvas.model.view import GraphView
from canvas.scene.page_scene import PageScene
from tests.bench.calibration import Timing, measured
from tests.bench.dragging import many_rows
from tests.bench.rows import Row
from tests.support.diagram import Diagram
from tests.support.mazes import LAYOUTS, end_at, movable
from tests.support.text_engine import FixedTextEngine

COUNT, PAIRS, FRAMES, CONNECTORS = 1_000, 60, 120, 10
NEAR_MS, FAR_MS, WORST_MS, FRAME_MS = 10.0, 20.0, 50.0, 16.0


def routing_rows(report: Callable[[str], None]) -> list[Row]:
    """Return the rows of all layouts, and of the drag."""
    found: list[Row] = []
    for layout in LAYOUTS:
        report(f"routing: {layout}")
        boxes = LAYOUTS[layout](COUNT, 1)
        # As the program opens a diagram: the collector leaves out what lives as long as it.
        with uncollected():
            page = obstacles_of({str(i): box for i, box in enumerate(boxes)})
            page.tracks()
        for near in (True, False):
            found += _routes(layout, boxes, page, near)
    report("routing: drag")
    found += [*_dragging("sparse"), *_dragging("dense"), *many_rows("sparse"), *many_rows("dense")]
    collect_again()
    return found


def _routes(layout: str, boxes: list[Box], page: Obstacles, near: bool) -> list[Row]:
    rng = random.Random(3)
    pairs = [_pair(rng, boxes, movable(layout, boxes), near) for _ in range(PAIRS)]
    times: list[float] = []
    fallbacks = crossings = 0

    def one(number: int) -> None:
        nonlocal fallbacks, crossings
        i, j = pairs[number % PAIRS]
        sides = (None, None) if number % 2 else (rng.randrange(4), rng.randrange(4))
        ends = end_at(boxes[i], sides[0]), end_at(boxes[j], sides[1])
        before = time.thread_time()
        found = route_around(page, *ends, (str(i), str(j)))
        times.append((time.thread_time() - before) * 1000.0)
        fallbacks += found.is_fallback
        crossings += bool(page.entered_by(found.points) - {str(i), str(j)})

    timing = measured(one, PAIRS)
    where = "near" if near else "far"
    name = f"route {where}, {layout}: {fallbacks} fallbacks, {crossings} crossings of {len(times)} (p95)"
    rows = [Row(name, len(boxes), timing, NEAR_MS if near else FAR_MS, tail=True)]
    if not near:
        worst = Timing(max(times), max(times), len(times), timing.calibration)
        rows.append(Row(f"route far, {layout}: worst", len(boxes), worst, WORST_MS))
    return rows


def _pair(rng: random.Random, boxes: list[Box], count: int, near: bool) -> tuple[int, int]:
    i = rng.randrange(count)
    others = [j for j in range(count) if j != i]
    if near:
        at = boxes[i].center
        others.sort(key=lambda j: abs(boxes[j].center.x - at.x) + abs(boxes[j].center.y - at.y))
        others = others[:12]
    return i, rng.choice(others)


def _dragging(layout: str) -> list[Row]:
    """Drag a shape with ten connectors to its neighbours, in circles."""
    boxes = LAYOUTS[layout](COUNT, 2)
    diagram = Diagram()
    for i, box in enumerate(boxes):
        diagram.add(f"s{i}", x=box.x, y=box.y, w=box.w, h=box.h)
    middle = sum(b.center.x for b in boxes) / len(boxes), sum(b.center.y for b in boxes) / len(boxes)
    order = sorted(
        range(len(boxes)), key=lambda j: abs(boxes[j].center.x - middle[0]) + abs(boxes[j].center.y - middle[1])
    )
    for n, j in enumerate(order[1 : 4 * CONNECTORS + 1 : 4]):
        diagram.line(f"l{n}", f"s{order[0]}", f"s{j}", routing="avoid")
    with uncollected():
        scene = PageScene(diagram, GraphView(diagram), "p", FixedTextEngine())
        for n in range(CONNECTORS):
            scene.points(f"l{n}")
    start = boxes[order[0]]

    def frame(number: int) -> None:
        step = number % 60
        scene.preview({f"s{order[0]}": {"x": start.x + 3.0 * step, "y": start.y + 2.0 * (30 - abs(30 - step))}})

    frame(0)
    name = f"drag 1 of {COUNT} shapes with {CONNECTORS} connectors, {layout} (p95)"
    return [Row(name, COUNT, measured(frame, FRAMES), FRAME_MS, tail=True)]
