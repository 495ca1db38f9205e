"""Tests of what new shapes look like."""

from __future__ import annotations

import pytest

from canvas.editor.defaults import Defaults
from canvas.model.schema import ALL_SHAPE_KEYS

TOOLS = ("rect", "ellipse", "diamond", "note", "text", "frame", "line", "connector", "shape:swimlane", "shape:cloud")


@pytest.mark.parametrize("tool", TOOLS)
def test_every_tool_makes_something_of_known_keys(tool: str) -> None:
    values = Defaults().values(tool)
    assert set(values) <= set(ALL_SHAPE_KEYS)
    assert values["kind"]


def test_the_usual_rectangle_is_that_of_the_design() -> None:
    values = Defaults().values("rect")
    assert (values["style.fill"], values["style.stroke"]) == ("#e6e7fd", "#8f90d6")
    assert (values["style.stroke_width"], values["style.radius"]) == (1.5, 8.0)
    assert (values["style.font_family"], values["style.font_size"]) == ("Inter", 13.0)
    assert Defaults().values("shape:roundRect") == values
    assert "style.rounded" not in Defaults().values("shape:rect")


def test_kinds_by_tool() -> None:
    defaults = Defaults()
    assert defaults.values("diamond")["kind"] == "rhombus"
    assert defaults.values("ellipse")["kind"] == "ellipse"
    assert defaults.values("connector")["routing"] == "orthogonal"
    assert defaults.values("line")["style.end_arrow"] == "none"
    assert defaults.values("frame")["container"] is True
    assert defaults.values("text")["style.fill"] == "none"


def test_sizes() -> None:
    defaults = Defaults()
    assert defaults.size("frame") == (360.0, 240.0)
    assert defaults.size("rect") == (120.0, 60.0)
    assert defaults.size("shape:swimlane") == (200, 200)


def test_a_chosen_look_is_remembered_and_nothing_else() -> None:
    defaults = Defaults()
    defaults.remember("rect", {"style.fill": "#ff0000", "x": 5.0, "kind": "ellipse"})
    defaults.remember("rect", {"style.stroke": "#00ff00"})
    values = defaults.values("rect")
    assert (values["style.fill"], values["style.stroke"], values["kind"]) == ("#ff0000", "#00ff00", "rect")
    assert "x" not in values
    assert Defaults().values("rect")["style.fill"] == "#e6e7fd"
