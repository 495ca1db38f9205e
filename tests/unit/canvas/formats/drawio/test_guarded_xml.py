from __future__ import annotations

import pytest
from lxml import etree

from canvas.errors import LimitExceeded, MalformedFile
from canvas.formats import limits
from canvas.formats.drawio.guarded_xml import XmlBudget, compact_text, drop_attribute, element_text, parse_xml

SVG = (
    '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd"%s><svg>%s</svg>'
)
BOMB = '<!DOCTYPE a [<!ENTITY x "aaaaaaaaaa"><!ENTITY y "&x;&x;&x;&x;">]><a>&y;</a>'


def test_attributes_comments_and_tails_survive() -> None:
    text = '<a x="1&#10;&amp;&lt;"><!-- c --><?p i?><b/>tail</a>'
    assert element_text(parse_xml(text.encode())) == text


def test_compact_text_drops_layout_but_no_text() -> None:
    assert compact_text(parse_xml("<a>\n  <b/>\n  <c>  word </c>\n</a>")) == "<a><b/><c>  word </c></a>"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize(
    "text",
    [
        BOMB,
        "<!DOCTYPE a><a/>",
        '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>',
        SVG % (' [<!ENTITY x "aaaa">]', "&x;"),
        SVG % (' [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;]', ""),
    ],
)
def test_a_document_type_is_refused_in_every_encoding(text: str, encoding: str) -> None:
    with pytest.raises(MalformedFile, match="DOCTYPE"):
        parse_xml(text.encode(encoding))


def test_the_doctype_of_svg_pictures_is_accepted_and_not_fetched() -> None:
    assert parse_xml((SVG % ("", "<g/>")).encode()).tag == "svg"


def test_depth_is_limited() -> None:
    fits = b"<a>" * limits.XML_DEPTH + b"</a>" * limits.XML_DEPTH
    assert parse_xml(fits).tag == "a"
    with pytest.raises(LimitExceeded) as caught:
        parse_xml(b"<a>" * 20_000 + b"</a>" * 20_000)
    assert caught.value.limit == limits.XML_DEPTH


def test_the_budget_is_shared_by_documents() -> None:
    budget = XmlBudget(nodes=5, text=100)
    parse_xml("<a><b/><c/></a>", budget)
    with pytest.raises(LimitExceeded):
        parse_xml("<a><b/><c/></a>", budget)


def test_text_attributes_and_names_are_counted() -> None:
    for text in ("<a>" + "x" * 101 + "</a>", '<a x="' + "y" * 101 + '"/>', f"<a><!--{'z' * 101}--></a>"):
        with pytest.raises(LimitExceeded):
            parse_xml(text, XmlBudget(text=100))
    with pytest.raises(LimitExceeded):
        parse_xml("<a " + " ".join(f'x{i}="1"' for i in range(limits.XML_ATTRIBUTES + 1)) + "/>")
    with pytest.raises(LimitExceeded):
        parse_xml(f"<{'n' * (limits.XML_NAME_CHARS + 1)}/>")


@pytest.mark.parametrize("data", [b"", b"<a><b>", b"<a>\0</a>", b"<a>&x;</a>", b"\xff\xfe\x00", b"<a/><b/>", b"plain"])
def test_what_is_no_xml_is_malformed(data: bytes) -> None:
    with pytest.raises(MalformedFile):
        parse_xml(data)


def test_half_a_surrogate_pair_is_malformed() -> None:
    with pytest.raises(MalformedFile):
        parse_xml('<a x="\ud800"/>')


def test_drop_attribute_returns_what_it_removes() -> None:
    element = etree.Element("a", {"x": "1"})
    assert drop_attribute(element, "x") == "1"
    assert drop_attribute(element, "x") == ""
    assert not element.attrib
