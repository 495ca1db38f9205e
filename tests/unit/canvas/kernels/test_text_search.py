"""Tests of finding in labels, and of what is refused."""

from __future__ import annotations

import time

import pytest

from canvas.kernels.text_search import PatternRefused, Query, matches, pattern_of, replace_ops, replacement
from canvas.model.plan import Splice
from canvas.model.records import Run, plain


def found(query: Query, text: str) -> list[str]:
    return [text[m.start : m.end] for m in matches(pattern_of(query), text)[0]]


def test_words_by_case_and_whole() -> None:
    assert found(Query("ab"), "ab AB cab a.b") == ["ab", "AB", "ab"]
    assert found(Query("ab", case=True), "ab AB cab") == ["ab", "ab"]
    assert found(Query("ab", whole_words=True), "ab AB cab ab_") == ["ab", "AB"]
    assert found(Query("a.b"), "axb a.b") == ["a.b"]
    assert found(Query("é", whole_words=True), "é né") == ["é"]


def test_expressions_are_tried_line_by_line() -> None:
    assert found(Query(r"^\w+$", is_regex=True), "one\ntwo words\nthree") == ["one", "three"]
    assert found(Query(r"x*", is_regex=True), "axxb") == ["xx"]


def test_groups_in_a_replacement() -> None:
    pattern = pattern_of(Query(r"(\w+)-(\d+)", is_regex=True))
    (match,), _ = matches(pattern, "db-07")
    assert replacement(pattern, match, r"\2 of \1") == "07 of db"
    with pytest.raises(PatternRefused):
        replacement(pattern, match, r"\7")
    words = pattern_of(Query("db"))
    assert replacement(words, matches(words, "db")[0][0], r"\1") == r"\1"


@pytest.mark.parametrize(
    "text",
    ["", "a" * 201, "(", "[", "(a+)+", "(a*)*b", "(a|a)*", "(a|ab)+c", r"(a)\1", "((a{1,9}){1,9}){1,9}", "(?:x+x+)+y", "(?P<n>a)(?(n)b|c)", "a?" * 30 + "b", "a{1,60}" * 4 + "b", "(a|aa)" * 30 + "b", "(a{1,3})*"],
)  # fmt: skip
def test_what_could_take_for_ever_is_refused(text: str) -> None:
    with pytest.raises(PatternRefused):
        pattern_of(Query(text, is_regex=True))


@pytest.mark.parametrize(
    "text", [".*.*x", r"\d+-\d+-\d+", "a*b*c*d", "(a|b)*c", "(?=.*y).*z", ".*?.*?.*?q", "a{1,60}b", "(one|two)+x"]
)
def test_what_is_run_never_takes_long(text: str) -> None:
    pattern = pattern_of(Query(text, is_regex=True))
    line = "a" * (pattern.longest or 10_000)
    start = time.process_time()
    matches(pattern, line)
    assert time.process_time() - start < 2.0
    assert matches(pattern, line + "a" * 10_000)[1] == 1


def test_a_replacement_has_the_marks_of_what_it_replaces() -> None:
    label = (Run("one "), Run("two", (("bold", True),)), Run(" two"))
    pattern = pattern_of(Query("two"))
    places = [(m, "2") for m in matches(pattern, "one two two")[0]]
    assert replace_ops("s", label, places) == (Splice("s", 8, 3, "2", ()), Splice("s", 4, 3, "2", (("bold", True),)))
    assert replace_ops("s", plain("x"), [(m, "x") for m in matches(pattern_of(Query("x")), "x")[0]]) == ()
