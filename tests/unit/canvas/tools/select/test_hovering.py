"""Tests of the outline of what is hovered."""

from __future__ import annotations

from canvas.geometry.box import Box
from canvas.geometry.path_ops import bounds
from canvas.tools.select.hovering import hover_outline
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


def test_a_line_is_outlined_along_its_way() -> None:
    t = TestEditor()
    line = t.connector(source__point=(0, 0), target__point=(300, 0))
    assert hover_outline(t.editor, line).points == t.editor.graph.route(line)
