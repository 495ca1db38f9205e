"""From what was typed to what is searched."""

from __future__ import annotations

import pytest

from sync.store.search_query import hit_from_snippet, indexable, match_expression, query_words


@pytest.mark.parametrize(
    ("query", "expression"),
    [
        ("order serv", '"order"* AND "serv"*'),
        ('say "hi"', '"say"* AND """hi"""*'),
        ("a-b OR c", '"a-b"* AND "OR"* AND "c"*'),
        ("a\x00b", '"a"* AND "b"*'),
        ("e\u0301te", '"éte"*'),
        ("-- ** ()", None),
        ("", None),
    ],
)
def test_every_word_is_a_quoted_prefix(query: str, expression: str | None) -> None:
    assert match_expression(query) == expression


def test_long_queries_are_cut() -> None:
    assert len(query_words("word " * 100)) == 16


def test_marks_become_ranges_of_plain_text() -> None:
    hit = hit_from_snippet("d", "t", "r", "the \x02led\x03ger of \x02led\x03gers")
    assert hit.snippet == "the ledger of ledgers"
    assert [hit.snippet[start:end] for start, end in hit.matches] == ["led", "led"]


def test_indexed_text_is_composed_clean_and_bounded() -> None:
    assert indexable("e\u0301\x02\ud800x" + "y" * 50, 10) == "é  x" + "y" * 5
