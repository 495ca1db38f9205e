from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvas.formats.drawio.style_map import parameter_key, parameter_name, patched_style, style_values
from canvas.model.schema import STYLE_KEYS


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("", {"kind": "rect"}),
        ("rounded=1;whiteSpace=wrap;html=1;", {"kind": "rect", "style.rounded": True, "style.wrap": True}),
        ("ellipse;html=1;", {"kind": "ellipse"}),
        ("shape=ellipse;", {"kind": "ellipse", "style.perimeter": "rectangle"}),
        ("rhombus;perimeter=none;", {"kind": "rhombus", "style.perimeter": "none"}),
        ("fillColor=#DAE8FC;strokeColor=none;", {"kind": "rect", "style.fill": "#DAE8FC", "style.stroke": "none"}),
        ("fontStyle=5;", {"kind": "rect", "style.bold": True, "style.underline": True}),
        ("dashed=1;", {"kind": "rect", "style.dash": "dashed"}),
        ("dashed=1;dashPattern=1 4;", {"kind": "rect", "style.dash": "1 4"}),
        ("dashed=0;dashPattern=1 4;", {"kind": "rect"}),
        ("rounded=1;arcSize=20;", {"kind": "rect", "style.rounded": True, "param.arc_size": 20.0}),
        ("rounded=1;absoluteArcSize=1;arcSize=20;", {"kind": "rect", "style.rounded": True, "style.radius": 10.0}),
        ("shape=mxgraph.aws4.resourceIcon;resIcon=mxgraph.aws4.ec2;", {"kind": "aws4.resourceIcon", "param.res_icon": "mxgraph.aws4.ec2"}),
        ("shape=stencil(abc=);", {"kind": "stencil", "param.stencil": "abc="}),
        ("image;image=data:image/png,AAAA;", {
            "kind": "image", "image": "data:image/png,AAAA", "style.fill": "none", "style.stroke": "none",
            "style.label_background": "default", "style.valign": "top", "style.label_v": "bottom"}),
        ("rotation=45;flipH=1;direction=south;", {"kind": "rect", "rotation": 45.0, "flip_h": True, "style.direction": "south"}),
        ("swimlane;startSize=30;", {"kind": "swimlane", "style.bold": True, "param.start_size": 30.0}),
        ("fillColor=light-dark(#ffffff, #000000);", {"kind": "rect", "style.fill": "light-dark(#ffffff, #000000)"}),
        ("strokeWidth=99999999;", {"kind": "rect", "style.stroke_width": 1000.0}),
        ("strokeWidth=NaN;opacity=Infinity;", {"kind": "rect"}),
        ("noLabel=1;overflow=hidden;", {"kind": "rect", "style.text_hidden": True, "style.overflow": "hidden"}),
    ],
)  # fmt: skip
def test_styles_of_shapes(style: str, expected: dict[str, Any]) -> None:
    assert style_values(style, edge=False) == expected


EDGE = {"kind": "connector", "style.rounded": True, "style.font_size": 11.0, "style.label_background": "default",
        "style.fill": "none"}  # fmt: skip


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("", {}),
        ("edgeStyle=orthogonalEdgeStyle;", {"routing": "orthogonal"}),
        ("edgeStyle=elbowEdgeStyle;elbow=vertical;", {"routing": "elbow", "param.elbow": "vertical"}),
        ("edgeStyle=none;curved=1;", {"style.curved": True}),
        ("edgeStyle=orthogonalEdgeStyle;noEdgeStyle=1;", {}),
        ("endArrow=none;startArrow=block;startFill=0;", {"style.end_arrow": "none", "style.start_arrow": "block", "style.start_fill": False}),
        ("exitX=0.5;exitY=1;exitDx=0;exitDy=3;", {"source.port": (0.5, 1.0), "source.offset": (0.0, 3.0)}),
        ("entryX=0;entryY=0.5;entryPerimeter=0;", {"target.port": (0.0, 0.5), "target.perimeter": False}),
        ("entryX=0;", {}),
        ("shape=link;", {"param.shape": "link"}),
        ("jettySize=auto;orthogonalLoop=1;", {"param.jetty_size": "auto", "param.orthogonal_loop": 1.0}),
    ],
)  # fmt: skip
def test_styles_of_connectors(style: str, expected: dict[str, Any]) -> None:
    assert style_values(style, edge=True) == {**EDGE, **expected}


def test_a_style_that_means_the_values_is_not_touched() -> None:
    style = ";foo=bar;whiteSpace=wrap;}; fillColor=#FFF;fillColor=#fff000"
    assert patched_style(style, style_values(style, edge=False), edge=False) == style


CHANGES: list[tuple[str, str, Any]] = [
    ("style.fill", "fillColor", "#123456"),
    ("style.stroke_width", "strokeWidth", 3.0),
    ("style.rounded", "rounded", True),
    ("style.bold", "fontStyle", True),
    ("style.dash", "dashPattern", "2 5"),
    ("param.start_size", "startSize", 12.0),
    ("style.align", "align", "right"),
    ("rotation", "rotation", 30.0),
    ("style.radius", "arcSize", 4.0),
]


@pytest.mark.parametrize(("key", "drawio", "value"), CHANGES)
def test_a_changed_key_changes_only_its_own_part(key: str, drawio: str, value: Any) -> None:
    style = "shape=cloud;foo=bar;html=1;"
    now = {**style_values(style, edge=False), key: value}
    written = patched_style(style, now, edge=False)
    assert written.startswith(style)
    assert f"{drawio}=" in written[len(style) :]
    assert style_values(written, edge=False) == now


def test_embedded_pictures_lose_the_word_that_would_end_the_key() -> None:
    now = {"kind": "image", "image": "data:image/png;base64,AAAA"}
    assert "image=data:image/png,AAAA;" in patched_style("shape=image;", now, edge=False)


@pytest.mark.parametrize(
    "name", ["startSize", "size", "arcSize", "swimlaneFillColor", "dx", "fillColor2", "base_x", "X"]
)
def test_parameter_names_go_both_ways(name: str) -> None:
    assert name == "base_x" or parameter_key(parameter_name(name)) == name


_VALUES = {
    "number": st.floats(1, 90).map(lambda v: round(v, 3)),
    "bool": st.booleans(),
}
_WORDS = {
    "style.fill": "#dae8fc", "style.stroke": "none", "style.gradient": "#ffffff", "style.align": "left", "style.valign": "top",
    "style.label_h": "right", "style.label_v": "bottom", "style.font_family": "Verdana", "style.overflow": "hidden",
    "style.direction": "south", "style.dash": "dashed", "style.font_color": "#333333",
}  # fmt: skip
_SHARED = [key for key, spec in STYLE_KEYS.items() if key in _WORDS or spec.type in _VALUES]
_ONLY_EDGE = frozenset(
    k for k in STYLE_KEYS if k.startswith(("style.start_", "style.end_", "style.jump", "style.source", "style.target"))
) | {"style.curved"}
_NOT_DRAWIO = frozenset({"style.font_weight", "style.label_rotation"})


@given(st.data())
def test_any_style_is_read_back_as_written(data: st.DataObject) -> None:
    keys = data.draw(st.lists(st.sampled_from([k for k in _SHARED if k not in _ONLY_EDGE | _NOT_DRAWIO]), unique=True))
    values: dict[str, Any] = {"kind": "hexagon"}
    for key in keys:
        values[key] = _WORDS.get(key) or data.draw(_VALUES[STYLE_KEYS[key].type], label=key)
    values = {k: v for k, v in values.items() if k not in STYLE_KEYS or v != STYLE_KEYS[k].default}
    start = data.draw(st.sampled_from(["", "rounded=1;html=1;fillColor=#fff;", "text;fontStyle=2;dashed=1"]))
    assert style_values(patched_style(start, values, edge=False), edge=False) == values
