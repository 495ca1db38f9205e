from __future__ import annotations

import pytest
from lxml import etree

from canvas.errors import MalformedFile
from canvas.formats.drawio.container import bare_xml, open_file
from canvas.formats.drawio.packing import pack


def test_pages_with_their_shells() -> None:
    packed = pack("<mxGraphModel dx='1'/>")
    data = f'<mxfile host="h" vars="{{}}"><diagram id="a" name="A"><mxGraphModel/></diagram><diagram>{packed}</diagram></mxfile>'
    source = open_file(data.encode())
    assert (source.shell, source.variables) == ('<mxfile host="h" vars="{}"/>', "{}")
    assert [(p.diagram, p.name, p.compressed) for p in source.pages] == [
        ('<diagram id="a" name="A"/>', "A", False),
        ("<diagram/>", "", True),
    ]
    assert source.pages[1].model.get("dx") == "1"


def test_a_bare_model_has_no_shell() -> None:
    source = open_file(b"<mxGraphModel/>")
    assert (source.shell, len(source.pages), source.pages[0].diagram) == ("", 1, "")


def test_text_that_is_xml_is_a_plain_page() -> None:
    source = open_file(b"<mxfile><diagram>&lt;mxGraphModel/&gt;</diagram></mxfile>")
    assert not source.pages[0].compressed


def test_something_else_inside_a_page_is_refused() -> None:
    with pytest.raises(MalformedFile, match="<a>"):
        open_file(b"<mxfile><diagram>&lt;a/&gt;</diagram></mxfile>")


def test_the_bare_xml_of_an_element_leaves_its_content_out() -> None:
    assert bare_xml(etree.fromstring('<a x="&lt;">t<b/></a>')) == '<a x="&lt;"/>'
