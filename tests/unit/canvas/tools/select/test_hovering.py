"""Tests of the outline of what is hovered."""

from __future__ import annotations

import pytest

from canvas.geometry.box import Box
from canvas.geometry.path_ops import bounds
from canvas.model.records import Value
from canvas.scene.overlays import SelectedLine
from canvas.tools.select.hovering import drawn_line, hover_outline
from tests.support.test_editor import TestEditor


def test_a_plain_rectangle_is_outlined_by_its_box() -> None:
    t = TestEditor()
    figure = hover_outline(t.editor, t.shape(100, 100))
    assert figure.path is None
    assert figure.box.x == 100


def test_round_corners_are_outlined_round() -> None:
    t = TestEditor()
    figure = hover_outline(t.editor, t.shape(100, 100, style__rounded=True, style__radius=8.0))
    assert figure.path is not None
    assert any(command[0] == "C" for command in figure.path.commands)
    assert bounds(figure.path) == Box(*figure.box)


def test_a_turned_figure_is_outlined_as_it_lies() -> None:
    t = TestEditor()
    figure = hover_outline(t.editor, t.shape(0, 0, kind="rhombus", w=100.0, h=50.0, rotation=90.0))
    assert figure.path is not None
    found = bounds(figure.path)
    assert found is not None
    assert [round(v, 6) for v in found] == [25.0, -25.0, 50.0, 100.0]


@pytest.mark.parametrize("look", [{"style__curved": True}, {"style__rounded": True}])
def test_a_line_that_bends_is_outlined_and_marked_as_it_is_drawn(look: dict[str, Value]) -> None:
    t = TestEditor()
    line = t.connector(source__point=(0, 0), target__point=(300, 200), waypoints=((300, 0),), **look)
    hovered = hover_outline(t.editor, line)
    assert hovered.path is not None
    assert any(command[0] in "CQ" for command in hovered.path.commands)
    t.select(line)
    marked = [f for f in t.machine.preview.figures if isinstance(f, SelectedLine)]
    assert [f.path for f in marked] == [hovered.path]


def test_a_straight_line_is_marked_from_corner_to_corner() -> None:
    t = TestEditor()
    line = t.connector(source__point=(0, 0), target__point=(300, 0), style__curved=True)
    assert drawn_line(t.record(line), t.editor.scheme, t.editor.graph.route(line)) is None


def test_a_line_is_outlined_along_its_way() -> None:
    t = TestEditor()
    line = t.connector(source__point=(0, 0), target__point=(300, 0))
    assert hover_outline(t.editor, line).points == t.editor.graph.route(line)
