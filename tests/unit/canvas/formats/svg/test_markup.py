from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from canvas.formats.svg.markup import attributes, number, safe_link, text_node


@pytest.mark.parametrize(
    ("value", "text"),
    [(1.0, "1"), (0.5, "0.5"), (-0.0001, "0"), (1 / 3, "0.333"), (100.0, "100"), (-2.50, "-2.5"), (1e7, "10000000")],
)
def test_numbers_are_short(value: float, text: str) -> None:
    assert number(value) == text


@given(st.text())
def test_any_text_makes_sound_xml(text: str) -> None:
    root = etree.fromstring(f"<a{attributes(b=text)}>{text_node(text)}</a>".encode("utf-8", "replace"))
    assert root.tag == "a"


def test_absent_attributes_are_left_out() -> None:
    assert attributes(a=None, stroke_width=2, class_="x") == ' stroke-width="2" class="x"'


@pytest.mark.parametrize("url", ["javascript:x", "data:text/html,x", "file:///x", "", None, "//x", " java\nscript:x"])
def test_links_that_are_not_written(url: str | None) -> None:
    assert safe_link(url) is None


@pytest.mark.parametrize("url", ["http://x", "HTTPS://x", "mailto:a@b.c"])
def test_links_that_are_written(url: str) -> None:
    assert safe_link(url) == url
