from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from canvas.qt.text_breaks import break_lines, opportunities


def parts(text: str) -> list[str]:
    cuts = [0, *opportunities(text), len(text)]
    return [text[a:b] for a, b in pairwise(cuts)]


def test_where_lines_may_break() -> None:
    assert parts("a b") == ["a ", "b"]
    assert parts("well-known x-1") == ["well-", "known ", "x-1"]
    assert parts("a/b/c.d") == ["a/b/c.d"]
    assert parts("日本語。") == ["日", "本", "語。"]
    assert parts("no\u00a0break") == ["no\u00a0break"]


@given(st.text(alphabet="ab -/日", max_size=40), st.integers(1, 12))
def test_no_character_is_lost_but_spaces_at_line_ends(text: str, width: int) -> None:
    lines = break_lines(text, width, lambda a, b: b - a)
    assert "".join(text[a:b] for a, b in lines).replace(" ", "") == text.replace(" ", "")
    assert all(a <= b for a, b in lines)
    for a, b in lines:
        wide = b - a > width
        assert not wide or " " not in text[a:b]
