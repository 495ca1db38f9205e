"""The orthogonal connectors of real files, routed around everything: none runs through a shape but the counted fallbacks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from canvas.formats.drawio.reader import read_drawio
from canvas.geometry.box import Box
from canvas.kernels.routing.avoiding.obstacles import Obstacles, obstacles_of
from canvas.kernels.routing.avoiding.router import ENDS, Routed, route_around
from canvas.model.records import Snapshot
from canvas.model.view import GraphView
from canvas.scene.avoiding import stands_in_the_way
from canvas.scene.outline_boxes import outline_box
from canvas.scene.page_scene import PageScene
from tests.support.mazes import end_at
from tests.support.text_engine import FixedTextEngine

pytestmark = pytest.mark.corpus

MOST_FALLBACKS = 3
"""Connectors whose ends do not overlap and that still find no way, of about 700."""


def obstacles_on(scene: PageScene, snapshot: Snapshot) -> dict[str, Box]:
    records = [snapshot.shapes[i] for i in scene.order]
    standing = [r for r in records if stands_in_the_way(r, snapshot.shapes, scene.view)]
    return {r.id: outline_box(r, scene.box(r.id))[0] for r in standing}


def routes(path: Path) -> Iterator[tuple[Obstacles, dict[str, Box], tuple[str, str], Routed]]:
    snapshot = read_drawio(path.read_bytes(), path.name)
    view = GraphView(snapshot)
    for page in snapshot.pages:
        scene = PageScene(snapshot, view, page, FixedTextEngine())
        boxes = obstacles_on(scene, snapshot)
        page_obstacles = obstacles_of(boxes)
        for i in scene.order:
            record = snapshot.shapes[i]
            ids = view.ends(i) if record.is_connector else ("", "")
            if record.get("routing") == "orthogonal" and all(end in boxes for end in ids) and ids[0] != ids[1]:
                ends = end_at(boxes[ids[0]]), end_at(boxes[ids[1]])
                yield page_obstacles, boxes, ids, route_around(page_obstacles, *ends, ids)


def test_no_line_of_a_real_file_runs_through_a_shape(corpus_directory: Path) -> None:
    outcomes: Counter[str] = Counter()
    crossings = []
    for path in sorted((corpus_directory / "drawio" / "files").iterdir()):
        for page, boxes, ids, found in routes(path):
            outcomes[found.how] += 1
            ends = [boxes[end].inflated(-1.0) for end in ids]
            entered = page.entered_by(found.points) - set(ids)
            crossings += [(path.name, ids, i) for i in entered if not any(boxes[i].intersects(end) for end in ends)]
    assert crossings == []
    assert sum(outcomes.values()) > 600
    assert sum(n for how, n in outcomes.items() if how not in ("exact", "good", ENDS)) <= MOST_FALLBACKS
