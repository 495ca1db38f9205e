from __future__ import annotations

import base64
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvas.errors import LimitExceeded, MalformedFile
from canvas.formats.drawio.guarded_xml import XmlBudget
from canvas.formats.drawio.packing import pack, unpack


def packed(raw: bytes) -> str:
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    return base64.b64encode(deflate.compress(raw) + deflate.flush()).decode()


@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_unpack_undoes_pack(text: str) -> None:
    assert unpack(pack("<" + text)) == "<" + text


def test_plain_and_percent_encoded_xml_are_accepted() -> None:
    assert unpack("  <a/>\n") == "<a/>"
    assert unpack("%3Ca%2F%3E") == "<a/>"


def test_white_space_inside_base64_is_accepted() -> None:
    text = pack("<mxGraphModel/>")
    assert unpack(f"{text[:8]}\n  {text[8:]}") == "<mxGraphModel/>"


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    with pytest.raises(LimitExceeded):
        unpack(packed(b"a" * 80_000_000))


def test_the_budget_counts_all_pages_together() -> None:
    budget = XmlBudget(inflated=1500)
    unpack(packed(b"a" * 1000), budget)
    with pytest.raises(LimitExceeded):
        unpack(packed(b"a" * 1000), budget)


@pytest.mark.parametrize("text", ["not base64!", "AAAA", packed(b"x" * 1000)[:8], packed(b"\xff\xfe")])
def test_damage_is_told(text: str) -> None:
    with pytest.raises(MalformedFile):
        unpack(text)
