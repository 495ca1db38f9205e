"""DOC-2: what may go into a document, and how what comes out is made harmless."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pycrdt import Doc, Map

from canvas.errors import PlanError
from canvas.model.records import Run
from canvas.model.values import EMBED, MAX_DEPTH, byte_offset, clean_marks, frozen, rich_text, same, writable

JSON = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False, allow_infinity=False) | st.text() | st.integers(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=10,
)


def nested(depth: int) -> Any:
    value: Any = 1.0
    for _ in range(depth):
        value = [value]
    return value


@given(JSON)
def test_what_is_writable_comes_back_from_pycrdt_as_it_went_in(value: Any) -> None:
    """DOC-2."""
    doc: Doc[Any] = Doc()
    root: Map[Any] = doc.get("root", type=Map)
    root["key"] = writable(value)
    assert frozen(root["key"]) == frozen(value)


@pytest.mark.parametrize(
    "value",
    [math.nan, math.inf, -math.inf, "\ud800", 10**400, object(), {1: 2}, {"\udfff": 1}, [math.nan], b"x", nested(33)],
)
def test_what_would_hurt_is_refused(value: Any) -> None:
    """DOC-2."""
    with pytest.raises(PlanError):
        writable(value)


def test_nesting_up_to_the_limit_is_writable() -> None:
    """DOC-2."""
    assert writable(nested(MAX_DEPTH)) == nested(MAX_DEPTH)


def test_frozen_values_are_immutable_and_shallow() -> None:
    """DOC-5."""
    assert frozen([1, {"a": [2]}]) == (1.0, {"a": (2.0,)})
    assert frozen(bytearray(b"ab")) == (97.0, 98.0)
    assert frozen(math.nan) is None
    assert frozen(object()) is None
    assert "(None,)" in repr(frozen(nested(MAX_DEPTH + 5)))


def test_true_is_not_one() -> None:
    assert same(1.0, 1.0)
    assert not same(True, 1.0)
    assert not same("a", "b")


def test_marks_of_other_programs_are_dropped() -> None:
    assert clean_marks({"b": True, "a": 2, "": "x", "d": {"e": 1}, "n": None}) == (("a", 2.0), ("b", True))
    assert clean_marks(None) == ()


def test_chunks_become_runs() -> None:
    assert rich_text([("ab", None)]) == (Run("ab"),)
    assert rich_text([("a", {"x": {}}), ("b", None), ("", {"bold": True}), ({"img": 1}, {"bold": True})]) == (
        Run("ab"),
        Run(EMBED, (("bold", True),)),
    )


def test_byte_offsets_count_an_object_as_one() -> None:
    """DOC-6."""
    chunks: list[Any] = [("é😀", None), ({"img": 1}, None), ("x" + EMBED, None)]
    assert [byte_offset(chunks, n) for n in range(6)] == [0, 2, 6, 7, 8, 11]
