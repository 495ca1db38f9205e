from __future__ import annotations

from app.collaboration.warning_words import warning_words
from sync.engine.effects import Warn


def test_what_is_told_with_a_button_elsewhere_is_not_told_again_over_it() -> None:
    assert {one for one in Warn if not warning_words(one)} == {Warn.EDITS_REFUSED, Warn.ACCESS_ENDED}


def test_every_warning_is_a_sentence_that_fits_into_a_message() -> None:
    for one in Warn:
        words = warning_words(one)
        assert not words or (words[0].isupper() and words.endswith(".") and len(words) < 160)
