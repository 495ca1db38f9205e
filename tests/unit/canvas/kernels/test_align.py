"""Tests of aligning, distributing and same sizes."""

from __future__ import annotations

import pytest

from canvas.kernels.align import EDGES, align, distribute, same_size
from tests.support.test_editor import TestEditor


def three() -> tuple[TestEditor, str, str, str]:
    t = TestEditor()
    return t, t.shape(0, 0, 100, 50), t.shape(150, 100, 50, 50), t.shape(400, 300, 100, 100)


@pytest.mark.parametrize(
    ("edge", "key", "values"),
    [
        ("left", "x", (0, 0, 0)),
        ("center", "x", (200, 225, 200)),
        ("right", "x", (400, 450, 400)),
        ("top", "y", (0, 0, 0)),
        ("middle", "y", (175, 175, 150)),
        ("bottom", "y", (350, 350, 300)),
    ],
)
def test_an_edge_of_all_comes_to_one_line(edge: str, key: str, values: tuple[float, ...]) -> None:
    t, *shapes = three()
    edits = align(t.graph, shapes, edge)
    assert tuple(edits[s][key] for s in shapes) == values


def test_every_edge_is_tested_above() -> None:
    assert len(EDGES) == 6


def test_one_shape_and_lines_are_left_alone() -> None:
    t, a, *_ = three()
    line = t.connector(source__point=(0, 0), target__point=(9, 9))
    assert align(t.graph, (a, line), "left") == {}
    assert align(t.graph, (), "left") == {}


def test_a_turned_shape_is_aligned_by_what_is_seen() -> None:
    t = TestEditor()
    a, b = t.shape(0, 0, 100, 50, rotation=90.0), t.shape(300, 0)
    assert align(t.graph, (a, b), "left")[b]["x"] == pytest.approx(25)


def test_gaps_become_equal() -> None:
    t, a, b, c = three()
    assert distribute(t.graph, (c, a, b), horizontal=True) == {b: {"x": 225.0, "y": 100.0}}
    assert distribute(t.graph, (a, b, c), horizontal=False)[b]["y"] == 150.0
    assert distribute(t.graph, (a, b), horizontal=True) == {}


def test_same_size_as_the_last_one() -> None:
    t, a, b, c = three()
    edits = same_size(t.graph, (a, b, c), width=True, height=False)
    assert edits[b] == {"w": 100.0, "x": 125.0, "y": 100.0} | {"h": 50.0}
    assert c not in edits
    assert same_size(t.graph, (a,), width=True, height=True) == {}
    assert same_size(t.graph, (a, c), width=False, height=True)[a]["h"] == 100.0
