from __future__ import annotations

from typing import Any

from canvas.formats.drawio.reader import read_drawio
from canvas.formats.listing import cells_listing, diagram_info
from canvas.model.records import Snapshot
from canvas.model.view import GraphView
from canvas.scene.page_scene import PageScene
from tests.support.text_engine import FixedTextEngine

CELLS = (
    '<mxCell id="0"/><mxCell id="1" value="Base" parent="0"/><mxCell id="h" visible="0" parent="0"/>'
    '<mxCell id="a" value="Two  words" style="whiteSpace=wrap;html=1;fillColor=#DAE8FC;strokeColor=#6c8ebf;rotation=90" vertex="1"'
    ' parent="1"><mxGeometry x="10" y="20" width="100" height="60" as="geometry"/></mxCell>'
    '<mxCell id="b" style="ellipse;dashed=1;fillColor=none" vertex="1" parent="1"><mxGeometry x="210" y="20" width="60"'
    ' height="60" as="geometry"/></mxCell>'
    '<mxCell id="c" style="shape=mxgraph.cisco.routers.router" vertex="1" parent="1"><mxGeometry y="200" width="9" height="9"'
    ' as="geometry"/></mxCell>'
    '<mxCell id="hidden" vertex="1" parent="h"/>'
    '<mxCell id="e" style="endArrow=block;startArrow=none" edge="1" parent="1" source="b" target="c"><mxGeometry relative="1"'
    ' as="geometry"/></mxCell>'
)


def snapshot() -> Snapshot:
    return read_drawio(f"<mxGraphModel><root>{CELLS}</root></mxGraphModel>".encode(), "plan.drawio")


def listed() -> list[dict[str, Any]]:
    records = snapshot()
    scene = PageScene(records, GraphView(records), "0", FixedTextEngine())
    (page,) = cells_listing([(scene, [scene.entry(i) for i in scene.order])])["pages"]
    assert page["name"] == "Page-1"
    cells: list[dict[str, Any]] = page["cells"]
    return cells


def test_only_what_is_painted_is_listed_under_the_files_ids() -> None:
    assert [cell["id"] for cell in listed()] == ["a", "b", "c", "e"]


def test_a_shape_has_its_box_colours_and_text() -> None:
    cell = listed()[0]
    box = cell.pop("textBox")
    assert cell == {
        "id": "a", "type": "vertex", "kind": "rect", "bbox": [10.0, 20.0, 100.0, 60.0], "rotation": 90.0,
        "fill": "#dae8fc", "stroke": "#6c8ebf", "dashed": False, "text": "Two words", "fontColor": "#000000", "fontSize": 12.0,
    }  # fmt: skip
    # Turned by 90 degrees the line of text stands upright about the same centre.
    assert box[3] > box[2]
    assert abs(box[0] + box[2] / 2 - 60) < 1
    assert abs(box[1] + box[3] / 2 - 50) < 1


def test_paint_that_is_not_there_is_not_listed() -> None:
    cell = listed()[1]
    assert (cell["kind"], cell["fill"], cell["stroke"], cell["dashed"], cell["text"]) == (
        "ellipse",
        None,
        "#000000",
        True,
        "",
    )
    assert "textBox" not in cell


def test_a_shape_that_nothing_of_ours_draws_says_so() -> None:
    assert listed()[2]["kind"] == "generic"


def test_a_connector_has_its_line_ends_and_heads() -> None:
    cell = listed()[3]
    assert cell["type"] == "edge"
    assert (cell["source"], cell["target"], cell["endArrow"]) == ("b", "c", "block")
    assert "startArrow" not in cell
    assert len(cell["points"]) == 2
    assert cell["fill"] is None


def test_info_counts_everything_hidden_too() -> None:
    assert diagram_info(snapshot()) == {
        "title": "plan",
        "pages": [
            {
                "name": "Page-1",
                "shapes": 4,
                "connectors": 1,
                "layers": [
                    {"name": "Base", "visible": True, "locked": False},
                    {"name": "", "visible": False, "locked": False},
                ],
            }
        ],
    }
