from __future__ import annotations

from canvas.geometry.vec import Vec
from canvas.kernels.walk import neighbours, next_shape
from tests.support.test_editor import TestEditor

RIGHT, LEFT, DOWN, UP = Vec(1, 0), Vec(-1, 0), Vec(0, 1), Vec(0, -1)


def test_the_walk_takes_the_connected_shape_that_lies_best_in_a_direction() -> None:
    t = TestEditor()
    a, right, below, askew, alone = (
        t.shape(0, 0),
        t.shape(300, 20),
        t.shape(0, 300),
        t.shape(250, 400),
        t.shape(200, 0),
    )
    for other in (right, below, askew):
        t.connector(a, other)
    assert neighbours(t.graph, a) == (right, below, askew)
    assert next_shape(t.graph, a, RIGHT) == right
    assert next_shape(t.graph, a, DOWN) == below
    assert next_shape(t.graph, a, UP) == ""
    assert next_shape(t.graph, below, UP) == a
    assert next_shape(t.graph, alone, LEFT) == ""


def test_a_connector_leads_to_its_ends() -> None:
    t = TestEditor()
    a, b = t.shape(0, 0), t.shape(300, 0)
    line = t.connector(a, b, routing="straight")
    assert next_shape(t.graph, line, RIGHT) == b
    assert next_shape(t.graph, line, LEFT) == a
