from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvas.formats.drawio.html_label import label_text
from canvas.formats.drawio.html_writer import is_plain, label_html
from canvas.model.records import RichText, Run

BOLD = (("bold", True),)
ITEM = (("indent", 1.0), ("list", "bullet"))


def merged(label: RichText) -> RichText:
    """Return the label as a document holds it: no empty runs, neighbours with equal marks as one."""
    runs: list[Run] = []
    for run in label:
        if runs and runs[-1].marks == run.marks:
            runs[-1] = Run(runs[-1].text + run.text, run.marks)
        elif run.text:
            runs.append(run)
    return tuple(runs)


@pytest.mark.parametrize(
    ("label", "html"),
    [
        ((Run("a < b & c\nd"),), "a &lt; b &amp; c<br>d"),
        ((Run("a "), Run("b", BOLD)), "a <b>b</b>"),
        ((Run("x\ny", ITEM),), '<ul style="margin: 0px"><li>x</li><li>y</li></ul>'),
        ((Run("x", (("align", "left"),)),), '<div style="text-align: left;">x</div>'),
        ((Run("x", (("line_height", 1.5),)),), '<div style="line-height: 1.5;">x</div>'),
        ((Run("x", (("link", 'https://a?b="c"'),)),), '<a href="https://a?b=&quot;c&quot;">x</a>'),
        ((Run("a\n"), Run("\n", (("rule", True),)), Run("b")), 'a<br><hr style="margin: 0px">b'),
    ],
)
def test_markup(label: RichText, html: str) -> None:
    assert label_html(label) == html
    assert label_text(html, html=True) == label


def test_only_a_label_without_marks_is_plain() -> None:
    assert is_plain((Run("a"),))
    assert not is_plain((Run("a"), Run("b", BOLD)))


_INLINE = st.fixed_dictionaries(
    {},
    optional={
        "bold": st.just(True),
        "italic": st.just(True),
        "underline": st.just(True),
        "strike": st.just(True),
        "script": st.sampled_from(["sub", "sup"]),
        "color": st.sampled_from(["#ff0000", "#00ff00"]),
        "background": st.just("#ffff00"),
        "font": st.sampled_from(["Verdana", "Courier New"]),
        "size": st.sampled_from([8.0, 10.5, 24.0]),
        "link": st.just("https://x.y/?a=1&b=2"),
    },
)
_BLOCK = st.one_of(
    st.just({}),
    st.fixed_dictionaries({"align": st.sampled_from(["left", "right"])}),
    st.fixed_dictionaries({"line_height": st.sampled_from([0.8, 1.5, 2.0])}),
    st.fixed_dictionaries(
        {"list": st.sampled_from(["bullet", "ordered"]), "indent": st.sampled_from([1.0, 2.0])},
        optional={"align": st.just("left"), "line_height": st.just(1.5)},
    ),
)
_WORDS = st.text(alphabet="ab <>&\t\u00a0\u00e9\U0001f600", min_size=1, max_size=6)


@st.composite
def labels(draw: st.DrawFn) -> RichText:
    runs: list[Run] = []
    count = draw(st.integers(1, 4))
    for i in range(count):
        block = draw(_BLOCK)
        marks = draw(st.lists(_INLINE, min_size=1, max_size=3))
        runs.extend(Run(draw(_WORDS), tuple(sorted({**block, **inline}.items()))) for inline in marks)
        if i < count - 1:
            # A line's newline has the marks of its last character, as it has when people type.
            runs.append(Run("\n", runs[-1].marks))
    return merged(tuple(runs))


@given(labels())
def test_any_label_is_read_back_as_written(label: RichText) -> None:
    assert label_text(label_html(label), html=True) == label
