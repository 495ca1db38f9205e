from __future__ import annotations

from pathlib import Path

from app.collaboration.network.presence_numbers import WORDS, presence_from
from sync.store.library import open_library
from tests.support.library import KEY, ticking_clock

TEAM, OTHER = "aa" * 16, "bb" * 16
NOW, AHEAD = 1_000_000_000_000, 7_200_000


def test_numbers_rise_from_start_to_start_also_when_the_clock_is_set_back(tmp_path: Path) -> None:
    library = open_library(tmp_path / "profile", KEY, ticking_clock())
    assert presence_from(library, TEAM, NOW + AHEAD) == NOW + AHEAD
    library.close()
    library = open_library(tmp_path / "profile", KEY, ticking_clock())
    assert presence_from(library, TEAM, NOW) == NOW + AHEAD + WORDS
    assert presence_from(library, TEAM, NOW) == NOW + AHEAD + 2 * WORDS
    assert presence_from(library, OTHER, NOW) == NOW
    assert presence_from(library, TEAM, NOW + 10 * AHEAD) == NOW + 10 * AHEAD
    library.close()
