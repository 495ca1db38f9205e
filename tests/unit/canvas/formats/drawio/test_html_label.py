from __future__ import annotations

import time
from typing import Any

import pytest

from canvas.errors import LimitExceeded
from canvas.formats import limits
from canvas.formats.drawio.html_label import BaseFont, label_text, safe_link
from canvas.model.records import Run, plain_text


def runs(raw: str, base: BaseFont | None = None) -> list[tuple[str, dict[str, Any]]]:
    return [(run.text, dict(run.marks)) for run in label_text(raw, html=True, base=base)]


def test_a_plain_label_is_kept_to_the_letter() -> None:
    assert label_text("a  <b>\r\n&amp;", html=False) == (Run("a  <b>\n&amp;"),)
    assert label_text("", html=False) == ()


def test_white_space_collapses_as_in_a_browser() -> None:
    assert plain_text(label_text("  a \t b<b> c</b>  <i> d </i> ", html=True)) == "a b c d"
    assert plain_text(label_text("a&nbsp;&nbsp;b", html=True)) == "a\u00a0\u00a0b"
    assert plain_text(label_text('<span style="white-space: pre-wrap">  a  b </span>', html=True)) == "  a  b "


def test_line_feeds_are_breaks() -> None:
    assert plain_text(label_text("a\nb", html=True)) == "a\nb"
    assert plain_text(label_text("<b>a</b>\nb", html=True)) == "a\nb"


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("<div>a</div><div>b</div>", "a\nb"),
        ("a<div>b</div>c", "a\nb\nc"),
        ("<div>a<br></div><div>b</div>", "a\nb"),
        ("<div>a</div><div><br></div><div>b</div>", "a\n\nb"),
        ("a<br><br>b", "a\n\nb"),
        ("</div>a</div>b", "ab"),
        ("<table><tr><td>1</td><td>2</td></tr><tr><th>3</th><td>4</td></tr></table>", "1\t2\n3\t4"),
        ("1 < 2 &lt; 3 &amp; 4 &ouml; &#8364;", "1 < 2 < 3 & 4 \u00f6 \u20ac"),
        ("<pre>a\n  b</pre>", "a\n  b"),
    ],
)
def test_blocks_breaks_and_entities(raw: str, text: str) -> None:
    assert plain_text(label_text(raw, html=True)).strip("\n") == text


@pytest.mark.parametrize(
    ("raw", "marks"),
    [
        ("<b>x</b>", {"bold": True}),
        ("<strong><em>x</em></strong>", {"bold": True, "italic": True}),
        ("<u><strike>x</strike></u>", {"underline": True, "strike": True}),
        ("<code>x</code>", {"code": True}),
        ("<sub>x</sub>", {"script": "sub"}),
        ("<sup>x</sup>", {"script": "sup"}),
        ('<font color="#ff0000" face="Verdana, sans-serif" size="5">x</font>', {"color": "#ff0000", "font": "Verdana", "size": 24.0}),
        ('<font style="font-size: 10px">x</font>', {"size": 10.0}),
        ('<span style="font-size:1.5em">x</span>', {"size": 18.0}),
        ('<span style="font-size:9pt">x</span>', {"size": 12.0}),
        ('<span style="color: rgb(0, 128, 0)">x</span>', {"color": "#008000"}),
        ('<span style="background-color: yellow">x</span>', {"background": "#ffff00"}),
        ('<span style="font-weight: 600; font-style: italic">x</span>', {"bold": True, "italic": True}),
        ('<b><span style="font-weight: normal">x</span></b>', {}),
        ('<span style="text-decoration: underline line-through">x</span>', {"underline": True, "strike": True}),
        ('<div style="text-align: right">x</div>', {"align": "right"}),
        ('<a href="https://x.y/z">x</a>', {"link": "https://x.y/z"}),
        ('<a href="javascript:alert(1)">x</a>', {}),
        ('<a href="file:///etc/passwd">x</a>', {}),
        ('<span style="color: inherit; font-family: inherit">x</span>', {}),
    ],
)  # fmt: skip
def test_marks(raw: str, marks: dict[str, Any]) -> None:
    assert runs(raw) == [("x", marks)]


def test_markup_can_take_back_what_the_style_says() -> None:
    assert runs('<span style="font-weight: 400">x</span>', BaseFont(12.0, bold=True)) == [("x", {"bold": False})]


def test_relative_sizes_start_from_the_style() -> None:
    assert runs('<span style="font-size: 50%">x</span>', BaseFont(30.0)) == [("x", {"size": 15.0})]


def test_lists() -> None:
    found = runs('<ul style="margin:0"><li>a</li><li>b<ol><li>c</li></ol></li></ul>')
    assert found == [
        ("a\nb\n", {"list": "bullet", "indent": 1.0}),
        ("c", {"list": "ordered", "indent": 2.0}),
    ]


def test_margins_of_paragraphs_are_empty_lines_of_their_height() -> None:
    assert runs("<p>a</p><p>b</p>") == [
        ("\n", {"size": 10.0}),
        ("a\n", {}),
        ("\n", {"size": 10.0}),
        ("b\n", {}),
        ("\n", {"size": 10.0}),
    ]
    assert runs('<p style="margin:0px">a</p><p style="margin: 0">b</p>') == [("a\nb", {})]


def test_headings_are_large_and_bold() -> None:
    assert ("T", {"bold": True, "size": 24.0}) in runs('<h1 style="margin:0">T</h1>')


def test_rules() -> None:
    assert runs("x<hr>y") == [("x\n", {}), ("\n", {"rule": True}), ("y", {})]


def test_scripts_styles_and_hidden_content_are_left_out() -> None:
    raw = '<script>a()</script><style>b</style><svg><text>c</text></svg><i style="display:none">d</i><img src="/x" onerror="e()">f'
    assert runs(raw) == [("f", {})]


def test_links_are_web_or_mail() -> None:
    assert safe_link(" mailto:a@b ") == "mailto:a@b"
    for href in (
        "javascript:x",
        "data:text/html,x",
        "//evil/x",
        "\\\\evil\\x",
        "https://x\ny",
        "https://" + "x" * 3000,
    ):
        assert safe_link(href) == ""


HOSTILE = {
    "depth": "<div>" * 20_000 + "x",
    "open": "<" * 900_000,
    "unclosed": "<b>" * 200_000,
    "comments": "<!--" * 200_000,
    "attributes": "<a " + "x=1 " * 200_000 + ">y",
    "entities": "&lt;" * 240_000,
    "pieces": "<i></i>x" * 120_000,
    "colours": "".join(f'<font color="#{i % 4096:03x}">x</font>' for i in range(30_000)),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_markup_ends_soon(name: str) -> None:
    start = time.process_time()
    found = label_text(HOSTILE[name], html=True)
    assert time.process_time() - start < 2
    assert len(found) <= limits.LABEL_RUNS + 2


def test_a_label_that_is_too_long_is_refused() -> None:
    with pytest.raises(LimitExceeded):
        label_text("x" * (limits.LABEL_CHARS + 1), html=True)


@pytest.mark.parametrize(
    ("css", "height"),
    [
        ("1.5", 1.5),
        ("150%", 1.5),
        ("18px", 1.5),
        ("2em", 2.0),
        ("normal", None),
        ("0", None),
        ("99", 10.0),
        ("huge", None),
    ],
)
def test_line_heights_are_factors_of_the_font(css: str, height: float | None) -> None:
    ((_, marks),) = runs(f'<div style="line-height: {css}">x</div>')
    assert marks.get("line_height") == height


def test_line_heights_of_spans_do_not_count() -> None:
    assert runs('<span style="line-height: 3">x</span>') == [("x", {})]
