from __future__ import annotations

import pytest
from lxml import etree

from canvas.errors import LimitExceeded
from canvas.formats.drawio.container import PageSource
from canvas.formats.drawio.page_reader import Room, page_values, read_page

MODEL = '<mxGraphModel><root><mxCell id="0"/><mxCell id="1" parent="0"/><mxCell id="a" vertex="1" parent="1"/></root></mxGraphModel>'


def test_records_of_a_page_carry_its_number() -> None:
    content = read_page(PageSource("", "", etree.fromstring(MODEL), compressed=False), 3, "a5", {}, Room())
    assert (content.page.id, content.page.name, content.page.order) == ("3", "Page-4", "a5")
    assert list(content.layers) == ["3-1"]
    assert content.shapes["3-a"].layer == "3-1"


def test_the_room_is_shared_by_pages() -> None:
    room = Room(cells=4, labels=10)
    source = PageSource("", "", etree.fromstring(MODEL), compressed=False)
    read_page(source, 0, "a0", {}, room)
    with pytest.raises(LimitExceeded):
        read_page(source, 1, "a1", {}, room)
    with pytest.raises(LimitExceeded):
        room.take_label(11)


def test_attributes_of_the_model() -> None:
    model = etree.fromstring(
        '<mxGraphModel background="transparent" pageWidth="1e9" pageHeight="7" gridSize="x" page="1" grid="1"/>'
    )
    assert page_values(model) == {"width": 1e7, "height": 7.0, "page_view": True}
