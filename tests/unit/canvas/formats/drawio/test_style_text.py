from __future__ import annotations

import pytest

from canvas.errors import LimitExceeded
from canvas.formats import limits
from canvas.formats.drawio.style_text import bare_names, effective, is_on, leading_number, number_text, patched


def test_defaults_then_names_then_keys() -> None:
    keys = effective("text;align=right;html=1;", edge=False)
    assert (keys["align"], keys["verticalAlign"], keys["fillColor"], keys["fontSize"]) == ("right", "top", "none", "12")


def test_a_name_after_a_key_overrides_it() -> None:
    assert effective("align=right;text;", edge=False)["align"] == "left"


def test_none_removes_a_key() -> None:
    assert "fillColor" not in effective("fillColor=none", edge=False)
    assert "endArrow" not in effective("endArrow=none", edge=True)


def test_a_leading_semicolon_leaves_the_defaults_out() -> None:
    assert effective(";html=1", edge=False) == {"html": "1"}


def test_unknown_names_and_stray_tokens_mean_nothing() -> None:
    assert bare_names("foo;};html=1;") == ("foo", "}")
    assert effective("foo;};", edge=True) == effective("", edge=True)


def test_patched_changes_only_what_is_named() -> None:
    style = "text;html=1;align=left;foo=a=b;"
    assert patched(style, {"align": "right"}) == "text;html=1;align=right;foo=a=b;"
    assert patched(style, {"align": None}) == "text;html=1;foo=a=b;"
    assert patched(style, {"new": "1"}) == "text;html=1;align=left;foo=a=b;new=1;"
    assert patched("a=1", {"b": "2"}) == "a=1;b=2"
    assert patched("", {"b": "2"}) == "b=2;"


def test_the_last_of_two_equal_keys_is_set() -> None:
    assert patched("a=1;b=2;a=3;", {"a": "4"}) == "b=2;a=4;"


def test_a_value_cannot_begin_another_key() -> None:
    assert effective(patched("", {"a": "1;shape=x"}), edge=False)["shape"] == "label"


def test_numbers_are_read_as_javascript_reads_them() -> None:
    assert leading_number(" 12.5px") == 12.5
    assert leading_number("-.5") == -0.5
    assert leading_number("1e400") is None
    assert leading_number("NaN") is None
    assert leading_number("") is None
    assert leading_number(None) is None


def test_numbers_are_written_short() -> None:
    assert [number_text(v) for v in (12.0, 0.5, -0.0, 1 / 3, float("nan"))] == ["12", "0.5", "0", "0.333333", "0"]


def test_flags() -> None:
    assert [is_on(v) for v in ("1", "0", "true", "false", "", None, "2")] == [
        True,
        False,
        True,
        False,
        False,
        False,
        True,
    ]


def test_limits() -> None:
    with pytest.raises(LimitExceeded):
        effective("a" * (limits.STYLE_CHARS + 1), edge=False)
    with pytest.raises(LimitExceeded):
        effective("a=1;" * (limits.STYLE_KEYS + 1), edge=False)
