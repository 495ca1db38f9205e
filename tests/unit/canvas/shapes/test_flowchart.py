from __future__ import annotations

import pytest

from canvas.drawing.display_list import PathItem
from canvas.geometry import path_ops
from canvas.geometry.box import Box
from canvas.geometry.vec import Vec
from canvas.shapes.definition import ShapeBox
from canvas.shapes.registry import kind


@pytest.mark.parametrize(
    ("name", "inside", "outside"),
    [
        ("document", (50, 5), (75, 58)),
        ("note", (50, 50), (98, 2)),
        ("card", (98, 2), (2, 2)),
        ("step", (50, 30), (5, 30)),
        ("callout", (52, 50), (10, 50)),
        ("manualInput", (98, 5), (2, 5)),
        ("loopLimit", (50, 2), (1, 1)),
        ("offPageConnector", (50, 55), (5, 55)),
        ("delay", (5, 5), (98, 2)),
        ("display", (50, 5), (2, 2)),
        ("dataStorage", (15, 30), (98, 30)),
        ("or", (5, 5), (98, 2)),
        ("xor", (50, 30), (10, 30)),
        ("sumEllipse", (50, 30), (2, 2)),
    ],
)
def test_figures_are_where_they_should_be(name: str, inside: tuple[float, float], outside: tuple[float, float]) -> None:
    path = kind(name).outline(ShapeBox(100, 60))
    assert path_ops.contains(path, Vec(*inside))
    assert not path_ops.contains(path, Vec(*outside))


def test_process_bars_and_text_between_them() -> None:
    bars = kind("process").paint(ShapeBox(120, 60))[1]
    assert isinstance(bars, PathItem)
    assert path_ops.bounds(bars.path) == Box(12, 0, 96, 60)
    assert kind("process").text_box(ShapeBox(120, 60)) == (12, 0, 96, 60)


def test_the_tip_of_a_callout_can_be_moved() -> None:
    path = kind("callout").outline(ShapeBox(100, 60, {"position2": 0.0, "size": 20.0}))
    assert ("L", 0.0, 60) in path.commands
    assert kind("callout").text_box(ShapeBox(100, 60, {"size": 20.0})).bottom == 40


def test_bounded_labels_of_documents_stay_above_the_wave() -> None:
    assert kind("document").text_box(ShapeBox(100, 60)).h == 60
    assert kind("document").text_box(ShapeBox(100, 60, {"bounded_lbl": 1.0})).h == 42
