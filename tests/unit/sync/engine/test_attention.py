"""Which documents are looked at, and when."""

from __future__ import annotations

from sync.engine.attention import Attention

DOCUMENTS = dict.fromkeys(("plan", "map", "sketch"))


def test_eng81_only_what_an_event_concerns_is_looked_at() -> None:
    """ENG-81."""
    attention = Attention()
    attention.concerns("sketch")
    attention.concerns("map")
    attention.concerns("gone")
    assert attention.among(DOCUMENTS) == ["map", "sketch"]
    attention.end()
    assert attention.among(DOCUMENTS) == []
    attention.concerns_all()
    assert attention.among(DOCUMENTS) == ["plan", "map", "sketch"]


def test_eng81_what_follows_later_concerns_what_it_goes_back_to() -> None:
    """ENG-81: also what that event turned out to concern after it had been put off."""
    attention = Attention()
    attention.concerns("plan")
    later = attention.kept(lambda number: number + 1)
    attention.concerns("map")
    attention.end()
    attention.concerns("sketch")
    assert later(2) == 3
    assert attention.among(DOCUMENTS) == ["map", "plan", "sketch"]
    attention.end()
    attention.concerns_all()
    all_later = attention.kept(list)
    attention.end()
    all_later()
    assert attention.among(DOCUMENTS) == list(DOCUMENTS)


def test_eng81_each_is_looked_at_again_when_it_wants_to_be() -> None:
    """ENG-81."""
    attention = Attention()
    assert attention.next_at() is None
    for document, at in (("plan", 5.0), ("map", 3.0), ("sketch", 4.0), ("map", 6.0), ("map", 6.0)):
        attention.look_again(document, at)
    assert attention.next_at() == 4.0
    attention.ripen(5.0)
    assert attention.among(DOCUMENTS) == ["plan", "sketch"]
    assert (attention.planned("plan"), attention.next_at()) == (None, 6.0)
    attention.look_again("map", None)
    assert attention.next_at() is None
    attention.look_again("plan", 5.0)
    assert attention.next_at() == 5.0, "what could not be done is wanted at the same time again"
