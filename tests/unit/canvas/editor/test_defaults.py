"""Tests of what new shapes look like."""

from __future__ import annotations

import pytest

from canvas.drawing.themes import palette_of
from canvas.editor.defaults import Defaults, defaults_of, family_of
from canvas.kernels.looks import Look
from canvas.model.records import ShapeRecord
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
    assert defaults.values("connector")["routing"] == "avoid"
    assert defaults.values("line")["style.end_arrow"] == "none"
    assert defaults.values("frame")["container"] is True
    assert defaults.values("text")["style.fill"] == "none"


def test_sizes() -> None:
    defaults = Defaults()
    assert defaults.size("frame") == (360.0, 240.0)
    assert defaults.size("rect") == (120.0, 60.0)
    assert defaults.size("shape:swimlane") == (200, 200)


def test_a_default_look_is_that_of_its_family_and_leaves_a_tool_what_makes_it_that_tool() -> None:
    look = Look({"style.fill": "#ff0000", "style.shadow": True, "style.rounded": False})
    defaults = Defaults({"shape": look})
    values = defaults.values("rect")
    assert (values["style.fill"], values["style.shadow"], values["kind"]) == ("#ff0000", True, "rect")
    assert values["style.rounded"] is True
    assert "style.font_weight" not in values
    assert defaults.values("shape:cloud")["style.fill"] == "#ff0000"
    assert defaults.values("note") == Defaults().values("note")
    assert defaults.values("frame") == Defaults().values("frame")


def test_a_line_stays_a_line_under_the_default_of_connectors() -> None:
    look = Look({"style.stroke": "#ff0000", "style.end_arrow": "diamond", "routing": "elbow"}, connector=True)
    defaults = Defaults({"connector": look})
    assert defaults.values("connector")["style.end_arrow"] == "diamond"
    assert defaults.values("connector")["routing"] == "elbow"
    line = defaults.values("line")
    assert (line["style.stroke"], line["style.end_arrow"], line["routing"]) == ("#ff0000", "none", "straight")


def test_new_shapes_have_the_colours_of_the_document_s_palette() -> None:
    defaults = defaults_of({"theme": "ocean"})
    role, note = palette_of("ocean").role("c6"), palette_of("ocean").role("note")
    assert role is not None
    assert note is not None
    assert defaults.values("rect")["style.fill"] == role.fill
    assert defaults.values("note")["style.stroke"] == note.stroke
    assert defaults_of({}) == Defaults()


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"kind": "connector"}, "connector"),
        ({"kind": "text"}, "text"),
        ({"kind": "rect", "container": True}, "container"),
        ({"kind": "swimlane"}, "container"),
        ({"kind": "ellipse"}, "shape"),
    ],
)
def test_families(values: dict[str, object], expected: str) -> None:
    assert family_of(ShapeRecord("a", values)) == expected


def test_what_the_user_prefers_counts_below_the_document_s_look() -> None:
    preferred = {"connector": {"routing": "straight", "style.stroke_width": 3.0}}
    assert defaults_of({}, preferred).values("connector")["routing"] == "straight"
    assert defaults_of({}, preferred).values("line")["style.stroke_width"] == 1.5
    meta = {
        "look.default:connector.name": "c",
        "look.default:connector.connector": True,
        "look.default:connector.routing": "elbow",
    }
    assert defaults_of(meta, preferred).values("connector")["routing"] == "elbow"
