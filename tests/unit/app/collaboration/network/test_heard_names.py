from __future__ import annotations

from pathlib import Path

from app.collaboration.network.heard_names import MOST_NAMES, PAUSE_MS, HeardNames
from sync.store.library import Library, open_library
from tests.support.library import KEY, ticking_clock

BEN, CLEO = "bb" * 16, "cc" * 16


def opened(folder: Path) -> Library:
    return open_library(folder / "profile", KEY, ticking_clock())


def test_names_are_known_after_the_next_start_and_the_newest_counts(tmp_path: Path) -> None:
    library = opened(tmp_path)
    passed: list[int] = []
    heard = HeardNames(library, "aa" * 16, lambda: sum(passed))
    assert heard.hear(BEN, "Ben")
    assert not heard.hear(BEN, "Ben")
    assert not heard.hear(CLEO, "")
    passed.append(PAUSE_MS)
    assert heard.hear(BEN, "Benjamin")
    library.close()
    library = opened(tmp_path)
    assert HeardNames(library, "aa" * 16, int).people == {BEN: "Benjamin"}
    assert HeardNames(library, "dd" * 16, int).people == {}
    library.close()


def test_whoever_calls_himself_otherwise_all_the_time_is_not_listened_to(tmp_path: Path) -> None:
    """Each name is written to the disk and to everything that shows it; he says it again."""
    library = opened(tmp_path)
    passed: list[int] = []
    heard = HeardNames(library, "aa" * 16, lambda: sum(passed))
    for tenths in range(PAUSE_MS // 100):
        heard.hear(BEN, f"Ben {tenths}")
        passed.append(100)
    assert heard.people == {BEN: "Ben 0"}
    assert heard.hear(CLEO, "Cleo")
    passed.append(100)
    assert heard.hear(BEN, "Ben")
    library.close()


def test_there_is_an_end_to_what_is_kept(tmp_path: Path) -> None:
    library = opened(tmp_path)
    heard = HeardNames(library, "aa" * 16, int)
    for number in range(MOST_NAMES + 1):
        heard.hear(f"{number:032x}", "Guest")
    assert len(heard.people) == MOST_NAMES
    assert f"{0:032x}" not in heard.people
    library.submit(lambda store: store.session.set(f"names/{'aa' * 16}", ["no names"])).result()
    assert HeardNames(library, "aa" * 16, int).people == {}
    library.close()
