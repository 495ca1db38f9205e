"""Tests of links to pages in files."""

from __future__ import annotations

from dataclasses import replace

from canvas.formats.drawio.reader import read_drawio
from canvas.formats.drawio.writer import write_drawio

PAGE = (
    '<diagram id="{id}" name="{id}"><mxGraphModel><root><mxCell id="0"/><mxCell id="1" parent="0"/>'
    '<UserObject label="" link="{link}" id="s"><mxCell vertex="1" parent="1"><mxGeometry width="9" height="9" as="geometry"/>'
    "</mxCell></UserObject></root></mxGraphModel></diagram>"
)
FILE = (
    "<mxfile>"
    + PAGE.format(id="one", link="data:page/id,two")
    + PAGE.format(id="two", link="data:page/id,gone")
    + "</mxfile>"
)


def test_links_lead_to_the_records_of_pages_and_come_out_as_they_were() -> None:
    read = read_drawio(FILE.encode())
    assert read.shapes["0-s"].get("link") == "page:1"
    assert read.shapes["1-s"].get("link") == "data:page/id,gone"
    written = write_drawio(read).decode()
    assert 'link="data:page/id,two"' in written
    assert 'link="data:page/id,gone"' in written


def test_a_new_link_is_written_as_the_file_names_the_page() -> None:
    read = read_drawio(FILE.encode())
    shape = read.shapes["1-s"]
    linked = replace(shape, values={**shape.values, "link": "page:0"})
    written = write_drawio(replace(read, shapes={**read.shapes, "1-s": linked})).decode()
    assert 'link="data:page/id,one"' in written
