from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import etree

from canvas.formats.drawio import foreign_keys
from canvas.formats.drawio.page_reader import page_guides
from canvas.formats.drawio.page_writer import kept_xml, write_page
from canvas.formats.drawio.reader import read_drawio
from canvas.formats.drawio.writer import write_drawio
from canvas.model.view import GraphView
from tests.support.snapshots import diagram


def test_kept_xml_of_another_tag_or_none_is_left_aside() -> None:
    values = {foreign_keys.MODEL: '<mxGraphModel dx="1"/>', foreign_keys.DIAGRAM: "<"}
    kept = kept_xml(values, foreign_keys.MODEL, "mxGraphModel")
    assert kept is not None
    assert kept.get("dx") == "1"
    assert kept_xml(values, foreign_keys.MODEL, "other") is None
    assert kept_xml(values, foreign_keys.DIAGRAM, "diagram") is None
    assert kept_xml({}, foreign_keys.MODEL, "mxGraphModel") is None


def test_a_page_is_written_root_layers_then_shapes_parents_first() -> None:
    snapshot = diagram(p={"child": {"parent": "group"}, "group": {"kind": "group"}})
    model = write_page(snapshot, GraphView(snapshot), "p")
    root = model.find("root")
    assert root is not None
    assert [cell.get("id") for cell in root] == ["0", "p-layer", "group", "child"]
    assert [cell.get("parent") for cell in root] == [None, "0", "p-layer", "group"]


def test_a_page_that_only_the_view_knows_is_written() -> None:
    snapshot = diagram()
    view = GraphView(snapshot)
    (page,) = view.pages()
    assert etree.tostring(write_page(snapshot, view, page)).count(b"<mxCell") == 2


def test_lines_across_a_page_come_back_and_go_without_a_trace() -> None:
    snapshot = diagram(p={"a": {}})
    lines = ((1.0, 120.0), (0.0, -35.5))
    laid = replace(
        snapshot, pages={"p": replace(snapshot.pages["p"], values={**snapshot.pages["p"].values, "guides": lines})}
    )
    first = read_drawio(write_drawio(laid))
    (page,) = first.pages.values()
    assert page.get("guides") == lines
    values = {key: value for key, value in page.values.items() if key != "guides"}
    bare = write_drawio(replace(first, pages={page.id: replace(page, values=values)}))
    assert b"guides&quot;" not in bare
    assert b" aio=" not in bare


@pytest.mark.parametrize("text", ["{", "[1]", '{"guides": 7}', '{"guides": [[1]]}'])
def test_lines_that_make_no_sense_are_none(text: str) -> None:
    assert page_guides(etree.Element("mxGraphModel", {"aio": text})) == ()
