"""DOC-6: label changes in code points."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvas.model.label_delta import apply_delta, label_delta, replacement
from canvas.model.records import Run, plain, plain_text

BOLD = (("bold", True),)
LABELS = st.lists(st.tuples(st.text("aé😀", min_size=1, max_size=3), st.sampled_from([(), BOLD])), max_size=4).map(
    lambda runs: tuple(Run(text, marks) for text, marks in runs)
)


@given(LABELS, LABELS)
def test_a_replacement_leads_from_one_label_to_the_other(old: Any, new: Any) -> None:
    """DOC-6."""
    assert apply_delta(plain_text(old), replacement(old, new)) == plain_text(new)


def test_a_replacement_is_small() -> None:
    assert replacement(plain("hello"), plain("hello")) == (("retain", 5),)
    assert replacement(plain("held"), (Run("he"), Run("x", BOLD), Run("yz"), Run("ld"))) == (
        ("retain", 2),
        ("insert", "x", BOLD),
        ("insert", "yz", ()),
    )


def test_bytes_become_code_points() -> None:
    """DOC-6."""
    steps: list[dict[str, Any]] = [
        {"retain": 2, "attributes": {"bold": True, "size": None}},
        {"delete": 4},
        {"insert": "é", "attributes": {"bold": True}},
    ]
    assert label_delta(plain("é😀x"), (Run("éé", BOLD), Run("x")), steps) == (
        ("retain", 1, (("bold", True), ("size", None))),
        ("delete", 1),
        ("insert", "é", BOLD),
    )


@pytest.mark.parametrize(
    ("old", "new", "steps"),
    [
        ("ab", "a\ufffcb", [{"retain": 1}, {"insert": {"image": 1}}]),
        ("a\ufffcb", "ab", [{"retain": 1}, {"delete": 1}]),
        ("ab", "xyz", [{"retain": 1}]),
        ("ab", "ab!", [{"retain": 2}, {"insert": {"image": 1}}]),
    ],
)
def test_a_delta_that_cannot_be_right_is_replaced_by_a_coarse_one(old: str, new: str, steps: Any) -> None:
    """DOC-6."""
    delta = label_delta(plain(old), plain(new), steps)
    assert apply_delta(old, delta) == new
