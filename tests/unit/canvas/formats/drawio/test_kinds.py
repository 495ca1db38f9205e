from __future__ import annotations

import pytest

from canvas.formats.drawio.kinds import kind_of, own_perimeter, shape_name, stencil_of


@pytest.mark.parametrize(
    ("keys", "names", "kind"),
    [
        ({}, (), "rect"),
        ({"shape": "label"}, (), "rect"),
        ({"shape": "label", "image": "x"}, (), "label"),
        ({"shape": "label"}, ("text",), "text"),
        ({"shape": "label"}, ("edgeLabel",), "text"),
        ({"shape": "label"}, ("group",), "group"),
        ({"shape": "cloud"}, ("text",), "cloud"),
        ({"shape": "mxgraph.flowchart.data"}, (), "flowchart.data"),
        ({"shape": "stencil(ab)"}, (), "stencil"),
        ({"shape": "stencil("}, (), "stencil("),
    ],
)
def test_kinds(keys: dict[str, str], names: tuple[str, ...], kind: str) -> None:
    assert kind_of(keys, names) == kind


def test_names_go_back() -> None:
    assert [shape_name(k) for k in ("rect", "cloud", "flowchart.data")] == [
        "rectangle",
        "cloud",
        "mxgraph.flowchart.data",
    ]
    assert shape_name("stencil", "ab") == "stencil(ab)"
    assert stencil_of({"shape": "stencil(ab)"}) == "ab"
    assert stencil_of({"shape": "cloud"}) == ""


def test_perimeters_of_kinds() -> None:
    assert (own_perimeter("ellipse"), own_perimeter("never heard of")) == ("ellipse", "rectangle")
