"""A few letters find what was meant, and the nearer answer comes first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.palette.fuzzy import match


def score(query: str, text: str, keywords: str = "") -> float:
    found = match(query, text, keywords)
    assert found is not None, (query, text)
    return found.score


@pytest.mark.parametrize(
    ("query", "better", "worse"),
    [
        ("al le", "Align left", "Parallelogram left"),
        ("front", "Bring to front", "Confronting"),
        ("btf", "Bring to front", "Back to the future"),
        ("dup", "Duplicate", "Update page"),
        ("page", "Page", "Add page"),
        ("left align", "Align left", "Align the leftmost"),
    ],
)
def test_the_better_answer_scores_more(query: str, better: str, worse: str) -> None:
    other = match(query, worse)
    assert other is None or score(query, better) > other.score


@pytest.mark.parametrize(("query", "text"), [("zebra", "Bring to front"), ("dlt", "Align left"), ("xy", "Duplicate")])
def test_what_is_not_there_is_not_found(query: str, text: str) -> None:
    assert match(query, text) is None


def test_keywords_find_but_a_title_finds_better() -> None:
    assert score("database", "Cylinder", "database storage") < score("cylinder", "Cylinder", "database storage")


def test_the_found_letters_are_told() -> None:
    found = match("to fr", "Bring to front")
    assert found is not None
    assert "".join("Bring to front"[place] for place in found.places) == "tofr"


@given(st.text(max_size=80), st.text(max_size=40), st.text(max_size=20))
def test_any_text_can_be_asked_for_and_places_lie_in_it(query: str, text: str, keywords: str) -> None:
    found = match(query, text, keywords)
    if found is not None:
        assert all(0 <= place < len(text) for place in found.places)


@given(st.text(min_size=1, max_size=30))
def test_a_text_finds_itself(text: str) -> None:
    if text.split() and len(text.casefold()) == len(text):
        assert match(text, text) is not None
