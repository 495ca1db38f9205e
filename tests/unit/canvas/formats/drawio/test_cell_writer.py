from __future__ import annotations

from canvas.formats.drawio import foreign_keys
from canvas.formats.drawio.cell_writer import kept_sources, meant, write_cell, xml_text
from canvas.model.records import ShapeRecord, plain


def test_characters_that_xml_cannot_hold_are_left_out() -> None:
    assert xml_text("a\x00b\x0bc\ud800d\ufffee\t\n\U0001f600") == "abcde\t\n\U0001f600"


def test_defaults_that_are_spelled_out_mean_nothing_but_colours_do() -> None:
    assert meant({"x": 0.0, "w": 3.0, "style.rounded": False, "style.fill": "#ffffff", "kind": "rect", "link": None}) == {
        "w": 3.0, "style.fill": "#ffffff", "kind": "rect",
    }  # fmt: skip


def test_kept_cells_are_found_also_beside_broken_ones() -> None:
    good = ShapeRecord("a", {foreign_keys.CELL: '<mxCell id="1"/>'})
    records = [good, ShapeRecord("b"), ShapeRecord("c", {foreign_keys.CELL: "<mxCell"})]
    assert list(kept_sources(records)) == ["a"]
    two = ShapeRecord("d", {foreign_keys.CELL: "<mxCell/><mxCell/>"})
    sly = ShapeRecord("e", {foreign_keys.CELL: "</cell><cell><mxCell/>"})
    assert list(kept_sources([good, two])) == ["a"]
    assert list(kept_sources([good, sly])) == ["a"]


def test_a_new_shape_and_a_new_connector() -> None:
    box = write_cell(ShapeRecord("a", {"kind": "hexagon", "x": 1.0, "w": 2.0}, plain("t")), None)
    style = box.cell.get("style") or ""
    assert style.startswith("rounded=0;html=1;shape=hexagon;perimeter=hexagon")
    assert (box.cell.get("value"), box.cell.get("vertex"), box.cell.get("edge")) == ("t", "1", None)
    assert box.geometry is not None
    assert dict(box.geometry.attrib) == {"as": "geometry", "x": "1", "width": "2"}
    line = write_cell(ShapeRecord("b", {"kind": "connector"}), None)
    assert (line.cell.get("edge"), line.cell.get("vertex")) == ("1", None)
