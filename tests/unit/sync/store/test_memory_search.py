"""Matching words without an engine."""

from __future__ import annotations

import pytest

from sync.store.memory_search import matches, tokens


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Über_Weisung 2", [["uber"], ["2"]], True),
        ("eu-west", [["eu", "we"]], True),
        ("west eu", [["eu", "we"]], False),
        ("orders", [["rder"]], False),
        ("anything", [[]], True),
        ("", [["a"]], False),
    ],
)
def test_words_are_phrases_whose_end_is_a_prefix(text: str, words: list[list[str]], expected: bool) -> None:
    assert matches(tokens(text), words) is expected
