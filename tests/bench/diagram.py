"""The synthetic diagram that the canvas is measured with, and records of it that can be edited.

Shapes on a jittered grid, half as many orthogonal connectors between neighbours, 30 % of them labelled: the same as in the
measurements the budgets come from.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterable
from dataclasses import replace

from canvas.model.changes import Change, KeyChange, RecordChange
from canvas.model.records import LayerRecord, PageRecord, ShapeRecord, Value, plain

PITCH_X, PITCH_Y = 170.0, 110.0
PAGE, LAYER = "page", "layer"
KINDS = ("rect", "ellipse", "rhombus", "rect", "cylinder3")
PALETTE = (
    ("#dae8fc", "#6c8ebf"), ("#d5e8d4", "#82b366"), ("#ffe6cc", "#d79b00"), ("#fff2cc", "#d6b656"),
    ("#f8cecc", "#b85450"), ("#e1d5e7", "#9673a6"), ("#ffffff", "#000000"), ("#f5f5f5", "#666666"),
)  # fmt: skip
WORDS = [
    "order",
    "gateway",
    "user",
    "service",
    "queue",
    "audit",
    "store",
    "billing",
    "cache",
    "login",
    "proxy",
    "sync",
    "index",
    "worker",
    "event",
    "report",
]


class Records:
    """Records that can be changed, as the live projection of a document can."""

    def __init__(self, shapes: dict[str, ShapeRecord]) -> None:
        self.meta: dict[str, Value] = {}
        self.pages = {PAGE: PageRecord(PAGE, {"name": "Page-1", "order": "a"})}
        self.layers = {LAYER: LayerRecord(LAYER, {"page": PAGE, "order": "a"})}
        self.shapes = shapes

    def move(self, ids: Iterable[str], dx: float, dy: float) -> tuple[Change, ...]:
        """Move shapes and return the changes a projection would tell."""
        changes: list[Change] = []
        for shape_id in ids:
            record = self.shapes[shape_id]
            self.shapes[shape_id] = replace(record, values={**record.values, "x": record.x + dx, "y": record.y + dy})
            changes += [KeyChange(shape_id, "x"), KeyChange(shape_id, "y")]
        return tuple(changes)

    def put(self, shape_id: str, like: str, aside: float) -> tuple[Change, ...]:
        """Add a copy of a shape in front of all and return the changes a projection would tell."""
        record = self.shapes[like]
        values = {**record.values, "x": record.x + aside, "order": f"z{shape_id}"}
        self.shapes[shape_id] = ShapeRecord(shape_id, values, record.label)
        return (RecordChange(shape_id, True),)

    def drop(self, shape_id: str) -> tuple[Change, ...]:
        """Delete a shape and return the changes a projection would tell."""
        return (RecordChange(shape_id, False, lost=self.shapes.pop(shape_id)),)


def columns_of(count: int) -> int:
    """Return the number of columns that gives the diagram the screen's proportions."""
    return max(1, round(math.sqrt(count * (1600 / PITCH_X) / (1000 / PITCH_Y))))


def make_records(count: int, seed: int = 1) -> Records:
    """Return a diagram of `count` shapes and half as many connectors."""
    rng = random.Random(seed)
    columns = columns_of(count)
    orders = (f"{number:08d}" for number in range(count + count // 2))
    shapes: dict[str, ShapeRecord] = {}
    for number in range(count):
        fill, stroke = PALETTE[rng.randrange(len(PALETTE))]
        values: dict[str, Value] = {
            "kind": rng.choice(KINDS), "page": PAGE, "layer": LAYER, "order": next(orders),
            "x": (number % columns) * PITCH_X + rng.randrange(26), "y": (number // columns) * PITCH_Y + rng.randrange(26),
            "w": rng.choice((100.0, 120.0, 130.0)), "h": rng.choice((50.0, 60.0, 70.0)),
            "style.fill": fill, "style.stroke": stroke, "style.wrap": True,
        }  # fmt: skip
        label = " ".join(rng.choice(WORDS) for _ in range(rng.choice((2, 3))))
        shapes[f"s{number}"] = ShapeRecord(f"s{number}", values, plain(label))
    steps = (1, -1, columns, -columns, columns + 1, 2, 2 * columns, 1 - columns)
    for number in range(count // 2):
        a = rng.randrange(count)
        b = a + rng.choice(steps)
        if not 0 <= b < count or a == b:
            b = (a + 1) % count
        values = {
            "kind": "connector", "page": PAGE, "layer": LAYER, "order": next(orders), "source": f"s{a}", "target": f"s{b}",
            "routing": "orthogonal", "style.stroke": "#444444",
        }  # fmt: skip
        label = rng.choice(WORDS) if rng.random() < 0.3 else ""
        shapes[f"c{number}"] = ShapeRecord(f"c{number}", values, plain(label))
    return Records(shapes)
