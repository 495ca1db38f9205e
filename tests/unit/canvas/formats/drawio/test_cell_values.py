from __future__ import annotations

from lxml import etree

from canvas.formats.drawio.cell_source import CellSource, cell_source
from canvas.formats.drawio.cell_values import base_font, has_placeholders, label_hash, own_label, own_values
from canvas.formats.drawio.html_label import BaseFont
from canvas.model.records import Run, plain


def source(xml: str) -> CellSource:
    found = cell_source(etree.fromstring(xml))
    assert found is not None
    return found


def test_style_place_flags_and_wrapper_together() -> None:
    cell = source(
        '<object id="a" label="" link="l" tags="" aio=\'{"freehand": [[1, 2]], "nonsense": 1, "style.font_weight": 600}\'>'
        '<mxCell style="fontStyle=1" vertex="1" visible="0" collapsed="1"><mxGeometry x="3" as="geometry"/></mxCell></object>'
    )
    assert own_values(cell) == {
        "kind": "rect", "style.bold": True, "x": 3.0, "hidden": True, "collapsed": True, "link": "l",
        "freehand": ((1.0, 2.0),), "style.font_weight": 600.0,
    }  # fmt: skip


def test_own_values_of_others_do_no_harm() -> None:
    for text in ("[", "[]", "7", '{"x": "y"}'):
        cell = etree.fromstring('<object id="a"><mxCell vertex="1"/></object>')
        cell.set("aio", text)
        found = cell_source(cell)
        assert found is not None
        assert own_values(found) == {"kind": "rect"}


def test_a_cell_that_is_neither_shape_nor_connector_is_invisible() -> None:
    assert own_values(source('<mxCell id="a"/>')) == {"kind": "transparent"}


def test_labels_start_from_the_styles_font() -> None:
    cell = source(
        '<mxCell value="&lt;span style=\'font-size:200%\'&gt;x&lt;/span&gt;" style="html=1;fontSize=20" vertex="1"/>'
    )
    assert base_font(own_values(cell)) == BaseFont(20.0)
    assert own_label(cell, own_values(cell)) == (Run("x", (("size", 40.0),)),)
    assert own_label(cell, own_values(cell), "y") == plain("y")


def test_placeholders_need_a_wrapper_that_asks_for_them() -> None:
    assert has_placeholders(source('<object label="%a%" placeholders="1"><mxCell/></object>'))
    assert not has_placeholders(source('<object label="%a%"><mxCell/></object>'))
    assert not has_placeholders(source('<mxCell value="%a%"/>'))


def test_the_hash_tells_marks_apart() -> None:
    assert label_hash(plain("a")) == label_hash(plain("a"))
    assert label_hash(plain("a")) != label_hash((Run("a", (("bold", True),)),))
